"""What a snapshot asks for, service by service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mskguard.snapshot.calls import Answer, Calls, Target
from mskguard.snapshot.folder import Folder
from mskguard.snapshot.surroundings import Placed, surroundings

FORMAT_VERSION = 1
_NOT_THERE = ("NotFoundException", "ResourceNotFoundException")


def take(target: Target, folder: Folder, taken_at: str, tell: Callable[[str], None]) -> list[str]:
    """Write a snapshot; answers what failed, `command: why` each. Raises `NoAccess`."""
    calls = Calls(target, folder, tell)
    account = calls.account()
    clusters = list(_clusters(calls, target.cluster))
    configurations(calls, clusters)
    connected = [*clients(calls, clusters), *connect(calls)]
    surroundings(calls, clusters, connected, scram_secrets(calls, clusters))
    failed = dict(calls.failed)
    folder.mark(
        {
            "mskguard_snapshot": FORMAT_VERSION,
            "account": account,
            "region": calls.region,
            "taken_at": taken_at,
            "partial": bool(failed),
            "complete": calls.complete,
            "failed": failed,
            "about": calls.about,
        }
    )
    return [f"{command}: {why}" for command, why in failed.items()]


def _clusters(calls: Calls, only: str | None) -> Iterator[Answer]:
    """The clusters, each with what belongs to it alone."""
    if only is None:
        found = calls.ask("kafka list-clusters-v2").get("ClusterInfoList", [])
    else:
        one = calls.ask("kafka describe-cluster-v2", ClusterArn=only).get("ClusterInfo")
        found = [one] if one else []
    for cluster in found:
        arn, name = cluster["ClusterArn"], cluster.get("ClusterName", "")
        calls.ask("kafka get-cluster-policy", name, about=arn, none=_NOT_THERE, ClusterArn=arn)
        calls.ask("kafka list-topics", name, ClusterArn=arn)
        calls.ask("kafka get-bootstrap-brokers", name, about=arn, ClusterArn=arn)
        if "Provisioned" in cluster:
            calls.ask("kafka list-nodes", name, ClusterArn=arn)
        yield cluster


def scram_secrets(calls: Calls, clusters: Iterable[Answer]) -> set[str]:
    """The ARNs of the secrets whose users may sign in to clusters."""
    found: set[str] = set()
    for cluster in clusters:
        if "Provisioned" in cluster:
            arn, name = cluster["ClusterArn"], cluster.get("ClusterName", "")
            answer = calls.ask("kafka list-scram-secrets", name, about=arn, ClusterArn=arn)
            found.update(answer.get("SecretArnList", []))
    return found


def configurations(calls: Calls, clusters: Iterable[Answer]) -> None:
    """Every configuration: its latest revision, and those that clusters run with."""
    revisions: set[tuple[str, int]] = set()
    for one in calls.ask("kafka list-configurations").get("Configurations", []):
        revisions.add((one["Arn"], one["LatestRevision"]["Revision"]))
    for cluster in clusters:
        software = cluster.get("Provisioned", {}).get("CurrentBrokerSoftwareInfo", {})
        if "ConfigurationArn" in software and "ConfigurationRevision" in software:
            revisions.add((software["ConfigurationArn"], software["ConfigurationRevision"]))
    for arn, revision in sorted(revisions):
        name = f"{arn.split('/')[1] if '/' in arn else arn}-{revision}"
        calls.ask("kafka describe-configuration-revision", name, Arn=arn, Revision=revision)


def clients(calls: Calls, clusters: Iterable[Answer]) -> Iterator[Placed]:
    """VPC connections and replicators: where each lies."""
    known = {cluster["ClusterArn"] for cluster in clusters}
    for one in calls.ask("kafka list-vpc-connections").get("VpcConnections", []):
        arn = one["VpcConnectionArn"]
        found = calls.ask("kafka describe-vpc-connection", _last(arn), Arn=arn)
        if one["TargetClusterArn"] in known:
            yield {
                "subnets": found.get("Subnets", []),
                "groups": found.get("SecurityGroups", []),
            }
    for one in calls.ask("kafka list-replicators").get("Replicators", []):
        name, arn = one["ReplicatorName"], one["ReplicatorArn"]
        found = calls.ask("kafka describe-replicator", name, ReplicatorArn=arn)
        for cluster in found.get("KafkaClusters", []):
            vpc = cluster.get("VpcConfig", {})
            yield {
                "subnets": vpc.get("SubnetIds", []),
                "groups": vpc.get("SecurityGroupIds", []),
            }


def connect(calls: Calls) -> Iterator[Placed]:
    """MSK Connect: where each connector lies."""
    for one in calls.ask("kafkaconnect list-connectors").get("connectors", []):
        name, arn = one["connectorName"], one["connectorArn"]
        found = calls.ask("kafkaconnect describe-connector", name, connectorArn=arn)
        vpc = found.get("kafkaCluster", {}).get("apacheKafkaCluster", {}).get("vpc", {})
        yield {"subnets": vpc.get("subnets", []), "groups": vpc.get("securityGroups", [])}
    listed = calls.ask("kafkaconnect list-worker-configurations")
    for one in listed.get("workerConfigurations", []):
        arn = one["workerConfigurationArn"]
        calls.ask(
            "kafkaconnect describe-worker-configuration", one["name"], workerConfigurationArn=arn
        )
    calls.ask("kafkaconnect list-custom-plugins")


def _last(arn: str) -> str:
    return arn.rpartition("/")[2]
