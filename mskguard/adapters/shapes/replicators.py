"""MSK replicators."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.adapters.shapes.log_delivery import log_delivery
from mskguard.adapters.shapes.pairs import tags_of
from mskguard.aws.facts import Facts
from mskguard.model.replicator import (
    End,
    GroupReplication,
    ReplicatedCluster,
    Replicator,
    TopicReplication,
)

_TOPICS = "TopicReplication"
_GROUPS = "ConsumerGroupReplication"


def replicator(declared: Declared, _: Facts) -> Replicator:
    """A replicator, which has one flow."""
    read = declared.read
    flow = read.first("ReplicationInfoList")
    return Replicator(
        **declared.common,
        name=read.text("ReplicatorName"),
        arn=declared.attribute("ReplicatorArn"),
        description=read.text("Description"),
        role=read.text("ServiceExecutionRoleArn"),
        clusters=each(_cluster, read.blocks("KafkaClusters")),
        source=_end(flow, "Source"),
        target=_end(flow, "Target"),
        compression=flow.text("TargetCompressionType"),
        topics=_topics(flow),
        groups=_groups(flow),
        logs=log_delivery(read, "LogDelivery", "ReplicatorLogDelivery"),
        tags=tags_of(read),
    )


def _cluster(read: FieldReader) -> ReplicatedCluster:
    authentication = "ClientAuthentication"
    return ReplicatedCluster(
        arn=read.text("AmazonMskCluster", "MskClusterArn"),
        kafka_id=read.text("ApacheKafkaCluster", "ApacheKafkaClusterId"),
        bootstrap_servers=read.text("ApacheKafkaCluster", "BootstrapBrokerString"),
        subnets=read.names("VpcConfig", "SubnetIds"),
        security_groups=read.names("VpcConfig", "SecurityGroupIds"),
        scram_mechanism=read.text(authentication, "SaslScram", "Mechanism"),
        scram_secret=read.text(authentication, "SaslScram", "SecretArn"),
        tls_secret=read.text(authentication, "MTLS", "SecretArn"),
        root_certificate=read.text("EncryptionInTransit", "RootCaCertificate"),
    )


def _end(flow: FieldReader, which: str) -> End:
    return End(
        arn=flow.text(f"{which}KafkaClusterArn"),
        kafka_id=flow.text(f"{which}KafkaClusterId"),
        alias=flow.text(f"{which}KafkaClusterAlias"),
    )


def _topics(flow: FieldReader) -> TopicReplication:
    return TopicReplication(
        include=flow.names(_TOPICS, "TopicsToReplicate"),
        exclude=flow.names(_TOPICS, "TopicsToExclude"),
        copy_acls=flow.flag(_TOPICS, "CopyAccessControlListsForTopics"),
        copy_configurations=flow.flag(_TOPICS, "CopyTopicConfigurations"),
        detect_new=flow.flag(_TOPICS, "DetectAndCopyNewTopics"),
        starting_position=flow.text(_TOPICS, "StartingPosition", "Type"),
        naming=flow.text(_TOPICS, "TopicNameConfiguration", "Type"),
    )


def _groups(flow: FieldReader) -> GroupReplication:
    return GroupReplication(
        include=flow.names(_GROUPS, "ConsumerGroupsToReplicate"),
        exclude=flow.names(_GROUPS, "ConsumerGroupsToExclude"),
        detect_new=flow.flag(_GROUPS, "DetectAndCopyNewConsumerGroups"),
        synchronise_offsets=flow.flag(_GROUPS, "SynchroniseConsumerGroupOffsets"),
        offset_mode=flow.text(_GROUPS, "ConsumerGroupOffsetSyncMode"),
    )
