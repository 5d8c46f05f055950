"""Who reaches which listener in four projects, as a person who reads them would answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.projects import Cli

PROJECTS = Path(__file__).parents[2] / "fixtures" / "projects"
BROKERS = ('aws_subnet.brokers["eu-west-1a"]', 'aws_subnet.brokers["eu-west-1b"]',
           'aws_subnet.brokers["eu-west-1c"]')  # fmt: skip
KNOWN_TO_BE_ALL, PERHAPS_OTHERS = "yes", "unknown"


def told(cli: Cli, project: str, *words: str) -> list[dict[str, Any]]:
    result = cli("reach", str(PROJECTS / project), "--format", "json", *words)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["clusters"]
    return found


def answers(cluster: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {
        one["name"]: {path["from"]: path["reached"] for path in one["paths"]}
        for one in cluster["listeners"]
    }


def completeness(cluster: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["complete"] for one in cluster["listeners"]}


# public-iot: brokers in public subnets. 9194 is open to the world, 9196 to the gateways' list.


def test_who_reaches_the_devices_cluster(cli: Cli) -> None:
    """IAM is off, so that nothing listens on 9098, which a rule still opens."""
    (cluster,) = told(cli, "public-iot")
    assert answers(cluster) == {
        "9094 TLS": {},
        "9096 SCRAM": {},
        "9194 TLS, public": {"internet": "yes"},
        "9196 SCRAM, public": {"internet": "no", "aws_ec2_managed_prefix_list.gateways.id": "yes"},
    }
    assert set(completeness(cluster).values()) == {KNOWN_TO_BE_ALL}
    assert cluster["closed"] == []


def test_the_internets_way_to_the_devices_cluster(cli: Cli) -> None:
    (cluster,) = told(cli, "public-iot", "--from", "internet")
    (path,) = cluster["listeners"][2]["paths"]
    assert [step["what"] for step in path["steps"]] == [
        *(f"routed to {one} by aws_route_table.public" for one in BROKERS),
        "let in by aws_vpc_security_group_ingress_rule.devices_mtls",
    ]
    files = [Path(step["place"]["path"]).name for step in path["steps"]]
    assert files == ["network.tf", "network.tf", "network.tf", "security.tf"]


@pytest.mark.parametrize(
    ("source", "tls", "scram", "public_tls", "public_scram"),
    [
        ("198.51.100.7/32", "no", "no", "yes", "yes"),  # a gateway
        ("203.0.113.9/32", "no", "no", "yes", "no"),  # somebody else
        ("10.50.16.0/24", "no", "no", "unknown", "unknown"),  # the operators: ZooKeeper alone
        ("aws_security_group.ingest", "no", "no", "unknown", "unknown"),  # behind a NAT gateway
    ],
)
def test_single_sources_of_the_devices_cluster(
    cli: Cli, source: str, tls: str, scram: str, public_tls: str, public_scram: str
) -> None:
    """Who is within the VPCs has no public address that is known, so perhaps comes by one."""
    (cluster,) = told(cli, "public-iot", "--from", source)
    assert answers(cluster) == {
        "9094 TLS": {source: tls},
        "9096 SCRAM": {source: scram},
        "9194 TLS, public": {source: public_tls},
        "9196 SCRAM, public": {source: public_scram},
    }


# event-platform: the group lets connectors in on 9096, and the brokers listen on 9098 alone.


def test_nobody_reaches_the_events(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    (cluster,) = told(cli, "event-platform")
    assert answers(cluster) == {"9098 IAM": {}}
    assert completeness(cluster) == {"9098 IAM": KNOWN_TO_BE_ALL}
    monkeypatch.chdir(PROJECTS / "event-platform")
    lines = cli("reach", "--from", "aws_security_group.connect").stdout.splitlines()
    assert [line.strip().split("  main.tf")[0] for line in lines] == [
        "aws_msk_cluster.events",
        "9098 IAM",
        "no       aws_security_group.connect",
        "named here",
        "no security group rule lets it in",
        "",
    ]


# replicated-pair: each cluster lets in its own group; one of them lets other VPCs connect.


def test_each_of_the_pair_is_reached_by_its_own_group(cli: Cli) -> None:
    ireland, frankfurt = told(cli, "replicated-pair")
    own = {one["instance"].split(".")[1]: one for one in (ireland, frankfurt)}
    assert own.keys() == {"ireland", "frankfurt"}
    for name, cluster in own.items():
        group = f"module.{name}.aws_security_group.kafka"
        assert answers(cluster)["9098 IAM"] == {group: "yes"}
        assert completeness(cluster)["9098 IAM"] == KNOWN_TO_BE_ALL
        assert [one["what"] for one in cluster["closed"]] == ["internet: public access is off"]
    assert answers(ireland).keys() == {"9098 IAM"}


def test_who_connects_to_frankfurt_by_private_link_is_not_known(cli: Cli) -> None:
    _, frankfurt = told(cli, "replicated-pair")
    door = "14001-14100 by other managed VPC connections"
    assert answers(frankfurt)[door] == {}
    assert completeness(frankfurt)[door] == PERHAPS_OTHERS


def test_the_groups_of_the_pair_do_not_reach_across(cli: Cli) -> None:
    """A group lets its own members in, which are in its VPC; ireland's are not in frankfurt's."""
    ireland, frankfurt = told(
        cli, "replicated-pair", "--from", "module.ireland.aws_security_group.kafka"
    )
    assert answers(ireland)["9098 IAM"] == {"module.ireland.aws_security_group.kafka": "yes"}
    assert answers(frankfurt)["9098 IAM"] == {"module.ireland.aws_security_group.kafka": "no"}


# cross-account-consumer: the brokers' group is an id, the client's connection is to an ARN.


@pytest.mark.parametrize("source", ["internet", "10.80.1.0/24"])
def test_what_a_foreign_group_lets_in_is_not_known(cli: Cli, source: str) -> None:
    (cluster,) = told(cli, "cross-account-consumer", "--from", source)
    within = "no" if source == "internet" else "unknown"
    assert {name: found[source] for name, found in answers(cluster).items()} == {
        "9094 TLS": within,
        "9098 IAM": within,
        "14001-14100 by other managed VPC connections": within,
    }
    assert set(completeness(cluster).values()) == {PERHAPS_OTHERS}
    assert cluster["listeners"][0]["why"] == "sg-0e00000000000000a was not read"
