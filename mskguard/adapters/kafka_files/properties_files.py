"""Properties files: those of MSK configurations, of workers, of connectors, and of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import PurePosixPath

from mskguard.adapters.kafka_files.places import Sheet, entries_of
from mskguard.adapters.kafka_properties import properties_of
from mskguard.aws.facts import Facts
from mskguard.model.configuration import Configuration, Properties
from mskguard.model.connect import WorkerConfiguration
from mskguard.model.dynamic_configuration import DynamicConfiguration
from mskguard.model.node import NOT_IN_FILE, Node
from mskguard.source import SourceFile, Span
from mskguard.value import Absent, Known, Piece, Slot, Text, Unknown, Value

_SELF_MANAGED = frozenset(
    {
        "advertised.listeners",
        "broker.id",
        "controller.quorum.bootstrap.servers",
        "controller.quorum.voters",
        "inter.broker.listener.name",
        "listeners",
        "log.dir",
        "log.dirs",
        "node.id",
        "process.roles",
        "zookeeper.connect",
    }
)
"""What only a broker is given that its owner runs; MSK sets all of it itself."""

_CLIENT = frozenset(
    {
        "bootstrap.servers",
        "group.id",
        "key.deserializer",
        "key.serializer",
        "value.deserializer",
        "value.serializer",
    }
)
"""What a client is given that connects to brokers."""

_SHARED = frozenset({"compression.type", "connections.max.idle.ms", "transactional.id"})
"""Keys that clients have as well as brokers."""

_MSK = re.compile(r"\.kafka(?:-serverless)?\.[a-z0-9-]+\.amazonaws\.com|AWS_MSK_IAM|msk\.auth\.iam")
_PLACEHOLDER = re.compile(r"\$\{[^{}:\r\n]*\}|\{\{[^{}\r\n]*\}\}")
"""Of templates. `${file:/run/secrets:key}` is none: Kafka itself looks it up."""
_DIRECTIVE = re.compile(r"%\{|\{%|<%|\{\{[-#/ ]*(?:if|else|end|range|each|with)\b")
_DYNAMIC = re.compile(r"listener\.name\.[\w.]+")


class Purpose(Enum):
    """What a properties file is for."""

    BROKERS = "an MSK configuration"
    DYNAMIC = "a change to running brokers"
    WORKERS = "an MSK Connect worker configuration"
    CONNECTOR = "a connector"
    OTHER_CONNECTOR = "a connector that nothing says is about MSK"
    OTHER_WORKERS = "a Kafka Connect worker that is not MSK's"
    SELF_MANAGED = "a broker that is not MSK's"
    CLIENT = "a Kafka client's properties"
    TEMPLATE = "a template that is not filled in"
    UNKNOWN = "no input that mskguard reads"


def is_about_msk(text: str) -> bool:
    """Whether a text names brokers of MSK, or its way to sign in."""
    return _MSK.search(text) is not None


def purpose_of(properties: Value[Properties], facts: Facts) -> Purpose:
    """What properties are for, told from their keys."""
    if not isinstance(properties, Known):
        return Purpose.TEMPLATE
    values = {line.key: str(line.value) for line in entries_of(properties)}
    keys = values.keys()
    if "connector.class" in keys:
        about = any(map(is_about_msk, values.values()))
        return Purpose.CONNECTOR if about else Purpose.OTHER_CONNECTOR
    if "key.converter" in keys and "value.converter" in keys:
        own = keys & {"bootstrap.servers", "plugin.path", "offset.storage.file.filename"}
        return Purpose.OTHER_WORKERS if own else Purpose.WORKERS
    known = {key for key in keys if facts.broker_property(key)}
    if keys & _CLIENT:
        return Purpose.CLIENT if known or "bootstrap.servers" in keys else Purpose.UNKNOWN
    if keys & _SELF_MANAGED and (known - _SELF_MANAGED or len(keys & _SELF_MANAGED) > 1):
        return Purpose.SELF_MANAGED
    if keys and all(map(_DYNAMIC.fullmatch, keys)):
        return Purpose.DYNAMIC
    if known - _SHARED and 2 * len(known) >= len(keys):
        return Purpose.BROKERS
    return Purpose.UNKNOWN


def properties_of_file(sheet: Sheet) -> Value[Properties]:
    """The properties that a whole file is. What a template is to fill in is not known."""
    text = Text(tuple(_pieces(sheet.source)))
    if _DIRECTIVE.search(sheet.source.text):
        top = sheet.source.span(0, 0)
        return Unknown(top, "a template decides which lines there are", slot=Slot(_name(sheet), ""))
    top, slot = sheet.source.span(0, 0), Slot(_name(sheet), "")
    if text.is_whole:
        return properties_of(Known(text.joined, top, slot=slot, text=text))
    return properties_of(Unknown(top, "a placeholder stands in its place", text=text, slot=slot))


def _pieces(source: SourceFile) -> Iterator[Piece]:
    at = 0
    for hole in _PLACEHOLDER.finditer(source.text):
        if hole.start() > at:
            yield _verbatim(source.span(at, hole.start()))
        yield Piece(source.span(*hole.span()), None)
        at = hole.end()
    if at < len(source.text) or not at:
        yield _verbatim(source.span(at, len(source.text)))


def _verbatim(span: Span) -> Piece:
    return Piece(span, span.text, verbatim=True)


def configuration(sheet: Sheet, properties: Value[Properties]) -> Node:
    """The MSK configuration that a file is made for."""
    address = _name(sheet)
    place = _top(sheet)
    return Configuration(
        **sheet.common(address, place),
        name=sheet.unsaid(address, "Name", place, NOT_IN_FILE),
        arn=sheet.unsaid(address, "Arn", place, NOT_IN_FILE),
        latest_revision=sheet.unsaid(address, "LatestRevision", place, NOT_IN_FILE),
        kafka_versions=sheet.unsaid(address, "KafkaVersions", place, NOT_IN_FILE),
        description=sheet.unsaid(address, "Description", place, NOT_IN_FILE),
        properties=properties,
    )


def worker_configuration(sheet: Sheet, properties: Value[Properties]) -> Node:
    """The worker configuration that a file is made for."""
    address = _name(sheet)
    place = _top(sheet)
    return WorkerConfiguration(
        **sheet.common(address, place),
        name=sheet.unsaid(address, "Name", place, NOT_IN_FILE),
        arn=sheet.unsaid(address, "Arn", place, NOT_IN_FILE),
        latest_revision=sheet.unsaid(address, "LatestRevision", place, NOT_IN_FILE),
        description=sheet.unsaid(address, "Description", place, NOT_IN_FILE),
        properties=properties,
        tags=sheet.unsaid(address, "Tags", place, NOT_IN_FILE),
    )


def dynamic_configuration(sheet: Sheet, properties: Value[Properties]) -> Node:
    """What a file for `kafka-configs --add-config-file` sets."""
    place = _top(sheet)
    return DynamicConfiguration(
        **sheet.common(_name(sheet), place), broker=Absent(place), properties=properties
    )


def _name(sheet: Sheet) -> str:
    return PurePosixPath(sheet.source.path).name


def _top(sheet: Sheet) -> Span:
    """The first line, where what a file leaves out would be missed."""
    return sheet.source.line_span(1)
