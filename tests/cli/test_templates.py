"""CloudFormation on the command line: its options, its exit codes, and the configuration's keys."""

from __future__ import annotations

import json

from tests.cli.projects import AS_OF, Cli, Project

TEMPLATE = """\
Parameters:
  Protocol:
    Type: String
    Default: TLS
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: !Sub "events-${AWS::Region}"
      KafkaVersion: 3.9.x
      NumberOfBrokerNodes: 3
      BrokerNodeGroupInfo:
        InstanceType: kafka.m5.large
        ClientSubnets: [subnet-a, subnet-b, subnet-c]
        SecurityGroups: [sg-a]
      EncryptionInfo:
        EncryptionInTransit:
          ClientBroker: !Ref Protocol
      ClientAuthentication:
        Sasl: {Iam: {Enabled: true}}
"""
ASK = ("--select", "plaintext-listener", "--as-of", AS_OF)


def test_a_default_is_judged_and_a_given_parameter_replaces_it(cli: Cli, project: Project) -> None:
    path = str(project({"t.yaml": TEMPLATE}) / "t.yaml")
    assert cli("check", path, *ASK).exit_code == 0
    found = cli("check", path, *ASK, "--parameter", "Protocol=PLAINTEXT")
    assert found.exit_code == 1
    assert "t.yaml:18:30: high[plaintext-listener]" in found.output


def test_a_parameter_file_is_read(cli: Cli, project: Project) -> None:
    given = json.dumps([{"ParameterKey": "Protocol", "ParameterValue": "PLAINTEXT"}])
    root = project({"t.yaml": TEMPLATE, "given.json": given})
    path, file = str(root / "t.yaml"), str(root / "given.json")
    found = cli("check", path, *ASK, "--parameters", file)
    assert found.exit_code == 1
    assert "given.json:1:" in found.output


def test_the_configuration_gives_parameters_and_the_region(cli: Cli, project: Project) -> None:
    text = 'region = "eu-west-1"\naccount = "1"\n[parameters]\nProtocol = "PLAINTEXT"\n'
    root = project({"t.yaml": TEMPLATE, "mskguard.toml": text})
    path = str(root / "t.yaml")
    assert cli("check", path, *ASK).exit_code == 1
    assert cli("check", path, *ASK, "--parameter", "Protocol=TLS").exit_code == 0
    seen = cli("graph", path, "--format", "json")
    assert "events-eu-west-1" in seen.output


def test_graph_and_why_know_templates(cli: Cli, project: Project) -> None:
    path = str(project({"t.yaml": TEMPLATE}) / "t.yaml")
    assert "Events" in cli("graph", path).output
    story = cli("why", "Events.transit.client_broker", path, "--parameter", "Protocol=PLAINTEXT")
    assert "PLAINTEXT" in story.output
    assert "--parameter Protocol" in story.output


def test_a_broken_template_never_passes(cli: Cli, project: Project) -> None:
    root = project({"t.yaml": TEMPLATE + "  - x\n"})
    outcome = cli("check", str(root), "--fail-on", "never")
    assert outcome.exit_code == 1
    assert "unreadable-file" in outcome.output
