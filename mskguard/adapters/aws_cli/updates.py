"""Requests that change something: the bodies of `update-…`, as what they leave behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mskguard.adapters.aws_cli.requests import text_given
from mskguard.adapters.aws_cli.resources import Resource, known_as, named_in, of
from mskguard.adapters.aws_cli.trees import Any_, items, pick, shaped, word
from mskguard.model.node import Standing, Unit
from mskguard.model.request import UpdateRequest
from mskguard.value import Absent, Known

_CLUSTER = "AWS::MSK::Cluster"
_TARGETS = ("ClusterArn", "Arn")


def security(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-security`."""
    yield _cluster(body, _members(body, "ClientAuthentication", "EncryptionInfo"))


def connectivity(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-connectivity`."""
    inner = shaped(body, {"ConnectivityInfo": pick(body, "ConnectivityInfo")})
    yield _cluster(body, {"BrokerNodeGroupInfo": inner})


def monitoring(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-monitoring`."""
    yield _cluster(body, _members(body, "EnhancedMonitoring", "OpenMonitoring", "LoggingInfo"))


def kafka_version(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-cluster-kafka-version`."""
    members = _members(body, "ConfigurationInfo")
    yield _cluster(body, {**members, "KafkaVersion": pick(body, "TargetKafkaVersion")})


def configuration(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-cluster-configuration`."""
    yield _cluster(body, _members(body, "ConfigurationInfo"))


def rebalancing(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-rebalancing`."""
    yield _cluster(body, _members(body, "Rebalancing"))


def broker_type(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-broker-type`."""
    inner = shaped(body, {"InstanceType": pick(body, "TargetInstanceType")})
    yield _cluster(body, {"BrokerNodeGroupInfo": inner})


def broker_count(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-broker-count`."""
    yield _cluster(body, {"NumberOfBrokerNodes": pick(body, "TargetNumberOfBrokerNodes")})


def broker_storage(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-broker-storage`: of all brokers alike, which is what MSK takes."""
    volumes = items(pick(body, "TargetBrokerEBSVolumeInfo"))
    first = volumes[0] if len(volumes) == 1 else None
    yield _cluster(body, _storage(body, first))


def storage(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-storage`."""
    yield _cluster(body, {**_members(body, "StorageMode"), **_storage(body, body)})


def _storage(body: Any_, volume: Any_ | None) -> dict[str, Any_ | None]:
    said = {
        "VolumeSize": pick(volume, "VolumeSizeGB"),
        "ProvisionedThroughput": pick(volume, "ProvisionedThroughput"),
    }
    if not any(said.values()):
        return {}
    ebs = shaped(body, {"EbsStorageInfo": shaped(body, said)})
    return {"BrokerNodeGroupInfo": shaped(body, {"StorageInfo": ebs})}


def configuration_text(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-configuration`: a further revision."""
    arn = pick(body, "Arn")
    text = text_given(pick(body, "ServerProperties"), "ServerProperties")
    name = of("configuration", None, named_in(arn))
    tree = shaped(body, {"ServerProperties": text, "Description": pick(body, "Description")})
    attributes = known_as(arn, "Arn", "Ref")
    yield Resource("AWS::MSK::Configuration", name, tree, attributes, word(arn))


def topic(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`update-topic`."""
    yield Resource("AWS::MSK::Topic", of("topic", pick(body, "TopicName")), body)


def _cluster(body: Any_, members: Mapping[str, Any_ | None]) -> Resource:
    arn = pick(body, "ClusterArn")
    attributes = {
        **known_as(arn, "Arn", "Ref"),
        **known_as(pick(body, "CurrentVersion"), "CurrentVersion"),
    }
    name = of("cluster", None, named_in(arn))
    return Resource(_CLUSTER, name, shaped(body, members), attributes, word(arn))


def _members(body: Any_, *names: str) -> dict[str, Any_ | None]:
    return {name: pick(body, name) for name in names}


_WHOLE = {
    "update-connectivity": ("ConnectivityInfo", False),
    "update-broker-storage": ("TargetBrokerEBSVolumeInfo", True),
}
"""The arguments that are often in a file of their own, and whether each is a list."""


def whole_body(command: str, body: Any_) -> Any_:
    """The body of a request, also where the file holds its one argument alone."""
    name, is_list = _WHOLE.get(command.rpartition(" ")[2], ("", False))
    if not name or pick(body, "ClusterArn") is not None:
        return body
    return shaped(body, {name: Known((body,), body.span) if is_list else body})


class Asked(NamedTuple):
    """One thing that a request sets: where it stands in the request, and what to."""

    path: str
    value: Any_


def asked(body: Any_, path: str = "") -> Iterator[Asked]:
    """Everything that a request says, leaf by leaf: `ConnectivityInfo.PublicAccess.Type`."""
    it = body.it if isinstance(body, Known) else None
    if isinstance(it, dict):
        for key, value in it.items():
            yield from asked(value, f"{path}.{key}" if path else key)
    elif isinstance(it, tuple):
        for index, value in enumerate(it):
            yield from asked(value, f"{path}[{index}]")
    else:
        yield Asked(path, body)


def request_node(unit: Unit, command: str, body: Any_) -> UpdateRequest:
    """The request itself, with everything that it sets."""
    target = next(
        (found for name in _TARGETS if (found := pick(body, name)) is not None), Absent(body.span)
    )
    named = {"CurrentVersion", *_TARGETS}
    said = {one.path: one.value for one in asked(body) if one.path not in named}
    operation = command.rpartition(" ")[2]
    address = f"{operation}/{named_in(target)}".rstrip("/")
    return UpdateRequest(
        unit=unit,
        address=address,
        instance=address,
        span=target.span,
        exists=Known(True, body.span),
        standing=Standing.CHANGED,
        operation=Known(operation, body.span),
        target=target,
        current_version=pick(body, "CurrentVersion") or Absent(body.span),
        arguments=Known(said, body.span),
    )
