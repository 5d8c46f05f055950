"""Hostile and misshapen templates: an end in bounded time, and never a traceback."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.value import Choice, Known, Unknown

HEAD = "Resources:\n  C:\n    Type: AWS::MSK::Cluster\n    Properties:\n"

MISSHAPEN = {
    "resources as a list": "Resources: [{Type: AWS::MSK::Cluster}]\n",
    "a type that is a list": "Resources:\n  C: {Type: [AWS::MSK::Cluster]}\n",
    "properties as a list": "Resources:\n  C: {Type: AWS::MSK::Cluster, Properties: [1]}\n",
    "properties as a text": "Resources:\n  C: {Type: AWS::MSK::Cluster, Properties: x}\n",
    "nothing but a type": "Resources:\n  C: {Type: AWS::MSK::Cluster, Properties: }\n",
    "sections of wrong types": HEAD + "      A: !Ref P\nParameters: [P]\nMappings: x\n"
    "Conditions: 3\nOutputs: [1]\nTransform: {a: [b]}\nGlobals: 3\n",
    "a parameter that is a text": HEAD + "      A: !Ref P\nParameters: {P: x}\n",
    "a parameter without type": HEAD + "      A: !Ref P\nParameters: {P: {Default: [1, {a: b}]}}\n",
    "a condition of a wrong type": HEAD + "      A: 1\n    Condition: [x]\n",
    "functions without operands": HEAD
    + "".join(f"      A{n}: !{name}\n" for n, name in enumerate(("Ref", "Sub", "Join", "If"))),
    "functions of functions": HEAD + "      A: !Ref {Ref: {Ref: C}}\n      B: !Sub [!Sub x, {}]\n",
    "a map that refers to itself": HEAD + "      ClusterName: !Ref C\n",
    "outputs in a circle": HEAD + "      A: !GetAtt N.Outputs.A\n  N:\n"
    "    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: t.yaml}\n"
    "Outputs:\n  A: {Value: !GetAtt N.Outputs.A}\n",
    "a loop over itself": "Transform: AWS::LanguageExtensions\n"
    + HEAD
    + "      Fn::ForEach::A: [X, [1], {'Fn::ForEach::B': [X, [!Ref X], {'k${X}': !Ref X}]}]\n",
    "metadata of wrong types": HEAD + "      A: 1\n    Metadata: [1]\n    DeletionPolicy: {a: b}\n",
    "sam of wrong types": "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n"
    "    Type: AWS::Serverless::Function\n    Properties: {Events: [MSK], Policies: {a: 1}}\n"
    "  G: {Type: AWS::Serverless::Function, Properties: {Events: {E: [x], F: {Type: MSK}}}}\n",
    "custom of wrong types": HEAD + "      A: 1\n  X:\n    Type: Custom::AWS\n"
    "    Properties: {Create: [batchAssociateScramSecret]}\n",
}


@pytest.mark.parametrize("text", MISSHAPEN.values(), ids=MISSHAPEN.keys())
def test_what_is_misshapen_is_read_as_far_as_it_goes(declared: Any, text: str) -> None:
    for node in declared(text + "\n# kafka\n").values():
        node.declared.attribute("Arn")
        node.declared.attribute("DeletionPolicy")
        assert isinstance(node.at(), (Known, Unknown, Choice))


HOSTILE = {
    "deep lists": HEAD + "      A: " + "[" * 10_000,
    "deep functions": HEAD + "      A: " + "!Join ['', [" * 150 + "a" + "]]" * 150,
    "many joins of joins": "Mappings: {M: {a: {b: x}}}\n" + HEAD
    + "      K0: &k0 [x]\n"
    + "".join(f"      K{n}: &k{n} [*k{n - 1}, *k{n - 1}]\n" for n in range(1, 40)),
    "regions without end": HEAD + "      A: !FindInMap [M, !Ref AWS::Region, v]\nMappings:\n  M:\n"
    + "".join(f"    r{n}: {{v: {n}}}\n" for n in range(300)),
    "allowed values without end": HEAD + "      A: !Sub '${P}${P}'\nParameters:\n  P:\n"
    "    Type: String\n    AllowedValues: [" + ", ".join(f"v{n}" for n in range(500)) + "]\n",
    "many conditions": HEAD + "      A: !If [All, 1, 2]\nConditions:\n  All: !And ["
    + ", ".join(f"!Condition C{n}" for n in range(10)) + "]\n"
    + "".join(f"  C{n}: !Equals [!ImportValue i{n}, x]\n" for n in range(10)),
    "long texts": HEAD + "      A: !Join ['', [" + ", ".join(["!Ref P"] * 3000) + "]]\n"
    "Parameters: {P: {Type: String, Default: '" + "x" * 5000 + "'}}\n",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_hostile_ends(declared: Any, text: str) -> None:
    start = time.monotonic()
    declared(text)
    assert time.monotonic() - start < 20


WORDS = st.sampled_from(
    [
        *("!Ref C", "!Ref P", "!Sub '${C}-${X}'", "!GetAtt C.Arn", "!If [K, a, b]", "[1, 2]", "~"),
        *("!Join ['', [a, !Ref P]]", "!Split [',', !Ref P]", "!Select [0, [a]]", "{a: b}", "true"),
        *("{Fn::If: [K, !Ref AWS::NoValue, 1]}", "!FindInMap [M, !Ref P, b]", "!Base64 x", "''"),
        *("!Not [1]", "!Equals [!Ref P, x]", "!Condition K", "!And [!Condition K, !Condition L]"),
    ]
)
TEMPLATES = st.builds(
    lambda one, other, third, fourth, kind: (
        f"Parameters:\n  P: {{Type: {kind}, Default: x}}\nMappings: {{M: {{x: {{b: {third}}}}}}}\n"
        f"Conditions:\n  K: {one}\n  L: {other}\nResources:\n  C:\n    Type: AWS::MSK::Cluster\n"
        f"    Condition: K\n    Properties:\n      A: {third}\n      B: !If [L, {fourth}, {one}]\n"
        f"Outputs:\n  O: {{Value: {other}}}\n"
    ),
    WORDS, WORDS, WORDS, WORDS, st.sampled_from(["String", "Number", "CommaDelimitedList", "[x]"]),
)  # fmt: skip


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEMPLATES)
def test_any_template_is_read_and_its_places_lie_in_it(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any", numbered=True) / "t.yaml"
    path.write_text(text)
    loaded = load(Inputs([Path(path)]), Facts())
    for problem in loaded.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
