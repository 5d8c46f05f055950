"""Parameters from options and files, and why one has no value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.cloudformation.told import Open, known, told

SECTIONS = """
Parameters:
  Name:
    Type: String
    Default: events
  Count:
    Type: Number
    Default: 3
  Groups:
    Type: List<AWS::EC2::SecurityGroup::Id>
    Default: ""
  Token:
    Type: String
    NoEcho: true
    Default: hunter2hunter2
"""
BODY = "A: !Ref Name\nB: !Ref Count\nD: !Ref Groups"


def values(node: Any) -> list[Any]:
    return [told(node.at(name)) for name in "ABD"]


def test_defaults_stand_where_nothing_is_given(cluster: Any) -> None:
    assert values(cluster(BODY, SECTIONS)) == ["events", "3", []]


@pytest.mark.parametrize(
    "text",
    [
        '[{"ParameterKey": "Name", "ParameterValue": "x"},'
        ' {"ParameterKey": "Groups", "ParameterValue": "a,b"}]',
        '{"Parameters": {"Name": "x", "Groups": "a,b"}}',
        '{"Parameters": {"Name": "x", "Groups": ["a", "b"]}}',
        '{"Name": "x", "Groups": "a,b"}',
        '["Name=x", "Groups=a,b"]',
        "Name: x\nGroups: a,b\n",
    ],
)
def test_a_file_gives_them_in_each_of_the_forms_that_tools_take(
    cluster: Any, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "given.json"
    file.write_text(text)
    node = cluster(BODY, SECTIONS, parameter_files=(file,))
    assert values(node) == ["x", "3", ["a", "b"]]
    assert known(node.at("A")).span.file.path == "given.json"


def test_options_replace_files_and_files_the_configuration(cluster: Any, tmp_path: Path) -> None:
    file = tmp_path / "given.json"
    file.write_text('{"Name": "file", "Count": 5, "Other": "unused"}')
    told_ = {"configured": {"Name": "toml", "Groups": "g"}, "parameters": {"Name": "option"}}
    node = cluster(BODY, SECTIONS, parameter_files=(file,), **told_)
    assert values(node) == ["option", "5", ["g"]]


@pytest.mark.parametrize("text", ["{", "", "[1, 2]", "a: b: c"])
def test_a_file_that_gives_nothing_is_told(load_files: Any, tmp_path: Path, text: str) -> None:
    file = tmp_path / "given"
    file.write_text(text)
    template = "Resources:\n  C: {Type: AWS::MSK::Cluster}\n"
    loaded = load_files({"t.yaml": template}, "t.yaml", parameter_files=(file,))
    assert [problem.span.file.path for problem in loaded.problems] == ["given"]


def test_region_and_account_come_from_options(cluster: Any) -> None:
    node = cluster("A: !Sub '${AWS::Region}/${AWS::AccountId}'", region="eu-west-1", account="1")
    assert told(node.at("A")) == "eu-west-1/1"
    assert (told(node.region), told(node.account)) == ("eu-west-1", "1")


def test_without_them_they_are_unknown_and_say_so(cluster: Any) -> None:
    node = cluster("A: 1")
    assert told(node.region) == Open("", "nothing names the region (--region)")
    assert told(node.account) == Open("", "nothing names the account (--account)")


def test_what_is_not_to_be_echoed_is_hidden_in_the_file(cluster: Any) -> None:
    node = cluster("A: !Ref Token", SECTIONS)
    assert known(node.at("A")).span.shown == "*****"
    given = cluster("A: !Ref Token", SECTIONS, parameters={"Token": "other-secret"})
    assert known(given.at("A")).span.shown == "*****"


def test_the_texts_that_a_secret_is_made_of_are_hidden(declared: Any) -> None:
    nodes = declared(
        """
        Resources:
          C: {Type: AWS::MSK::Cluster}
          S:
            Type: AWS::SecretsManager::Secret
            Properties:
              SecretString: !Join ["", ["{", '"password":"', swordfish, !Ref C, '"}']]
        """
    )
    shown = nodes["S"].span.file.whole.shown
    assert "swordfish" not in shown
    assert "!Ref C" in shown


def test_a_number_of_json_is_the_text_that_it_is_written_as(declared: Any) -> None:
    template = {
        "Parameters": {"Many": {"Type": "Number", "Default": 3}, "Given": {"Type": "Number"}},
        "Resources": {
            "C": {
                "Type": "AWS::MSK::Cluster",
                "Properties": {"A": {"Fn::Sub": "${Many}-${Given}"}},
            }
        },
    }
    files = {"t.json": json.dumps(template), "p.json": '{"Given": 4.50}'}
    node = declared(files, "t.json", parameter_files=(Path("p.json"),))["C"]
    assert told(node.at("A")) == "3-4.50"
