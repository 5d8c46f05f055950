"""The rules on the network around clusters: corners that their pages have no room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, told

GROUP = """
variable "mystery" {}
resource "aws_security_group" "brokers" {
%s
}
resource "aws_msk_cluster" "c" {
  kafka_version = "3.9.x"
  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    security_groups = [aws_security_group.brokers.id]
    %s
  }
  client_authentication {
    sasl {
      iam = true
    }
  }
}
"""
PUBLIC = 'connectivity_info {\npublic_access {\ntype = "SERVICE_PROVIDED_EIPS"\n}\n}'


def ingress(ports: str, peers: str) -> str:
    low, _, high = ports.partition("-")
    return f"""
  ingress {{
    protocol  = "tcp"
    from_port = {low}
    to_port   = {high or low}
    {peers}
  }}
"""


WORLD = 'cidr_blocks = ["0.0.0.0/0"]'
VPC = 'cidr_blocks = ["10.0.0.0/16"]'


def test_a_world_open_port_weighs_more_where_the_brokers_are_public(tmp_path: Path) -> None:
    group = ingress("9098", WORLD)
    judged = ask("world-open-broker-port", GROUP % (group, ""), tmp_path / "private")
    assert told(judged) == ['medium "0.0.0.0/0"']
    judged = ask("world-open-broker-port", GROUP % (group, PUBLIC), tmp_path / "public")
    assert told(judged) == ['high "0.0.0.0/0"']


@pytest.mark.parametrize("ports", ["443", "9090-9091", "9099-9191", "22"])
def test_ports_beside_the_brokers_may_be_open(tmp_path: Path, ports: str) -> None:
    judged = ask("world-open-broker-port", GROUP % (ingress(ports, WORLD), ""), tmp_path)
    assert judged.findings == []


@pytest.mark.parametrize("ports", ["9097-9098", "0-65535", "2181", "11002", "14050", "20092"])
def test_ports_of_the_cluster_may_not(tmp_path: Path, ports: str) -> None:
    judged = ask("world-open-broker-port", GROUP % (ingress(ports, WORLD), ""), tmp_path)
    assert len(judged.violated) == 1


def test_a_group_of_no_cluster_is_not_meant(tmp_path: Path) -> None:
    text = 'resource "aws_security_group" "web" {\n' + ingress("9098", WORLD) + "}\n"
    text += 'resource "aws_msk_cluster" "c" {}\n'
    assert ask("world-open-broker-port", text, tmp_path).findings == []


def test_a_serverless_clusters_group_is_judged_too(tmp_path: Path) -> None:
    text = (
        'resource "aws_security_group" "g" {\n'
        + ingress("9098", WORLD)
        + """}
resource "aws_msk_serverless_cluster" "s" {
  vpc_config {
    security_group_ids = [aws_security_group.g.id]
  }
}
"""
    )
    assert told(ask("world-open-broker-port", text, tmp_path)) == ['medium "0.0.0.0/0"']


def test_kraft_has_no_zookeeper_to_open(tmp_path: Path) -> None:
    text = GROUP % (ingress("2181-2182", VPC), "")
    assert len(ask("zookeeper-open-to-clients", text, tmp_path / "zk").violated) == 1
    kraft = text.replace("3.9.x", "3.9.x.kraft")
    assert ask("zookeeper-open-to-clients", kraft, tmp_path / "kraft").findings == []


def test_brokers_may_reach_their_own_zookeeper(tmp_path: Path) -> None:
    text = GROUP % (ingress("2181-2182", "self = true"), "")
    assert ask("zookeeper-open-to-clients", text, tmp_path).findings == []


LISTENERS = {
    "the port that is on": (ingress("9098", VPC), 0),
    "all ports": (ingress("0-65535", VPC), 0),
    "itself alone": (ingress("9098", "self = true"), 0),
    "another port": (ingress("9096", VPC), 1),
    "no ingress": ("ingress = []", 1),
    "a port without peers": (ingress("9098", ""), 1),
}


@pytest.mark.parametrize(("group", "count"), LISTENERS.values(), ids=LISTENERS)
def test_a_listener_is_unreachable_where_no_rule_has_its_port(
    tmp_path: Path, group: str, count: int
) -> None:
    judged = ask("listener-unreachable", GROUP % (group, ""), tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (count, 0)


@pytest.mark.parametrize("group", ["", 'name = "brokers"'])
def test_a_group_without_any_rule_may_have_them_elsewhere(tmp_path: Path, group: str) -> None:
    judged = ask("listener-unreachable", GROUP % (group, ""), tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (0, 1)


def test_a_cluster_with_vpc_connections_is_reached_by_them(tmp_path: Path) -> None:
    linked = """connectivity_info {
      vpc_connectivity {
        client_authentication {
          sasl {
            iam = true
          }
        }
      }
    }"""
    text = GROUP % (ingress("9096", VPC), linked)
    assert ask("listener-unreachable", text, tmp_path).findings == []


def test_a_port_that_another_cluster_of_the_group_uses_is_not_stale(tmp_path: Path) -> None:
    text = GROUP % (ingress("9096", VPC), "")
    assert len(ask("stale-broker-port", text, tmp_path / "one").violated) == 1
    other = """
resource "aws_msk_cluster" "other" {
  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    security_groups = [aws_security_group.brokers.id]
  }
  client_authentication {
    sasl {
      scram = true
    }
  }
}
"""
    assert ask("stale-broker-port", text + other, tmp_path / "two").findings == []


@pytest.mark.parametrize("ports", ["9000-9097", "9092-9098", "0-65535", "443"])
def test_a_range_for_more_than_brokers_is_not_stale(tmp_path: Path, ports: str) -> None:
    judged = ask("stale-broker-port", GROUP % (ingress(ports, VPC), ""), tmp_path)
    assert judged.findings == []


def test_a_subnet_is_full_by_what_is_known_of_it(tmp_path: Path) -> None:
    text = """
variable "mystery" {}
resource "aws_subnet" "s" {
  cidr_block = "10.0.0.0/28"
}
resource "aws_msk_cluster" "c" {
  number_of_broker_nodes = %s
  broker_node_group_info {
    client_subnets = [aws_subnet.s.id, "subnet-2", "subnet-3"]
  }
}
resource "aws_mskconnect_connector" "k" {
  capacity {
    autoscaling {
      max_worker_count = %s
    }
  }
  kafka_cluster {
    apache_kafka_cluster {
      vpc {
        subnets = [aws_subnet.s.id]
      }
    }
  }
}
"""
    counts = {("12", "7"): (0, 0), ("12", "8"): (1, 0), ("12", "var.mystery"): (0, 1)}
    counts[("36", "var.mystery")] = (1, 0)
    for number, ((brokers, workers), expected) in enumerate(counts.items()):
        judged = ask("crowded-subnet", text % (brokers, workers), tmp_path / str(number))
        assert (len(judged.violated), len(judged.undetermined)) == expected, (brokers, workers)


def test_names_of_zones_are_compared_within_an_account_only(tmp_path: Path) -> None:
    text = """
provider "aws" {
  allowed_account_ids = ["111122223333"]
}
provider "aws" {
  alias               = "apps"
  allowed_account_ids = ["444455556666"]
}
resource "aws_subnet" "brokers" {
  availability_zone = "eu-west-1a"
}
resource "aws_subnet" "apps" {
  provider          = aws.apps
  availability_zone = "eu-west-1b"
}
resource "aws_msk_cluster" "c" {
  broker_node_group_info {
    client_subnets = [aws_subnet.brokers.id]
  }
}
resource "aws_msk_vpc_connection" "x" {
  provider           = aws.apps
  target_cluster_arn = aws_msk_cluster.c.arn
  client_subnets     = [aws_subnet.apps.id, "subnet-2"]
}
"""
    judged = ask("vpc-connection-zones", text, tmp_path / "two")
    assert (len(judged.violated), len(judged.undetermined)) == (0, 1)
    judged = ask("vpc-connection-zones", text.replace("= aws.apps", "= aws"), tmp_path / "one")
    assert len(judged.violated) == 1


def test_one_provider_without_a_region_is_one_region(tmp_path: Path) -> None:
    text = """
resource "aws_msk_cluster" "c" {}
resource "aws_msk_vpc_connection" "x" {
  target_cluster_arn = aws_msk_cluster.c.arn
}
"""
    assert ask("cross-region-vpc-connection", text, tmp_path / "none").findings == []
    providers = 'provider "aws" {\n  region = "%s"\n}\nprovider "aws" {\n  alias = "far"\n'
    providers += '  region = "us-east-1"\n}\n'
    far = text.replace('x" {', 'x" {\n  provider = aws.far')
    judged = ask("cross-region-vpc-connection", providers % "eu-west-1" + far, tmp_path / "two")
    assert len(judged.violated) == 1
    judged = ask("cross-region-vpc-connection", providers % "us-east-1" + far, tmp_path / "same")
    assert judged.findings == []


def test_terraform_asks_for_groups_itself(tmp_path: Path) -> None:
    absent = 'resource "aws_msk_cluster" "c" {\n  broker_node_group_info {}\n}\n'
    assert ask("default-security-group", absent, tmp_path).findings == []


ROUTES = {
    "exactly": ('"10.99.0.0/16"', "transit_gateway_id", 1),
    "a part": ('"172.21.5.0/24"', "vpc_peering_connection_id", 1),
    "everything": ('"0.0.0.0/0"', "transit_gateway_id", 0),
    "a wider block": ('"10.0.0.0/8"', "transit_gateway_id", 0),
    "beside it": ('"172.22.0.0/16"', "transit_gateway_id", 0),
    "by NAT": ('"10.99.0.0/16"', "nat_gateway_id", 0),
}


@pytest.mark.parametrize(("block", "target", "count"), ROUTES.values(), ids=ROUTES)
def test_routes_into_the_networks_of_connect(
    tmp_path: Path, block: str, target: str, count: int
) -> None:
    text = f"""
resource "aws_subnet" "s" {{}}
resource "aws_route_table" "t" {{}}
resource "aws_route" "r" {{
  route_table_id         = aws_route_table.t.id
  destination_cidr_block = {block}
  {target}               = "x-1"
}}
resource "aws_route_table_association" "a" {{
  subnet_id      = aws_subnet.s.id
  route_table_id = aws_route_table.t.id
}}
resource "aws_mskconnect_connector" "k" {{
  kafka_cluster {{
    apache_kafka_cluster {{
      vpc {{
        subnets = [aws_subnet.s.id]
      }}
    }}
  }}
}}
"""
    judged = ask("connector-cidr-overlap", text, tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (count, 0)


REPLICATOR = """
resource "aws_security_group" "replicator" {
%s
}
resource "aws_security_group" "brokers" {
  ingress {
    protocol        = "tcp"
    from_port       = 9098
    to_port         = 9098
    security_groups = [aws_security_group.replicator.id]
  }
}
resource "aws_subnet" "s" {
  cidr_block = "10.0.1.0/24"
}
resource "aws_msk_cluster" "c" {
  broker_node_group_info {
    client_subnets  = [aws_subnet.s.id]
    security_groups = [aws_security_group.brokers.id]
  }
}
resource "aws_msk_replicator" "r" {
  kafka_cluster {
    amazon_msk_cluster {
      msk_cluster_arn = aws_msk_cluster.c.arn
    }
    vpc_config {
      subnet_ids          = [aws_subnet.s.id]
      security_groups_ids = [aws_security_group.replicator.id]
    }
  }
}
"""
WAYS_OUT = {
    "to the group": ("9098", "security_groups = [aws_security_group.brokers.id]", 0),
    "to its addresses": ("9098", 'cidr_blocks = ["10.0.0.0/16"]', 0),
    "by another port": ("443", 'cidr_blocks = ["0.0.0.0/0"]', 1),
    "to others": ("9098", 'cidr_blocks = ["10.9.0.0/16"]', 1),
}


@pytest.mark.parametrize(("port", "peers", "count"), WAYS_OUT.values(), ids=WAYS_OUT)
def test_a_replicator_has_to_be_let_out_as_well(
    tmp_path: Path, port: str, peers: str, count: int
) -> None:
    group = ingress(port, peers).replace("ingress", "egress")
    judged = ask("replicator-port-closed", REPLICATOR % group, tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (count, 0)


@pytest.mark.parametrize("rule", ["listener-unreachable", "monitoring-port-closed"])
def test_without_groups_of_its_own_it_has_the_default_one_that_nobody_declared(
    rule: str, tmp_path: Path
) -> None:
    monitoring = (
        "open_monitoring {\nprometheus {\njmx_exporter {\nenabled_in_broker = true\n}\n}\n}"
    )
    text = f"""
resource "aws_msk_cluster" "c" {{
  broker_node_group_info {{
    security_groups = []
  }}
  {monitoring}
}}
"""
    assert ask(rule, text, tmp_path).findings == []


def test_a_source_in_another_region_needs_no_groups(tmp_path: Path) -> None:
    group = ingress("443", 'cidr_blocks = ["0.0.0.0/0"]').replace("ingress", "egress")
    source = """
  replication_info_list {
    source_kafka_cluster_arn = aws_msk_cluster.c.arn
  }
}
"""
    text = (REPLICATOR % group).rstrip().removesuffix("}") + source
    judged = ask("replicator-port-closed", text, tmp_path / "near")
    assert len(judged.violated) == 1
    providers = """
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "far"
  region = "us-east-1"
}
"""
    far = text.replace(
        '"aws_msk_replicator" "r" {', '"aws_msk_replicator" "r" {\n  provider = aws.far'
    )
    assert ask("replicator-port-closed", providers + far, tmp_path / "far").findings == []
