"""Each intrinsic function, in its short and its long form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from mskguard.adapters.encoded import plain_of
from tests.adapters.cloudformation.told import Open, identity, known, told, unknown

NO_REGION = "nothing names the region (--region)"
SECTIONS = """
Parameters:
  Env:
    Type: String
    Default: dev
  Mystery:
    Type: String
  Zones:
    Type: CommaDelimitedList
    Default: "a, b,c"
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Ami:
    Type: AWS::SSM::Parameter::Value<String>
    Default: /path
Mappings:
  Sizes:
    dev:
      brokers: 3
      zones: [a, b]
Resources:
  Key:
    Type: AWS::KMS::Key
  Secret:
    Type: AWS::SecretsManager::Secret
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /msk
"""
NO_MYSTERY = "the parameter Mystery has no value (--parameter Mystery=…)"
NO_SUBNETS = "the parameter Subnets has no value (--parameter Subnets=…)"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!Ref Env", "dev"),
        ("{Ref: Env}", "dev"),
        ("!Ref Logs", "/msk"),
        ("!Ref AWS::NoValue", None),
        ("!Ref Zones", ["a", " b", "c"]),
        ("!Ref Mystery", Open("", NO_MYSTERY)),
        ("!Ref Ami", Open("", "the parameter Ami is looked up in Parameter Store")),
        ("!Ref Nothing", Open("", "the template has no parameter or resource Nothing")),
        ("!Ref {a: 1}", Open("", "a name")),
        ("!Ref Key", Open("", "Key.KeyId is known once it is deployed")),
        ("!GetAtt Key.Arn", Open("", "Key.Arn is known once it is deployed")),
        ("!GetAtt [Key, Arn]", Open("", "Key.Arn is known once it is deployed")),
        ("{'Fn::GetAtt': [Key, Arn]}", Open("", "Key.Arn is known once it is deployed")),
        ("!GetAtt Nothing.Arn", Open("", "the template has no resource Nothing")),
        ("!GetAtt Key", Open("", "a resource and its attribute are expected here")),
        ("!Sub x-${Env}-y", "x-dev-y"),
        ("!Sub '${Env}'", "dev"),
        ("!Sub x-${!Env}", "x-${Env}"),
        ("!Sub 'x-${Mystery}-y'", Open("x-…-y", NO_MYSTERY)),
        ("!Sub ['${a}-${Env}', {a: !Select [2, !Ref Zones]}]", "c-dev"),
        ("{'Fn::Sub': 'n${Env}'}", "ndev"),
        ("!Sub '${Key.Arn}/x'", Open("…/x", "Key.Arn is known once it is deployed")),
        ("!Sub ''", ""),
        ("!Sub [1, 2, 3]", Open("", "Fn::Sub takes a text, and a mapping of its variables")),
        ("x-${Env}", "x-${Env}"),
        ("!Join ['-', [a, !Ref Env, 3.10, true]]", "a-dev-3.10-true"),
        ("!Join ['', []]", ""),
        ("!Join [',', !Ref Zones]", "a, b,c"),
        ("!Join [':', [arn, !Ref AWS::Partition, kafka]]", Open("arn:…:kafka", NO_REGION)),
        ("!Join [',', !Ref Subnets]", Open("", NO_SUBNETS)),
        ("!Join [a]", Open("", "Fn::Join takes a delimiter and a list")),
        ("!Select [1, [a, b]]", "b"),
        ("!Select ['1', !Split [',', 'a,b']]", "b"),
        ("!Select [2, [a]]", Open("", "the list has 1 elements, and none at 2")),
        ("!Select [0, !Ref Subnets]", Open("", NO_SUBNETS)),
        ("!Split ['|', 'a||b']", ["a", "", "b"]),
        ("!FindInMap [Sizes, !Ref Env, brokers]", 3),
        ("!FindInMap [Sizes, dev, zones]", ["a", "b"]),
        ("!FindInMap [Sizes, prod, brokers]", Open("", "the map Sizes has no such key")),
        ("!FindInMap [Sizes, prod, brokers, {DefaultValue: 6}]", 6),
        ("!FindInMap [Nope, a, b]", Open("", "there is no map Nope")),
        ("!ImportValue other-vpc", Open("", "another stack exports other-vpc")),
        ("!ImportValue {'Fn::Sub': '${Env}-vpc'}", Open("", "another stack exports dev-vpc")),
        (
            "{'Fn::GetStackOutput': {StackName: a, OutputName: b}}",
            Open("", "another stack outputs it"),
        ),
        ("!Base64 abc", "YWJj"),
        ("!Cidr [10.0.0.0/16, 3, 8]", ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]),
        ("!Cidr [10.0.0.0/24, 3, 8]", Open("", "there is not enough room for so many ranges")),
        ("!Select [1, !Cidr ['2001:db8::/56', 2, 64]]", "2001:db8:0:1::/64"),
        ("!Cidr [x, 1, 1]", Open("", "the range is none")),
        ("{'Fn::Length': !Ref Zones}", "3"),
        ("{'Fn::Length': [1, 2]}", "2"),
        ("{'Fn::ToJsonString': {a: 1, b: [!Ref Env], c: yes}}", '{"a":1,"b":["dev"],"c":true}'),
        (
            "{'Fn::ToJsonString': {a: 'x\"y', b: !Ref Mystery}}",
            Open('{"a":"x\\"y","b":…}', NO_MYSTERY),
        ),
        (
            "!GetAZs ''",
            Open("", "which Availability Zones an account has is known to AWS alone"),
        ),
        (
            "{'Fn::Transform': {Name: Twice, Parameters: {}}}",
            Open("", "the macro Twice makes it when the stack is deployed"),
        ),
        ("!Foo x", Open("", "Fn::Foo is no function that is followed")),
        (
            "'{{resolve:ssm:/a/b}}'",
            Open("", "it is looked up when the stack is deployed"),
        ),
        (
            "!Sub 'x{{resolve:secretsmanager:${Secret}:SecretString:p}}y'",
            Open("x…y", "Secret.Id is known once it is deployed"),
        ),
        ("[a, !Ref AWS::NoValue, b]", ["a", "b"]),
        ("3.10", Decimal("3.10")),
        ("0777", Open("", "0777 is another number in YAML 1.1 than it seems: quote it")),
    ],
)
def test_a_function_makes(cluster: Any, written: str, value: Any) -> None:
    assert told(cluster(f"V: {written}", SECTIONS).at("V")) == value


@pytest.mark.parametrize(
    "written",
    [
        "!GetAtt Key.Arn",
        "!Ref Secret",
        "!Ref Mystery",
        "!Select [0, !Ref Subnets]",
        "!Select [0, !GetAZs '']",
        "!ImportValue x",
        "{'Fn::GetStackOutput': {StackName: a, OutputName: b}}",
        "'{{resolve:ssm:/a}}'",
        "!Join [',', !Ref Subnets]",
        "!Sub '${Key.Arn}'",
        "!Split [',', !Ref Mystery]",
    ],
)
def test_two_references_to_one_thing_are_the_same(cluster: Any, written: str) -> None:
    node = cluster(f"A: {written}\nB: {written}\nD: !Ref AWS::StackName", SECTIONS)
    assert unknown(node.at("A")).identity is not None
    assert unknown(node.at("A")).identity == unknown(node.at("B")).identity
    assert unknown(node.at("A")).identity != unknown(node.at("D")).identity


def test_a_reference_names_the_resource_and_the_attribute(cluster: Any) -> None:
    node = cluster("A: !Ref Secret\nB: !GetAtt Secret.Id\nD: !Sub '${Secret}'", SECTIONS)
    identities = [identity(node.at(name)) for name in "ABD"]
    assert identities[0].owner == "Secret"
    assert identities[0].attribute == "Id"
    assert identities[0] == identities[1] == identities[2]


def test_different_elements_of_one_list_are_not_the_same(cluster: Any) -> None:
    node = cluster("A: !Select [0, !Ref Subnets]\nB: !Select [1, !Ref Subnets]", SECTIONS)
    assert unknown(node.at("A")).identity != unknown(node.at("B")).identity


def test_a_block_of_lines_points_at_each_line_through_sub(cluster: Any) -> None:
    node = cluster(
        """
        P: !Sub |
          auto.create.topics.enable=true
          num.partitions=${Mystery}
          min.insync.replicas=${Env}
        """,
        SECTIONS,
    )
    value = unknown(node.at("P"))
    assert value.text is not None
    joined = value.text.joined
    for wanted in ("auto.create.topics.enable=true", "min.insync.replicas="):
        start = joined.index(wanted)
        span = value.text.span_of(start, start + len(wanted))
        assert span.text == wanted


def test_a_base64_function_keeps_the_plain_text(cluster: Any) -> None:
    node = cluster("A: !Base64 abc\nB: !Base64 {'Fn::Sub': 'a=${Mystery}'}", SECTIONS)
    assert told(plain_of(node.at("A"))) == "abc"
    assert told(plain_of(node.at("B"))) == Open("a=…", NO_MYSTERY)
    assert plain_of(known(node.at())) is None


def test_a_literal_can_be_written_and_what_came_through_others_tells_the_way(cluster: Any) -> None:
    node = cluster(
        "A: 'x'\nB: !Ref Env\nD: !FindInMap [Sizes, dev, brokers]\nE: |\n  x\n", SECTIONS
    )
    assert known(node.at("A")).writer is not None
    assert known(node.at("A")).via == ()
    assert known(node.at("B")).span.text == "dev"
    assert [hop.what for hop in known(node.at("B")).via] == ["!Ref Env"]
    assert [hop.what for hop in known(node.at("D")).via] == ["Fn::FindInMap"]
    assert known(node.at("E")).writer is None


def test_loops_make_resources_and_members(declared: Any) -> None:
    nodes = declared(
        """
        Transform: AWS::LanguageExtensions
        Parameters:
          Names:
            Type: CommaDelimitedList
            Default: One,Two
        Resources:
          Fn::ForEach::Clusters:
            - Name
            - !Ref Names
            - Cluster${Name}:
                Type: AWS::MSK::Cluster
                Properties:
                  ClusterName: !Sub c-${Name}
                  Fn::ForEach::Tags:
                    - Tag
                    - [X, "Y"]
                    - T${Tag}: !Ref Tag
        """
    )
    assert list(nodes) == ["ClusterOne", "ClusterTwo"]
    assert told(nodes["ClusterTwo"].at()) == {"ClusterName": "c-Two", "TX": "X", "TY": "Y"}


def test_a_loop_without_its_transform_is_not_followed(cluster: Any) -> None:
    node = cluster("A:\n  Fn::ForEach::T: [X, [a], {'k${X}': 1}]\n")
    assert told(node.at("A")) == Open(
        "", "Fn::ForEach::T needs the transform AWS::LanguageExtensions"
    )
