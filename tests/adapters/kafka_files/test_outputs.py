"""What Kafka's tools print, old and new."""

from __future__ import annotations

from collections.abc import Callable

from mskguard.adapters.load import Loaded
from mskguard.model.node import Standing
from mskguard.model.topic import KafkaAcl, Topic
from mskguard.value import Absent, Known, Origin, Tri, Unknown

Read = Callable[[dict[str, str]], Loaded]

TOPICS = (
    "Topic: orders\tTopicId: q2Zz\tPartitionCount: 3\tReplicationFactor: 2\t"
    "Configs: min.insync.replicas=1,cleanup.policy=compact,delete,retention.ms=-1\n"
    "\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2\n"
    "Topic: __amazon_msk_canary\tPartitionCount: 1\tReplicationFactor: 1\tConfigs: \n"
    "Topic:old\tPartitionCount:1\tReplicationFactor:3\tConfigs:\n"
)


def test_topics_are_read_from_their_first_lines(read: Read) -> None:
    orders, old = read({"topics.txt": TOPICS}).graph.nodes(Topic)
    assert (orders.address, old.address) == ("topic/orders", "topic/old")
    assert orders.standing is Standing.OBSERVED
    assert orders.replication_factor.equals(2) is Tri.YES
    assert old.partitions.equals(1) is Tri.YES
    assert isinstance(orders.cluster, Unknown)


def test_a_topics_properties_stand_where_they_are_printed(read: Read) -> None:
    orders, old = read({"topics.txt": TOPICS}).graph.nodes(Topic)
    policy = orders.property("cleanup.policy")
    assert isinstance(policy, Known)
    assert (policy.it, policy.span.text) == ("compact,delete", "compact,delete")
    assert policy.origin is Origin.OBSERVED
    assert orders.property("retention.ms").equals("-1") is Tri.YES
    assert isinstance(old.property("retention.ms"), Absent)


ACLS = {
    "new": (
        "Current ACLs for resource `ResourcePattern(resourceType=TOPIC, name=orders, "
        "patternType=PREFIXED)`: \n \t(principal=User:CN=alice,OU=a, host=*, "
        "operation=DESCRIBE_CONFIGS, permissionType=ALLOW)\n"
    ),
    "old": (
        "Current ACLs for resource `Topic:PREFIXED:orders`: \n"
        " \tUser:CN=alice,OU=a has Allow permission for operations: DescribeConfigs from hosts: *\n"
    ),
}


def test_old_and_new_lists_of_acls_say_the_same(read: Read) -> None:
    (new,) = read({"acls.txt": ACLS["new"]}).graph.nodes(KafkaAcl)
    (old,) = read({"acls.txt": ACLS["old"]}).graph.nodes(KafkaAcl)
    said = [
        [
            str(value)
            for value in (
                acl.principal,
                acl.host,
                acl.operation,
                acl.permission,
                acl.resource_type,
                acl.resource_name,
                acl.pattern_type,
            )
        ]
        for acl in (new, old)
    ]
    assert said[0] == said[1]
    assert said[0] == [
        "User:CN=alice,OU=a", "*", "DescribeConfigs", "Allow", "Topic", "orders", "Prefixed"
    ]  # fmt: skip


def test_each_entry_belongs_to_the_resource_above_it(read: Read) -> None:
    entries = read({"acls.txt": ACLS["new"] + "\n" + ACLS["old"].replace("orders", "b")}).graph
    assert [str(acl.resource_name) for acl in entries.nodes(KafkaAcl)] == ["orders", "b"]
