"""Which files are templates, what stands around resources, and stacks within each other."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.adapters.cloudformation.claims import claims
from mskguard.source import Fate
from mskguard.value import Tri
from tests.adapters.cloudformation.told import Open, identity, known, told, unknown

CLUSTER = "Resources:\n  C:\n    Type: AWS::MSK::Cluster\n"


def fates(loaded: Any) -> dict[str, tuple[Fate, str]]:
    return {one.path: (one.fate, one.why) for one in loaded.files}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (CLUSTER, True),
        ("Type: AWS::Serverless::Function\nEvents: {E: {Type: MSK}}", True),
        ("Action: kafka-cluster:Connect\nType: AWS::IAM::Role", True),
        ("Type: AWS::CloudFormation::Stack", True),
        ("Type: AWS::S3::Bucket", False),
        ("kafka: true", False),
    ],
)
def test_only_what_speaks_of_kafka_is_looked_into(text: str, claimed: bool) -> None:
    assert claims("t.yaml", text.encode()) is claimed


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("manifest.json", '{"version": "1", "artifacts": {"a": "AWS::MSK::Cluster"}}', "manifest"),
        ("tree.json", '{"version": "tree-0.1", "tree": {"a": "AWS::MSK::Cluster"}}', "constructs"),
        ("a.assets.json", '{"version": "1", "files": "AWS::MSK", "dockerImages": {}}', "assets"),
        ("alone.yaml", "Type: AWS::MSK::Cluster\nProperties:\n  A: 1\n", "without a template"),
        ("syntax.json", '{"Type" : "AWS::MSK::Cluster", "A" : Type }', "is no template"),
        ("helm.yaml", "{{ if .x }}\n" + CLUSTER, "is no template"),
        ("values.yaml", "kafka: AWS::S3::Bucket\n", "no input"),
        ("list.yaml", "- AWS::MSK::Cluster\n- kafka\n", "no input"),
        ("empty.yaml", "# AWS::MSK::Cluster\n", "is no template"),
    ],
)
def test_what_is_no_template_is_counted_with_the_reason(
    load_files: Any, name: str, text: str, why: str
) -> None:
    loaded = load_files({name: text}, ".")
    fate, said = fates(loaded)[name]
    assert fate is Fate.SKIPPED
    assert why in said
    assert not loaded.problems
    assert not list(loaded.graph)


def test_a_broken_template_is_unreadable_at_its_place(load_files: Any) -> None:
    loaded = load_files(CLUSTER + "    Properties:\n  - x\n", ".")
    (problem,) = loaded.problems
    assert problem.span.file.path == "t.yaml"
    assert fates(loaded)["t.yaml"][0] is Fate.UNREADABLE


def test_a_named_file_that_is_broken_is_told_whatever_it_may_be(load_files: Any) -> None:
    text = "kafka: AWS::X\n  b: c: d\n"
    assert load_files(text, "t.yaml").problems
    assert not load_files(text, ".").problems


def test_a_key_written_twice_is_told_and_the_rest_is_read(declared: Any, load_files: Any) -> None:
    text = CLUSTER + "    Properties: {A: 1, A: 2}\n"
    assert told(declared(text)["C"].at("A")) == 2
    assert "A: it is written twice in one map, and the last one counts" in [
        one.message for one in load_files(text).faults
    ]


def test_a_template_in_json_is_read_alike(declared: Any) -> None:
    properties = '{"A": {"Fn::Join": ["", ["a", "b"]]}, "B": 3.10}'
    text = f'{{"Resources": {{"C": {{"Type": "AWS::MSK::Cluster", "Properties": {properties}}}}}}}'
    node = declared({"t.json": text})["C"]
    assert told(node.at("A")) == "ab"
    assert node.span.text == "C"


def test_the_resource_stands_at_its_logical_id_with_its_construct(declared: Any) -> None:
    node = declared(CLUSTER + "    Metadata: {'aws:cdk:path': App/Kafka/Resource}\n")["C"]
    assert str(node.span) == "t.yaml:2:3"
    assert [hop.what for hop in node.called_at] == ["construct App/Kafka/Resource"]


def test_what_stands_beside_the_properties_is_asked_for_like_an_attribute(declared: Any) -> None:
    node = declared(CLUSTER + "    DeletionPolicy: Retain\n")["C"]
    assert told(node.declared.attribute("DeletionPolicy")) == "Retain"
    absent = node.declared.attribute("UpdateReplacePolicy")
    assert told(absent) is None
    edit = absent.slot.holder.insert(absent.slot.missing, "Retain")
    assert edit.text == "\n    UpdateReplacePolicy: Retain"


def test_its_own_attributes_are_what_references_to_it_are(declared: Any) -> None:
    nodes = declared(
        CLUSTER + "  D:\n    Type: AWS::MSK::ClusterPolicy\n    Properties: {ClusterArn: !Ref C}\n"
    )
    own = unknown(nodes["C"].declared.attribute("Arn"))
    assert own.identity == unknown(nodes["D"].at("ClusterArn")).identity


def test_a_property_that_is_missing_can_be_written(declared: Any) -> None:
    node = declared(CLUSTER)["C"]
    slot = node.at("EncryptionInfo", "Mode").slot
    edit = slot.holder.insert(slot.missing, "TLS")
    text = node.span.file.text
    assert (text[: edit.span.start] + edit.text + text[edit.span.end :]) == (
        CLUSTER.removesuffix("\n") + "\n    Properties:\n      EncryptionInfo:\n        Mode: TLS\n"
    )


def test_what_is_missing_is_shown_at_the_key_around_it(cluster: Any) -> None:
    node = cluster("Encryption:\n  A: 1\n")
    assert node.at("Encryption", "B").span.text == "Encryption"
    assert node.at("B").span.text == "C"


PARENT = """
Parameters:
  Env: {Type: String, Default: dev}
Conditions:
  Kafka: !Equals [!Ref Env, prod]
Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Condition: Kafka
    Properties:
      TemplateURL: ./child.yaml
      Parameters: {Name: !Sub 'n-${Env}', Vpc: !Ref V}
  V: {Type: AWS::EC2::VPC}
  P:
    Type: AWS::MSK::ClusterPolicy
    Properties: {ClusterArn: !GetAtt Net.Outputs.Arn, B: !GetAtt Net.Outputs.Nope}
"""
CHILD = """
Parameters:
  Name: {Type: String, Default: unused}
  Vpc: {Type: String}
Resources:
  C:
    Type: AWS::MSK::Cluster
    Properties: {ClusterName: !Ref Name, Vpc: !Ref Vpc}
Outputs:
  Arn: {Value: !GetAtt C.Arn}
"""


def test_parameters_go_down_into_nested_stacks_and_outputs_come_back(declared: Any) -> None:
    nodes = declared({"parent.yaml": PARENT, "child.yaml": CHILD}, parameters={"Env": "prod"})
    assert list(nodes) == ["Net.C", "V", "P"]
    inner = nodes["Net.C"]
    assert inner.unit.name == "parent.yaml"
    assert told(inner.at("ClusterName")) == "n-prod"
    assert identity(inner.at("Vpc")).owner == "V"
    assert identity(nodes["P"].at("ClusterArn")).owner == "Net.C"
    assert told(nodes["P"].at("B")) == Open("", "the nested template has no output Nope")
    assert "Net.Parameters.Name" in [hop.what for hop in known(inner.at("ClusterName")).via]


def test_what_a_nested_stack_declares_is_there_where_the_stack_is(declared: Any) -> None:
    nodes = declared({"parent.yaml": PARENT, "child.yaml": CHILD})
    assert told(nodes["Net.C"].exists) == ("Kafka", True, False)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("https://s3.amazonaws.com/x.yaml", "Net: its template lies elsewhere"),
        ("./nowhere.yaml", "Net: its template ./nowhere.yaml is not there"),
        ("../../x.yaml", "Net: its template ../../x.yaml lies outside the scanned tree"),
        ("./parent.yaml", "Net.Net.Net"),
        ("!ImportValue x", "Net: where its template lies is not known"),
    ],
)
def test_a_stack_that_cannot_be_read_says_why(declared: Any, place: str, why: str) -> None:
    parent = PARENT.replace("./child.yaml", place)
    nodes = declared({"parent.yaml": parent})
    if place == "./parent.yaml":
        assert max(address.count("Net") for address in nodes) == 10
    else:
        assert unknown(nodes["P"].at("ClusterArn")).why == why
    assert nodes["P"].unit.complete is Tri.NO


@pytest.mark.parametrize(
    ("more", "complete"),
    [
        ("", Tri.YES),
        ("Transform: AWS::Serverless-2016-10-31\n", Tri.YES),
        ("Transform: [AWS::LanguageExtensions, Twice]\n", Tri.UNKNOWN),
        ("Outputs:\n  A: {Value: !Ref C}\n", Tri.YES),
        ("  M: {Type: 'Org::Some::MODULE'}\n", Tri.UNKNOWN),
    ],
)
def test_a_template_is_complete_where_all_of_it_is_read(
    declared: Any, more: str, complete: Tri
) -> None:
    text = CLUSTER + more if more.startswith(("  ", "O")) else more + CLUSTER
    assert declared(text)["C"].unit.complete is complete


OUTPUT = "the output A gives it to others"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("Outputs:\n  A: {Value: x}\n", None),
        ("Outputs:\n  A: {Value: !Ref C, Export: {Name: x}}\n", OUTPUT),
        ("Outputs:\n  A: {Value: !Sub '${C.Arn}/x'}\n", OUTPUT),
        ("Outputs:\n  A: {Value: !GetAtt C.CurrentVersion}\n", None),
        (
            "  P: {Type: 'AWS::SSM::Parameter', Properties: {Value: !GetAtt C.Arn}}\n",
            "the parameter P gives it to others",
        ),
        (
            "  X: {Type: 'Custom::X', Properties: {Arn: !Ref C}}\n",
            "what the custom resource X does to it is not known",
        ),
        ("  X: {Type: 'Custom::X', Properties: {Arn: other}}\n", None),
    ],
)
def test_what_is_given_to_others_says_so(declared: Any, more: str, why: str | None) -> None:
    assert declared(CLUSTER + more)["C"].unit.published.get("C") == why
