"""Corners of the rules on broker sizes, partitions and threads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.judging import Judged, judge
from tests.rules.asking import ask, cluster, entry, told
from tests.rules.brokers import EXPRESS, M7G, UNSAID, broker


@pytest.mark.parametrize(
    ("size", "violated"),
    [('"kafka.t3.small"', True), ('"kafka.t3.medium"', False), (M7G, False), (EXPRESS, False)],
)
def test_one_size_lives_on_credits(size: str, violated: bool, tmp_path: Path) -> None:
    assert bool(ask("burstable-broker", broker(size), tmp_path).violated) is violated


def topic(name: str, partitions: str, factor: str = "3", kind: str = "aws_msk_topic") -> str:
    if kind == "kafka_topic":
        return f"""
resource "kafka_topic" "{name}" {{
  name               = "{name}"
  partitions         = {partitions}
  replication_factor = {factor}
}}
"""
    return f"""
resource "aws_msk_topic" "{name}" {{
  cluster_arn        = aws_msk_cluster.c.arn
  name               = "{name}"
  partition_count    = {partitions}
  replication_factor = {factor}
}}
"""


THREE = "number_of_broker_nodes = 3"
LARGE = '"kafka.m7g.large"'


@pytest.mark.parametrize(
    ("size", "topics", "said", "open_"),
    [
        (LARGE, "", [], 0),
        (LARGE, topic("a", "1000"), [], 0),
        (LARGE, topic("a", "1001"), ["medium"], 0),
        (LARGE, topic("a", "600") + topic("b", "401"), ["medium"], 0),
        (LARGE, topic("a", "1501"), ["high"], 0),
        (LARGE, topic("a", "1500", "1"), [], 0),
        (LARGE, topic("a", "10") + topic("b", "var.mystery"), [], 1),
        (LARGE, topic("a", "1001") + topic("b", "var.mystery"), ["medium"], 0),
        (LARGE, topic("a", "3001", "var.mystery"), ["medium"], 0),
        (LARGE, topic("a", "1001", "var.mystery"), [], 1),
        (UNSAID, topic("a", "1001"), [], 1),
        ('"express.m7g.large"', topic("a", "1001", "1"), ["medium"], 0),
        ('"express.m7g.large"', topic("a", "1501", "1"), [], 0),
    ],
)
def test_the_known_replicas_are_held_against_the_recommendation(
    size: str, topics: str, said: list[str], open_: int, tmp_path: Path
) -> None:
    judged = ask("too-many-partitions", broker(size, more=THREE, after=topics), tmp_path)
    assert told(judged) == [f"{level} {size}" for level in said]
    assert len(judged.undetermined) == open_
    assert all(one.reasons for one in judged.undetermined)


def test_a_topic_may_leave_its_replicas_to_the_brokers(tmp_path: Path) -> None:
    provider = (
        'provider "kafka" {\n  bootstrap_servers = [aws_msk_cluster.c.bootstrap_brokers]\n}\n'
    )
    many = topic("a", "1001", "-1", "kafka_topic") + provider
    judged = ask("too-many-partitions", cluster("num.partitions=1", more=many), tmp_path)
    assert told(judged) == ['medium "kafka.m7g.large"']


@pytest.mark.parametrize(
    ("size", "partitions", "violated", "open_"),
    [
        ('"express.m7g.large"', "1500", 0, 0),
        ('"express.m7g.large"', "1501", 1, 0),
        ('"express.m7g.large"', "var.mystery", 0, 1),
        (LARGE, "9000", 0, 0),
    ],
)
def test_express_brokers_hold_so_many_and_no_more(
    size: str, partitions: str, violated: int, open_: int, tmp_path: Path
) -> None:
    text = broker(size, more=THREE, after=topic("a", partitions, "1"))
    judged = ask("express-partition-limit", text, tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (violated, open_)


@pytest.mark.parametrize(
    ("size", "version", "region", "state"),
    [
        ("kafka.m5.large", "3.9.x", "eu-west-1", "violated"),
        ("kafka.m5.24xlarge", "3.9.x", "eu-west-1", "kept"),
        ("kafka.m5.large", "2.8.1", "eu-west-1", "kept"),
        ("kafka.m5.large", "3.9.x", "eu-west-3", "open"),
        ("kafka.m5.large", "3.9.x", "", "open"),
        ("kafka.m7g.large", "3.9.x", "eu-west-1", "kept"),
    ],
)
def test_m5_is_older_where_m7g_is_known_to_be(
    size: str, version: str, region: str, state: str, tmp_path: Path
) -> None:
    provider = f'provider "aws" {{\n  region = "{region}"\n}}\n' if region else ""
    text = broker(f'"{size}"', more=f'kafka_version = "{version}"', after=provider)
    judged = ask("older-broker-family", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


LARGEST = '"kafka.m7g.4xlarge"'


@pytest.mark.parametrize(
    ("properties", "size", "said"),
    [
        ("num.io.threads=16\nnum.network.threads=8", LARGEST, []),
        ("num.io.threads=15\nnum.network.threads=8", LARGEST, ["low 15"]),
        ("num.io.threads=32\nnum.network.threads=4", LARGEST, ["low 4"]),
        ("num.io.threads=8\nnum.network.threads=5", '"kafka.m7g.2xlarge"', []),
        ("num.io.threads=8", EXPRESS, []),
        ("num.io.threads=8", UNSAID, []),
    ],
)
def test_threads_written_for_large_brokers(
    properties: str, size: str, said: list[str], tmp_path: Path
) -> None:
    judged = ask("starved-threads", cluster(properties, size=size), tmp_path)
    assert told(judged) == said


def tiered(text: str) -> str:
    return text.replace(
        "  broker_node_group_info {", '  storage_mode = "TIERED"\n  broker_node_group_info {'
    )


def test_threads_by_default_are_few_but_for_tiered_storage(tmp_path: Path) -> None:
    text = cluster("num.partitions=1", size=LARGEST)
    assert len(ask("starved-threads", text, tmp_path).violated) == 2
    assert not ask("starved-threads", tiered(text), tmp_path).findings


@pytest.mark.parametrize(
    ("properties", "is_tiered", "violated"),
    [
        ("num.network.threads=8", False, True),
        ("num.network.threads=5", False, False),
        ("num.network.threads=8\nnum.io.threads=8", False, True),
        ("num.network.threads=8\nnum.io.threads=9", False, False),
        ("num.io.threads=16", False, False),
        ("num.network.threads=8", True, False),
        ("num.network.threads=9", True, True),
        ("num.network.threads=9\nnum.io.threads=32", True, False),
    ],
)
def test_threads_are_raised_in_their_order(
    properties: str, is_tiered: bool, violated: bool, tmp_path: Path
) -> None:
    text = cluster(properties, size=LARGEST)
    judged = ask("network-threads-outrun-io", tiered(text) if is_tiered else text, tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


def test_threads_for_unknown_brokers_stay_open(tmp_path: Path) -> None:
    text = cluster("num.network.threads=8", size=UNSAID)
    assert ask("network-threads-outrun-io", text, tmp_path).undetermined


PROVISIONED = """    storage_info {
      ebs_storage_info {
        volume_size = 1000
        provisioned_throughput {
          enabled = %s
        }
      }
    }
"""


@pytest.mark.parametrize(
    ("size", "enabled", "properties", "said"),
    [
        ('"kafka.m5.8xlarge"', "true", "num.replica.fetchers=8", []),
        ('"kafka.m5.8xlarge"', "true", "num.replica.fetchers=7", ["low 7"]),
        ('"kafka.m5.8xlarge"', "true", "num.partitions=1", ["low true"]),
        ('"kafka.m5.8xlarge"', "false", "num.replica.fetchers=2", []),
        ('"kafka.m7g.8xlarge"', "true", "num.replica.fetchers=2", []),
    ],
)
def test_fetchers_go_with_the_throughput_that_is_paid_for(
    size: str, enabled: str, properties: str, said: list[str], tmp_path: Path
) -> None:
    text = cluster(properties, size=size)
    text = text.replace("    client_subnets", f"{PROVISIONED % enabled}    client_subnets")
    assert told(ask("fetchers-do-not-match-throughput", text, tmp_path)) == said


def test_fetchers_by_default_are_enough_with_tiers_but_on_one_size(tmp_path: Path) -> None:
    for size, violated in (("8xlarge", False), ("12xlarge", True)):
        text = tiered(cluster("num.partitions=1", size=f'"kafka.m5.{size}"'))
        text = text.replace("    client_subnets", f"{PROVISIONED % 'true'}    client_subnets")
        judged = ask("fetchers-do-not-match-throughput", text, tmp_path)
        assert bool(judged.violated) is violated


KEY = "num.recovery.threads.per.data.dir"


@pytest.mark.parametrize(
    ("properties", "size", "state"),
    [
        (f"{KEY}=1", LARGE, "violated"),
        (f"{KEY}=2", LARGE, "kept"),
        ("num.partitions=1", LARGE, "violated"),
        ("num.partitions=1", EXPRESS, "kept"),
        ("num.partitions=1", UNSAID, "kept"),
        (f"{KEY}=1", UNSAID, "violated"),
        (f"{KEY}=${{var.mystery}}", LARGE, "open"),
    ],
)
def test_logs_are_recovered_by_more_than_one_thread(
    properties: str, size: str, state: str, tmp_path: Path
) -> None:
    judged = ask("slow-log-recovery", cluster(properties, size=size), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ('"3.9.x"', "violated"),
        ('"4.0.x.kraft"', "kept"),
        ('"4.1.x.kraft"', "kept"),
        ("var.mystery", "open"),
    ],
)
def test_since_kafka_4_there_are_two_by_default(version: str, state: str, tmp_path: Path) -> None:
    judged = ask("slow-log-recovery", cluster("num.partitions=1", version=version), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


@pytest.mark.parametrize(
    ("lines", "violated"),
    [
        ("listener.name.client_iam.max.connections=3000", 0),
        ("listener.name.client_iam.max.connections=3001", 1),
        (
            "listener.name.client_iam.max.connections=5000\n"
            "listener.name.client_iam_public.max.connections=5000",
            2,
        ),
    ],
)
def test_more_iam_connections_than_msk_allows(lines: str, violated: int, tmp_path: Path) -> None:
    judged = ask("raised-iam-connection-limit", lines + "\n", tmp_path, "alter.properties")
    assert len(judged.violated) == violated


def replicated(workload: str, partitions: str, topics: str, root: Path) -> Judged:
    text = f"""
variable "mystery" {{}}
resource "aws_msk_cluster" "c" {{
  cluster_name = "c"
}}
resource "aws_msk_replicator" "r" {{
  replication_info_list {{
    source_kafka_cluster_arn = aws_msk_cluster.c.arn
    topic_replication {{
      topics_to_replicate = {topics}
    }}
  }}
}}
{topic("a", partitions) if partitions else ""}
"""
    files = {"main.tf": text, "mskguard.toml": f"[workload]\n{workload}\n" if workload else ""}
    return judge(entry("too-few-partitions-to-replicate"), files, root)


@pytest.mark.parametrize(
    ("workload", "partitions", "topics", "state"),
    [
        ("ingress = 49\negress = 1", "1", '[".*"]', "kept"),
        ("ingress = 50\negress = 1", "166", '[".*"]', "violated"),
        ("ingress = 50\negress = 1", "167", '[".*"]', "kept"),
        ("ingress = 50\negress = 1\npartitions = 166", "", '[".*"]', "violated"),
        ("ingress = 50\negress = 1\npartitions = 167", "1", '[".*"]', "kept"),
        ("ingress = 40\negress = 1\ngrowth = 50", "100", '[".*"]', "violated"),
        ("ingress = 50\negress = 1", "100", '["orders"]', "kept"),
        ("ingress = 50\negress = 1", "100", "var.mystery", "open"),
        ("ingress = 50\negress = 1", "", '[".*"]', "kept"),
        ("", "1", '[".*"]', "kept"),
    ],
)
def test_a_declared_load_takes_partitions_to_replicate(
    workload: str, partitions: str, topics: str, state: str, tmp_path: Path
) -> None:
    judged = replicated(workload, partitions, topics, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
