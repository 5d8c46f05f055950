"""`mskguard size`, worked out by hand for three clusters."""

from __future__ import annotations

import json

import pytest

from tests.cli.projects import Cli, Project

CLUSTER = """\
resource "aws_msk_cluster" "events" {
  cluster_name           = "events"
  number_of_broker_nodes = 3
  broker_node_group_info {
    instance_type  = "%s"
    client_subnets = ["subnet-a", "subnet-b", "subnet-c"]
    storage_info {
      ebs_storage_info {
        volume_size = 1000
      }
    }
  }
}
"""
WORKLOAD = """\
[workload]
ingress = 30
fan-out = 2
retention-hours = 24
partitions = 1500
growth = 20
"""


def _told(cli: Cli, project: Project, size: str, workload: str = WORKLOAD) -> dict[str, object]:
    project({"main.tf": CLUSTER % size, "mskguard.toml": workload})
    (found,) = json.loads(cli("size", "--format", "json").stdout)
    return dict(found)


def test_a_standard_cluster_is_bound_by_its_volumes(cli: Cli, project: Project) -> None:
    found = _told(cli, project, "kafka.m7g.large")
    by_name = {one["name"]: one for one in found["measures"]}  # type: ignore[attr-defined]
    # 30 MB/s and a fifth more on three brokers; 78.75 MiB/s of the volume by 6.5
    assert by_name["ingress"]["needed"] == pytest.approx(12.0)
    assert by_name["ingress"]["sustained"] == pytest.approx(78.75 / 6.5 * 1.048576, abs=0.01)
    # 1500 partitions and a fifth more, three replicas, on three brokers; 1000 recommended
    assert by_name["partitions"]["needed"] == pytest.approx(1800)
    assert by_name["partitions"]["sustained"] == 1000
    # 36 MB/s for a day, three replicas on three brokers; 85 % of 1000 GiB
    assert by_name["storage"]["needed"] == pytest.approx(36e6 * 86400 / 2**30, rel=0.001)
    assert by_name["storage"]["sustained"] == 850


def test_an_express_cluster_is_bound_by_what_aws_says(cli: Cli, project: Project) -> None:
    found = _told(cli, project, "express.m7g.large")
    by_name = {one["name"]: one for one in found["measures"]}  # type: ignore[attr-defined]
    assert by_name["ingress"]["sustained"] == 15.6
    assert by_name["egress"]["needed"] == pytest.approx(24.0)
    assert "storage" not in by_name
    assert "high confidence" in by_name["ingress"]["sources"][0]


def test_the_smallest_brokers_carry_the_load(cli: Cli, project: Project) -> None:
    found = _told(cli, project, "kafka.m7g.large")
    smallest = {one["kind"]: one for one in found["smallest"]}  # type: ignore[attr-defined]
    # 5400 replicas: six large brokers of 1000 hold them, 36 MB/s fit as well
    assert smallest["standard"]["brokers"]["size"] == "kafka.m7g.large"
    assert smallest["standard"]["brokers"]["count"] == 6
    for one in smallest.values():
        assert all(it["needed"] <= it["sustained"] for it in one["measures"])


def test_a_size_without_figures_says_so(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER % "kafka.t3.small", "mskguard.toml": "[workload]\ningress = 1\n"})
    assert "no figure is known of this size" in cli("size").stdout


def test_the_report_names_formula_and_sources(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER % "kafka.m7g.large", "mskguard.toml": WORKLOAD})
    text = cli("size").stdout
    assert "partitions x replication / brokers" in text
    assert "too much" in text
    assert "Sources" in text
    assert "(medium confidence)" in text


def test_one_cluster_may_have_a_workload_of_its_own(cli: Cli, project: Project) -> None:
    own = "[workload.clusters.events]\ningress = 3\n"
    found = _told(cli, project, "kafka.m7g.large", own)
    assert found["workload"]["ingress"] == 3.0  # type: ignore[index]


def test_without_a_workload_there_is_nothing_to_size(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER % "kafka.m7g.large"})
    done = cli("size")
    assert done.exit_code == 2
    assert "no workload is declared" in done.stderr


def test_a_wrong_workload_is_told_with_its_place(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER % "kafka.m7g.large", "mskguard.toml": "[workload]\ningres = 3\n"})
    done = cli("size")
    assert done.exit_code == 2
    assert "mskguard.toml:2" in done.stderr
