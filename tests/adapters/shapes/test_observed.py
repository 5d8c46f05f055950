"""What answers of AWS tell beside templates, through the same readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.model.graph import Graph, Relation
from mskguard.model.iam import Group, GroupMembership
from mskguard.model.network import SecurityGroup
from mskguard.value import Absent, Tri


def read(directory: Path, **answers: Any) -> Graph:
    marker = {"mskguard_snapshot": 1, "complete": ["ec2 describe-security-groups"]}
    for name, answer in {"snapshot": marker, **answers}.items():
        (directory / f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")
    loaded = load(Inputs([directory]), Facts())
    assert not loaded.problems
    return loaded.graph


def permission(group: str) -> dict[str, Any]:
    peers = [{"GroupId": group, "UserId": "111122223333"}]
    return {"IpProtocol": "tcp", "FromPort": 9098, "ToPort": 9098, "UserIdGroupPairs": peers}


def groups_of(directory: Path) -> Graph:
    common = {"VpcId": "vpc-1", "IpPermissionsEgress": []}
    inward = [permission("sg-1"), permission("sg-2")]
    said = [
        {"GroupId": "sg-1", "GroupName": "a", "IpPermissions": inward, **common},
        {"GroupId": "sg-2", "GroupName": "b", "IpPermissions": [], **common},
    ]
    return read(directory, groups={"SecurityGroups": said})


def test_a_group_that_lets_itself_in_is_its_own_peer(tmp_path: Path) -> None:
    graph = groups_of(tmp_path)
    first, second = graph.nodes(SecurityGroup)
    own, other = first.ingress.otherwise(())
    assert (own.itself.otherwise(None), other.itself.otherwise(None)) == (True, False)
    assert isinstance(own.groups, Absent)
    peers = graph.targets(first, Relation.NAMES_PEER, SecurityGroup)
    assert (peers.nodes, peers.complete) == ((second,), Tri.YES)


def test_a_group_that_is_said_to_have_no_rules_has_none(tmp_path: Path) -> None:
    _, second = groups_of(tmp_path).nodes(SecurityGroup)
    assert second.ingress.otherwise(None) == ()
    assert second.egress.otherwise(None) == ()


@pytest.mark.parametrize("number", [0, 2])
def test_a_user_is_in_the_groups_that_are_listed(tmp_path: Path, number: int) -> None:
    arn = "arn:aws:iam::111122223333:"
    names = [f"g{n}" for n in range(number)]
    everything = {
        "RoleDetailList": [{"RoleName": "r", "Arn": f"{arn}role/r"}],
        "UserDetailList": [{"UserName": "u", "Arn": f"{arn}user/u", "GroupList": names}],
        "GroupDetailList": [{"GroupName": name, "Arn": f"{arn}group/{name}"} for name in names],
        "Policies": [],
    }
    graph = read(tmp_path, everything=everything)
    (membership,) = graph.nodes(GroupMembership)
    found = graph.targets(membership, Relation.BELONGS_TO, Group).nodes
    assert [group.name.otherwise("") for group in found] == names
