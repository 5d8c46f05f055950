"""Answers on MSK Connect: connectors, worker configurations and plugins."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.aws_cli.resources import Resource, known_as, of
from mskguard.adapters.aws_cli.trees import Any_, items, pick, with_members, word


def connector(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-connector`."""
    arn = pick(answer, "ConnectorArn")
    name = of("connector", pick(answer, "ConnectorName"))
    attributes = known_as(arn, "ConnectorArn", "Arn", "Ref")
    yield Resource("AWS::KafkaConnect::Connector", name, answer, attributes, word(arn))


def worker_configuration(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-worker-configuration`."""
    arn = pick(answer, "WorkerConfigurationArn")
    latest = pick(answer, "LatestRevision")
    tree = with_members(answer, {"PropertiesFileContent": pick(latest, "PropertiesFileContent")})
    attributes = {
        **known_as(arn, "WorkerConfigurationArn", "Arn", "Ref"),
        **known_as(pick(latest, "Revision"), "Revision", "LatestRevision.Revision"),
    }
    name = of("worker-configuration", pick(answer, "Name"))
    yield Resource("AWS::KafkaConnect::WorkerConfiguration", name, tree, attributes, word(arn))


def custom_plugin(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-custom-plugin`."""
    arn = pick(answer, "CustomPluginArn")
    latest = pick(answer, "LatestRevision")
    tree = with_members(
        answer,
        {"ContentType": pick(latest, "ContentType"), "Location": pick(latest, "Location")},
    )
    attributes = {
        **known_as(arn, "CustomPluginArn", "Arn", "Ref"),
        **known_as(pick(latest, "Revision"), "Revision", "LatestRevision.Revision"),
    }
    name = of("custom-plugin", pick(answer, "Name"))
    yield Resource("AWS::KafkaConnect::CustomPlugin", name, tree, attributes, word(arn))


def custom_plugins(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`list-custom-plugins`, which tells as much as the answers on one plugin."""
    for one in items(pick(answer, "CustomPlugins")):
        yield from custom_plugin(one, about)
