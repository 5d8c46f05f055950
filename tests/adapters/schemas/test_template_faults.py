"""What CloudFormation's schemas refuse in templates, and in which worlds."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.model.fault import Fault

SECTIONS = """
Parameters:
  Env: {Type: String, Default: dev}
  Open: {Type: String}
  Asked: {Type: String}
  Free: {Type: String, Default: dev}
  Mode: {Type: String, AllowedValues: [LOCAL, TIERD]}
  Broker: {Type: String, AllowedValues: [SSL, TSL]}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  HasOpen: !Equals [!Ref Asked, prod]
  IsOther: !Equals [!Sub '${Env}x', otherx]
"""

SOUND = """
ClusterName: events
KafkaVersion: 3.9.x
NumberOfBrokerNodes: 3
BrokerNodeGroupInfo:
  InstanceType: kafka.m7g.large
  ClientSubnets: [subnet-1, subnet-2, subnet-3]
"""


class Faults:
    """Loads clusters and tells what is wrong with them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def of(self, properties: str, attributes: str = "", transform: str = "") -> list[Fault]:
        body = indent(dedent(properties).strip("\n"), "      ")
        text = f"{transform}\n{SECTIONS}\nResources:\n  C:\n    Type: AWS::MSK::Cluster\n"
        text += f"{attributes}    Properties:\n{body}\n"
        (self._directory / "t.yaml").write_text(text, encoding="utf-8")
        return list(load(Inputs([Path()]), Facts()).faults)

    def said(self, properties: str, attributes: str = "") -> list[str]:
        """The messages without the address, with the world where there is one."""
        return [
            one.message.removeprefix("C: ") + (f" [{one.when}]" if one.when else "")
            for one in self.of(properties, attributes)
        ]


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Faults:
    monkeypatch.chdir(tmp_path)
    return Faults(tmp_path)


def with_(text: str) -> str:
    return SOUND + dedent(text)


def test_a_sound_cluster_has_no_fault(faults: Faults) -> None:
    assert not faults.said(SOUND)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("Kafkaversion: x", "Kafkaversion is no property of AWS::MSK::Cluster, KafkaVersion is"),
        ("cluster-name: x", "cluster-name is no property of AWS::MSK::Cluster, ClusterName is"),
        ("hidden_thing: x", "hidden_thing is no property of AWS::MSK::Cluster"),
        ("Arn: x", "Arn is written by AWS alone, a template can only read it"),
        ("StorageMode: REMOTE", 'StorageMode is "REMOTE", one of these is expected: LOCAL, TIERED'),
        ("ConfigurationInfo: {Arn: x}", "ConfigurationInfo lacks Revision, which is required"),
        ("ConfigurationInfo: x", 'ConfigurationInfo is "x", a map is expected'),
        (
            "ConfigurationInfo: {Arn: x, Revision: first}",
            'ConfigurationInfo.Revision is "first", a whole number is expected',
        ),
        ("Tags: [{Key: a, Value: b}]", "Tags is a list, a map is expected"),
        (
            "EncryptionInfo: {EncryptionInTransit: {InCluster: 'yes'}}",
            'EncryptionInfo.EncryptionInTransit.InCluster is "yes", true or false is expected',
        ),
    ],
)
def test_what_is_wrong_is_told(more: str, said: str, faults: Faults) -> None:
    assert faults.said(with_(more)) == [said]


@pytest.mark.parametrize(
    "more",
    [
        "NewerThanTheSchema: x",
        "StorageMode: !Ref Open",
        "StorageMode: !Ref Mode",
        "StorageMode: ~",
        "EncryptionInfo: {EncryptionInTransit: {InCluster: 'true'}}",
        "ConfigurationInfo: {Arn: !ImportValue x, Revision: '3'}",
        "ConfigurationInfo: !If [IsProd, {Arn: a, Revision: 1}, !Ref AWS::NoValue]",
        "Tags: {a: 1, b: true}",
        "LoggingInfo: !Transform {Name: Macro}",
        "EnhancedMonitoring: FULL",
    ],
)
def test_what_is_unknown_converted_newer_or_left_is_not(more: str, faults: Faults) -> None:
    assert not faults.said(with_(more))


def test_the_place_is_the_value_the_key_or_the_map_that_lacks_it(faults: Faults) -> None:
    found = faults.of(
        with_("""
        StorageMode: X
        Rebalancin: {Status: ACTIVE}
        ConfigurationInfo:
          Arn: x
        """)
    )
    assert {one.span.text for one in found} == {"X", "Rebalancin", "ConfigurationInfo"}


def test_what_is_written_in_a_parameter_is_told_there(faults: Faults) -> None:
    [one] = faults.of(with_("StorageMode: !Ref Free"))
    assert one.span.text == "dev"
    assert [hop.what for hop in one.related] == ["!Ref Free"]


def test_a_value_that_differs_is_told_for_the_world_in_which_it_is_wrong(faults: Faults) -> None:
    assert faults.said(with_("StorageMode: !If [IsProd, LOCAL, REMOTE]")) == [
        'StorageMode is "REMOTE", one of these is expected: LOCAL, TIERED [IsProd is false]'
    ]
    both = faults.said(with_("StorageMode: !If [IsProd, A, B]"))
    assert [one.rpartition("[")[2] for one in both] == ["IsProd is true]", "IsProd is false]"]


def test_a_property_that_is_absent_in_one_world_is_missing_there(faults: Faults) -> None:
    text = SOUND.replace(" 3.9.x", " !If [IsProd, 3.9.x, !Ref AWS::NoValue]")
    assert faults.said(text) == [
        "AWS::MSK::Cluster lacks KafkaVersion, which is required [IsProd is false]"
    ]


def test_a_world_in_which_the_resource_is_not_there_has_no_fault(faults: Faults) -> None:
    condition = "    Condition: IsProd\n"
    assert not faults.said(with_("StorageMode: !If [IsProd, LOCAL, REMOTE]"), condition)
    assert faults.said(with_("StorageMode: !If [IsProd, REMOTE, LOCAL]"), condition) == [
        'StorageMode is "REMOTE", one of these is expected: LOCAL, TIERED'
    ]


def test_all_values_that_a_parameter_allows_have_to_be_wrong(faults: Faults) -> None:
    broker = "EncryptionInfo: {EncryptionInTransit: {ClientBroker: !Ref Broker}}"
    found = faults.of(with_(broker))
    assert found
    assert {one.when for one in found} == {""}


def test_conditions_that_may_hang_together_tell_nothing(faults: Faults) -> None:
    value = "!If [IsOther, LOCAL, !If [HasOpen, LOCAL, REMOTE]]"
    assert faults.said(with_(f"StorageMode: {value}"))
    entangled = "!If [IsOther, LOCAL, !If [IsProd, LOCAL, REMOTE]]"
    assert not faults.said(with_(f"StorageMode: {entangled}"))


def test_what_a_macro_of_the_users_own_makes_is_not_judged(faults: Faults) -> None:
    text = with_("StorageMode: REMOTE")
    assert faults.of(text, transform="Transform: AWS::LanguageExtensions")
    assert not faults.of(text, transform="Transform: [AWS::LanguageExtensions, Own]")


def test_a_misspelt_name_is_not_missing_besides(faults: Faults) -> None:
    assert faults.said(SOUND.replace("KafkaVersion", "KafkaVersions")) == [
        "KafkaVersions is no property of AWS::MSK::Cluster, KafkaVersion is"
    ]


def test_a_text_may_be_hundreds_of_thousands_of_misspelt_names(faults: Faults) -> None:
    many = "".join(f"KafkaVersion{n}: x\n" for n in range(5000))
    assert len(faults.said(with_(many))) <= 500
