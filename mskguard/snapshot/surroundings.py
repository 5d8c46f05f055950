"""What is around clusters: network, keys, secrets, roles, alarms, scaling and logs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mskguard.snapshot.calls import Answer, Calls

Placed = dict[str, Any]
"""The `subnets` and security `groups` of something."""

_NAMESPACE = "AWS/Kafka"
_NO_KEY = ("NotFoundException",)


def surroundings(
    calls: Calls, clusters: list[Answer], clients: Iterable[Placed], secrets: Iterable[str]
) -> None:
    """Ask for everything that the clusters and their clients refer to."""
    network(calls, [*map(_placed, clusters), *clients])
    keys(calls, [*_storage_keys(clusters), *_secret_keys(calls, secrets)])
    calls.ask(
        "iam get-account-authorization-details",
        Filter=["Role", "User", "Group", "LocalManagedPolicy"],
    )
    calls.ask("application-autoscaling describe-scalable-targets", ServiceNamespace="kafka")
    calls.ask("application-autoscaling describe-scaling-policies", ServiceNamespace="kafka")
    calls.ask("cloudwatch describe-alarms", keep=_of_kafka)
    logs(calls, clusters)


def _placed(cluster: Answer) -> Placed:
    brokers = cluster.get("Provisioned", {}).get("BrokerNodeGroupInfo", {})
    vpcs = cluster.get("Serverless", {}).get("VpcConfigs", [])
    subnets = [*brokers.get("ClientSubnets", [])]
    groups = [*brokers.get("SecurityGroups", [])]
    for vpc in vpcs:
        subnets += vpc.get("SubnetIds", [])
        groups += vpc.get("SecurityGroupIds", [])
    return {"subnets": subnets, "groups": groups}


def network(calls: Calls, placed: Iterable[Placed]) -> None:
    """The VPCs of the subnets that something lies in, each with all that it consists of."""
    subnets = sorted({subnet for one in placed for subnet in one["subnets"]})
    if not subnets:
        return
    asked = calls.ask("ec2 describe-subnets", Filters=[{"Name": "subnet-id", "Values": subnets}])
    vpcs = sorted({one["VpcId"] for one in asked.get("Subnets", [])})
    if not vpcs:
        return
    within = [{"Name": "vpc-id", "Values": vpcs}]
    calls.ask("ec2 describe-subnets", "of-vpcs", Filters=within)
    calls.ask("ec2 describe-vpcs", Filters=within)
    calls.ask("ec2 describe-security-groups", Filters=within)
    calls.ask("ec2 describe-route-tables", Filters=within)
    calls.ask("ec2 describe-nat-gateways", Filters=within)
    attached = [{"Name": "attachment.vpc-id", "Values": vpcs}]
    calls.ask("ec2 describe-internet-gateways", Filters=attached)


def _storage_keys(clusters: Iterable[Answer]) -> Iterator[str]:
    for cluster in clusters:
        encryption = cluster.get("Provisioned", {}).get("EncryptionInfo", {})
        yield encryption.get("EncryptionAtRest", {}).get("DataVolumeKMSKeyId", "")


def _secret_keys(calls: Calls, secrets: Iterable[str]) -> Iterator[str]:
    """Ask for secrets, their content aside; answers their keys."""
    for arn in sorted(secrets):
        name = arn.rpartition(":")[2]
        found = calls.ask("secretsmanager describe-secret", name, SecretId=arn)
        calls.ask("secretsmanager get-resource-policy", name, SecretId=arn)
        yield found.get("KmsKeyId", "")


def keys(calls: Calls, wanted: Iterable[str]) -> None:
    """The keys, whether they rotate, and all aliases."""
    calls.ask("kms list-aliases")
    for key in sorted({key for key in wanted if key}):
        name = key.rpartition("/")[2]
        found = calls.ask("kms describe-key", name, none=_NO_KEY, KeyId=key)
        metadata = found.get("KeyMetadata", {})
        if metadata.get("KeyManager") == "CUSTOMER":
            key_id = metadata["KeyId"]
            calls.ask("kms get-key-rotation-status", key_id, about=key_id, KeyId=key_id)


def _of_kafka(answer: dict[str, Any]) -> dict[str, Any]:
    """The alarms on metrics of MSK alone: the others are nobody's business here."""
    return {"MetricAlarms": [one for one in answer.get("MetricAlarms", []) if _on_kafka(one)]}


def _on_kafka(alarm: Answer) -> bool:
    metrics = [one.get("MetricStat", {}).get("Metric", {}) for one in alarm.get("Metrics", [])]
    return any(one.get("Namespace") == _NAMESPACE for one in (alarm, *metrics))


def logs(calls: Calls, clusters: Iterable[Answer]) -> None:
    """The log groups that broker logs go to."""
    for group in sorted(set(_log_groups(clusters))):
        calls.ask("logs describe-log-groups", group.strip("/"), logGroupNamePrefix=group)


def _log_groups(clusters: Iterable[Answer]) -> Iterator[str]:
    for cluster in clusters:
        logging = cluster.get("Provisioned", {}).get("LoggingInfo", {})
        group = logging.get("BrokerLogs", {}).get("CloudWatchLogs", {}).get("LogGroup")
        if group:
            yield group
