"""Topics of the AWS and the Kafka provider, and the Kafka provider's ACLs, quotas and users."""

from __future__ import annotations

from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.topic_configs import properties_of_json, properties_of_map
from mskguard.aws.facts import Facts
from mskguard.model.topic import KafkaAcl, KafkaQuota, ScramCredential, Topic
from mskguard.value import Absent


def msk_topic(declared: Declared, _: Facts) -> Topic:
    """A topic that the AWS provider makes."""
    read = declared.read
    configs = read.text("configs")
    return Topic(
        **declared.common,
        cluster=read.text("cluster_arn"),
        name=read.text("name"),
        arn=declared.attribute("arn"),
        partitions=read.number("partition_count"),
        replication_factor=read.number("replication_factor"),
        configs=configs,
        properties=properties_of_json(configs),
    )


def kafka_topic(declared: Declared, _: Facts) -> Topic:
    """A topic that the Kafka provider makes."""
    read = declared.read
    return Topic(
        **declared.common,
        cluster=declared.provider.kafka_cluster,
        name=read.text("name"),
        arn=Absent(declared.header),
        partitions=read.number("partitions"),
        replication_factor=read.number("replication_factor"),
        configs=Absent(declared.header),
        properties=properties_of_map(read.mapping("config")),
    )


def kafka_acl(declared: Declared, _: Facts) -> KafkaAcl:
    """An access control list's entry."""
    read = declared.read
    return KafkaAcl(
        **declared.common,
        cluster=declared.provider.kafka_cluster,
        principal=read.text("acl_principal"),
        host=read.text("acl_host"),
        operation=read.text("acl_operation"),
        permission=read.text("acl_permission_type"),
        resource_type=read.text("resource_type"),
        resource_name=read.text("resource_name"),
        pattern_type=read.text("resource_pattern_type_filter"),
    )


def kafka_quota(declared: Declared, _: Facts) -> KafkaQuota:
    """A client quota."""
    read = declared.read
    return KafkaQuota(
        **declared.common,
        cluster=declared.provider.kafka_cluster,
        entity_type=read.text("entity_type"),
        entity_name=read.text("entity_name"),
        limits=read.mapping("config"),
    )


def kafka_user_scram_credential(declared: Declared, _: Facts) -> ScramCredential:
    """A SCRAM user kept in Kafka."""
    read = declared.read
    return ScramCredential(
        **declared.common,
        cluster=declared.provider.kafka_cluster,
        username=read.text("username"),
        mechanism=read.text("scram_mechanism"),
        iterations=read.number("scram_iterations"),
        password=read.text("password"),
    )
