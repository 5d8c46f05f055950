"""Conditions: each branch that can be deployed is a world, and a world implies its values."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from tests.adapters.cloudformation.told import Either, Open, known, told

ENV = """
Parameters:
  Env:
    Type: String
    Default: dev
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsNotProd: !Not [!Condition IsProd]
"""


def test_both_branches_are_worlds_whatever_the_default(cluster: Any) -> None:
    node = cluster("A: !If [IsProd, 6, 3]", ENV)
    assert told(node.at("A")) == Either("IsProd", 6, 3)


def test_within_a_world_the_parameter_is_what_the_world_implies(cluster: Any) -> None:
    node = cluster("A: !If [IsProd, !Ref Env, !Sub 'x-${Env}']\nB: !Ref Env", ENV)
    assert told(node.at("A")) == Either("IsProd", "prod", "x-dev")
    assert told(node.at("B")) == Either("IsProd", "prod", "dev")


def test_a_condition_and_its_negation_are_one_question(cluster: Any) -> None:
    node = cluster("A: !If [IsNotProd, a, b]\nB: [!If [IsProd, x, !Ref AWS::NoValue], y]", ENV)
    assert told(node.at("A")) == Either("IsProd", "b", "a")
    assert told(node.at("B")) == Either("IsProd", ["x", "y"], ["y"])


def test_a_given_parameter_decides(cluster: Any) -> None:
    node = cluster("A: !If [IsProd, 6, 3]\nB: !Ref Env", ENV, parameters={"Env": "prod"})
    assert told(node.at("A")) == 6
    assert str(known(node.at("B")).span) == "--parameter Env:1:1"


def test_an_absent_branch_is_absent(cluster: Any) -> None:
    node = cluster("A: !If [IsProd, {B: 1}, !Ref AWS::NoValue]", ENV)
    assert told(node.at("A", "B")) == Either("IsProd", 1, None)


def test_exclusive_conditions_are_never_combined(cluster: Any) -> None:
    sections = """
    Parameters:
      Env: {Type: String}
    Conditions:
      IsProd: !Equals [!Ref Env, prod]
      IsDev: !Equals [dev, !Ref Env]
      Both: !And [!Condition IsProd, !Condition IsDev]
      One: !Or [!Condition IsProd, !Condition IsDev]
    """
    node = cluster("A: !If [Both, 1, 2]\nB: !If [One, 1, 2]\nD: !Ref Env", sections)
    why = "the parameter Env has no value (--parameter Env=…)"
    assert told(node.at("D")) == Either("IsProd", "prod", Either("IsDev", "dev", Open("", why)))
    assert told(node.at("B")) == Either("IsProd", 1, Either("IsDev", 1, 2))
    assert told(node.at("A")) == Either("IsProd", 2, 2)


def test_allowed_values_bound_the_worlds(cluster: Any) -> None:
    sections = """
    Parameters:
      Env: {Type: String, AllowedValues: [dev, prod], Default: prod}
      Tls: {Type: String, AllowedValues: ["true", "false"], Default: "true"}
    Conditions:
      IsProd: !Equals [!Ref Env, prod]
      IsDev: !Equals [!Ref Env, dev]
      Typo: !Equals [!Ref Env, production]
      Encrypt: !Equals [!Ref Tls, true]
    """
    text = (
        "A: !If [IsDev, 1, 2]\nB: !If [Typo, 1, 2]\nD: !If [Encrypt, TLS, PLAINTEXT]\nE: !Ref Tls"
    )
    node = cluster(text, sections)
    assert told(node.at("A")) == Either("IsProd", 2, 1)
    assert told(node.at("B")) == Either("IsProd", 2, 2)
    assert told(node.at("D")) == Either("Encrypt", "TLS", "PLAINTEXT")
    assert told(node.at("E")) == Either("Encrypt", "true", "false")


def test_allowed_values_alone_are_supposed(cluster: Any) -> None:
    sections = """
    Parameters:
      Size: {Type: String, AllowedValues: [kafka.t3.small, kafka.m5.large]}
    """
    node = cluster("A: !Ref Size", sections)
    wanted = Either('Size == "kafka.t3.small"?', "kafka.t3.small", "kafka.m5.large")
    assert told(node.at("A")) == wanted


def test_an_empty_default_that_a_condition_asks_for_is_no_value_elsewhere(cluster: Any) -> None:
    sections = """
    Parameters:
      Key: {Type: String, Default: ""}
    Conditions:
      HasKey: !Not [!Equals [!Ref Key, ""]]
    """
    node = cluster("A: !If [HasKey, !Ref Key, !Ref AWS::NoValue]", sections)
    why = "the parameter Key has no value (--parameter Key=…)"
    assert told(node.at("A")) == Either('Key == ""', None, Open("", why))


def test_a_list_that_is_compared_joined_is_open_where_it_is_not_its_default(cluster: Any) -> None:
    sections = """
    Parameters:
      Groups: {Type: CommaDelimitedList, Default: ""}
    Conditions:
      HasGroups: !Not [!Equals [!Join ["", !Ref Groups], ""]]
    """
    node = cluster("A: !If [HasGroups, !Ref Groups, [sg-1]]", sections)
    why = "the parameter Groups has another value than its default here"
    value = told(node.at("A"))
    assert value.yes == ["sg-1"]
    assert value.no == Open("", why)


def test_each_region_of_a_map_is_a_world_unless_one_is_given(cluster: Any) -> None:
    sections = """
    Mappings:
      Zones:
        us-east-1: {n: 3, same: x}
        us-west-1: {n: 2, same: x}
    """
    text = (
        "A: !FindInMap [Zones, !Ref AWS::Region, n]\nB: !FindInMap [Zones, !Ref AWS::Region, same]"
    )
    node = cluster(text, sections)
    assert told(node.at("A")) == Either('AWS::Region == "us-east-1"', 3, 2)
    assert told(node.at("B")) == "x"
    assert told(cluster(text, sections, region="us-west-1").at("A")) == 2


def test_a_region_that_a_condition_asks_for_is_known_in_its_world(cluster: Any) -> None:
    sections = """
    Conditions:
      Us: !Equals [!Ref AWS::Region, us-east-1]
    """
    node = cluster("A: !Sub 'x-${AWS::Region}'", sections)
    why = "nothing names the region (--region)"
    assert told(node.at("A")) == Either("Us", "x-us-east-1", Open("x-…", why))


def test_resources_exist_where_their_condition_holds(declared: Any) -> None:
    nodes = declared(
        dedent(ENV)
        + "Resources:\n"
        + "".join(
            f"  {name}:\n    Type: AWS::MSK::Cluster\n    Condition: {condition}\n"
            for name, condition in (("A", "IsProd"), ("B", "IsNotProd"), ("D", "Nope"))
        )
    )
    assert told(nodes["A"].exists) == Either("IsProd", True, False)
    assert told(nodes["B"].exists) == Either("IsProd", False, True)
    assert told(nodes["D"].exists) == Open("", "the template has no condition Nope")


@pytest.mark.parametrize(
    ("assertion", "exists"),
    [
        ("!Equals [!Ref Size, large]", Either("IsProd", False, True)),
        ("{'Fn::Contains': [[small, large], !Ref Size]}", True),
        ("{'Fn::Not': [{'Fn::Contains': [[small], !Ref Size]}]}", Either("IsProd", False, True)),
        ("{'Fn::EachMemberIn': [[a, !Ref Size], [a, b]]}", Either("IsProd", False, True)),
        ("{'Fn::Contains': [[small], !ImportValue x]}", True),
        ("{'Fn::Foo': 1}", True),
    ],
)
def test_what_the_rules_refuse_is_no_world(cluster: Any, assertion: str, exists: Any) -> None:
    sections = f"""
    Parameters:
      Env: {{Type: String, Default: dev}}
      Size: {{Type: String, Default: small}}
    Conditions:
      IsProd: !Equals [!Ref Env, prod]
    Rules:
      Large:
        RuleCondition: !Equals [!Ref Env, prod]
        Assertions:
          - Assert: {assertion}
    """
    assert told(cluster("A: 1", sections).exists) == exists


@pytest.mark.parametrize(
    "body",
    [
        "X: !Not [!Condition X]",
        "X: !Equals [1]",
        "X: maybe",
        "X: !Not x",
        "X: [1]",
        "X: !Equals [!ImportValue a, !ImportValue b]",
    ],
)
def test_a_condition_that_cannot_be_decided_is_a_question_of_its_own(
    cluster: Any, body: str
) -> None:
    node = cluster("A: !If [X, 1, 2]", f"Conditions:\n  {body}\n")
    value = told(node.at("A"))
    assert isinstance(value, Either)
    assert value[1:] == (1, 2)


def test_what_a_world_implies_is_no_place_for_a_safe_fix(cluster: Any) -> None:
    sections = """
    Parameters:
      Tls: {Type: String, Default: TLS, AllowedValues: [TLS, PLAINTEXT]}
    Conditions:
      Plain: !Equals [!Ref Tls, PLAINTEXT]
    """
    value = cluster("A: !Ref Tls", sections).at("A")
    for case in (value.yes, value.no):
        assert known(case).origin.value == "resolved"
        assert known(case).span.line == 2
