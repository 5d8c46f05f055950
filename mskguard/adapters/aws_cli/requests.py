"""Requests that make something: the bodies of `create-…` and their like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mskguard.adapters.aws_cli.clusters import alike
from mskguard.adapters.aws_cli.resources import Resource, named_in, of
from mskguard.adapters.aws_cli.trees import Any_, opened, pick, shaped, with_members
from mskguard.adapters.base64_text import decoded, is_encoded
from mskguard.value import Known


def create_cluster(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-cluster`."""
    yield Resource("AWS::MSK::Cluster", of("cluster", pick(body, "ClusterName")), body)


def create_cluster_v2(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-cluster-v2`."""
    name = of("cluster", pick(body, "ClusterName"))
    for member, kind in (("Provisioned", "Cluster"), ("Serverless", "ServerlessCluster")):
        inner = pick(body, member)
        if inner is not None:
            yield Resource(f"AWS::MSK::{kind}", name, alike(body, inner))


def from_arguments(arguments: Mapping[str, Any_], name: str) -> Resource:
    """The cluster that arguments in files of their own make, as far as they tell.

    The others stand on a command line that is not read. Only `create-cluster` takes broker nodes;
    without them, the rest may as well change a cluster that is there.
    """
    first = next(iter(arguments.values()))
    creates = bool({"BrokerNodeGroupInfo", "Provisioned", "Serverless"} & arguments.keys())
    own = {key: one if creates else opened(one) for key, one in arguments.items()}
    for whole, kind in (("Serverless", "ServerlessCluster"), ("Provisioned", "Cluster")):
        inner = own.pop(whole, None)
        if inner is not None:
            tree = with_members(inner, own)
            return Resource(f"AWS::MSK::{kind}", of("cluster", None, name), tree)
    tree = opened(shaped(first, own)) if not creates else _open_at_the_top(first, own)
    return Resource("AWS::MSK::Cluster", of("cluster", None, name), tree)


def _open_at_the_top(place: Any_, members: Mapping[str, Any_]) -> Any_:
    from mskguard.adapters.aws_cli.trees import OpenFields
    from mskguard.adapters.shapes.fields import Fields

    fields = OpenFields(Fields(members.items()), place.span)
    return Known(fields, place.span)


def configuration(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-configuration`."""
    tree = with_members(
        body,
        {
            "KafkaVersionsList": pick(body, "KafkaVersions"),
            "ServerProperties": text_given(pick(body, "ServerProperties"), "ServerProperties"),
        },
    )
    yield Resource("AWS::MSK::Configuration", of("configuration", pick(body, "Name")), tree)


def text_given(value: Any_ | None, what: str) -> Any_ | None:
    """A text that a request holds in Base64; older versions of the CLI take it as it is."""
    if isinstance(value, Known) and isinstance(value.it, str) and not is_encoded(value.it):
        return value
    return decoded(value, what) if value is not None else None


def scram_secrets(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`batch-associate-scram-secret`."""
    name = named_in(pick(body, "ClusterArn"))
    yield Resource("AWS::MSK::BatchScramSecret", of("scram-secrets", None, name), body)


def cluster_policy(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`put-cluster-policy`."""
    name = named_in(pick(body, "ClusterArn"))
    yield Resource("AWS::MSK::ClusterPolicy", of("cluster-policy", None, name), body)


def replicator(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-replicator`."""
    yield Resource("AWS::MSK::Replicator", of("replicator", pick(body, "ReplicatorName")), body)


def vpc_connection(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-vpc-connection`."""
    name = of("vpc-connection", pick(body, "VpcId"))
    yield Resource("AWS::MSK::VpcConnection", name, body)


def topic(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-topic`."""
    yield Resource("AWS::MSK::Topic", of("topic", pick(body, "TopicName")), body)


def connector(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-connector`."""
    name = of("connector", pick(body, "ConnectorName"))
    yield Resource("AWS::KafkaConnect::Connector", name, body)


def worker_configuration(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-worker-configuration`."""
    name = of("worker-configuration", pick(body, "Name"))
    yield Resource("AWS::KafkaConnect::WorkerConfiguration", name, body)


def custom_plugin(body: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`create-custom-plugin`."""
    name = of("custom-plugin", pick(body, "Name"))
    yield Resource("AWS::KafkaConnect::CustomPlugin", name, body)
