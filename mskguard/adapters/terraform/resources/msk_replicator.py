"""`aws_msk_replicator` to a replicator."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.log_delivery import log_delivery
from mskguard.aws.facts import Facts
from mskguard.model.replicator import (
    End,
    GroupReplication,
    ReplicatedCluster,
    Replicator,
    TopicReplication,
)

_REPLICATION = "replication_info_list"
_TOPICS = (_REPLICATION, "topic_replication")
_GROUPS = (_REPLICATION, "consumer_group_replication")


def msk_replicator(declared: Declared, _: Facts) -> Replicator:
    """A replicator."""
    read = declared.read
    return Replicator(
        **declared.common,
        name=read.text("replicator_name"),
        arn=declared.attribute("arn"),
        description=read.text("description"),
        role=read.text("service_execution_role_arn"),
        clusters=each(_cluster, read.blocks("kafka_cluster")),
        source=_end(read, "source"),
        target=_end(read, "target"),
        compression=read.text(_REPLICATION, "target_compression_type"),
        topics=_topics(read),
        groups=_groups(read),
        logs=log_delivery(read, "log_delivery", "replicator_log_delivery"),
        tags=read.mapping("tags"),
    )


def _cluster(read: Reader) -> ReplicatedCluster:
    authentication = "client_authentication"
    return ReplicatedCluster(
        arn=read.text("amazon_msk_cluster", "msk_cluster_arn"),
        kafka_id=read.text("apache_kafka_cluster", "apache_kafka_cluster_id"),
        bootstrap_servers=read.text("apache_kafka_cluster", "bootstrap_broker_string"),
        subnets=read.names("vpc_config", "subnet_ids"),
        security_groups=read.names("vpc_config", "security_groups_ids"),
        scram_mechanism=read.text(authentication, "sasl_scram", "mechanism"),
        scram_secret=read.text(authentication, "sasl_scram", "secret_arn"),
        tls_secret=read.text(authentication, "mtls", "secret_arn"),
        root_certificate=read.text("encryption_in_transit", "root_ca_certificate"),
    )


def _end(read: Reader, which: str) -> End:
    return End(
        arn=read.text(_REPLICATION, f"{which}_kafka_cluster_arn"),
        kafka_id=read.text(_REPLICATION, f"{which}_kafka_cluster_id"),
        alias=read.text(_REPLICATION, f"{which}_kafka_cluster_alias"),
    )


def _topics(read: Reader) -> TopicReplication:
    return TopicReplication(
        include=read.names(*_TOPICS, "topics_to_replicate"),
        exclude=read.names(*_TOPICS, "topics_to_exclude"),
        copy_acls=read.flag(*_TOPICS, "copy_access_control_lists_for_topics"),
        copy_configurations=read.flag(*_TOPICS, "copy_topic_configurations"),
        detect_new=read.flag(*_TOPICS, "detect_and_copy_new_topics"),
        starting_position=read.text(*_TOPICS, "starting_position", "type"),
        naming=read.text(*_TOPICS, "topic_name_configuration", "type"),
    )


def _groups(read: Reader) -> GroupReplication:
    return GroupReplication(
        include=read.names(*_GROUPS, "consumer_groups_to_replicate"),
        exclude=read.names(*_GROUPS, "consumer_groups_to_exclude"),
        detect_new=read.flag(*_GROUPS, "detect_and_copy_new_consumer_groups"),
        synchronise_offsets=read.flag(*_GROUPS, "synchronise_consumer_group_offsets"),
        offset_mode=read.text(*_GROUPS, "consumer_group_offset_sync_mode"),
    )
