"""MSK configurations."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.base64_text import decoded, is_encoded
from mskguard.adapters.kafka_properties import properties_of
from mskguard.adapters.shapes.base64 import as_given
from mskguard.adapters.shapes.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.configuration import Configuration
from mskguard.model.node import Dialect
from mskguard.value import Absent, Known, Value, distribute


def configuration(declared: Declared, _: Facts) -> Configuration:
    """A configuration. Templates take its properties as they are, requests in Base64."""
    read = declared.read
    written = read.text("ServerProperties")
    text = written
    encoded: Value[bool] = Absent(declared.header)
    if declared.unit.dialect is Dialect.CLOUDFORMATION:
        encoded, text = distribute(_is_encoded, written), distribute(_plain, written)
    return Configuration(
        **declared.common,
        name=read.text("Name"),
        arn=declared.attribute("Arn"),
        latest_revision=declared.attribute("LatestRevision.Revision"),
        kafka_versions=read.names("KafkaVersionsList"),
        description=read.text("Description"),
        properties=distribute(properties_of, text),
        encoded=encoded,
        revision=read.number("Revision"),
    )


def _is_encoded(written: Value[Any]) -> Value[Any]:
    if as_given(written) is None and not _is_literal(written):
        return Absent(written.span, written.slot)
    return Known(True, written.span, slot=written.slot)


def _plain(written: Value[Any]) -> Value[Any]:
    """The text inside of the Base64 that does not belong there."""
    if _is_literal(written):
        return decoded(written, "ServerProperties")
    found = as_given(written)
    return written if found is None else found


def _is_literal(written: Value[Any]) -> bool:
    """Whether a text is written in Base64: no property alone looks like it."""
    if not isinstance(written, Known) or as_given(written) is not None:
        return False
    text = written.it.strip()
    return len(text) >= _SHORTEST and "." not in text and is_encoded(text)


_SHORTEST = 16
"""Characters; shorter ones may be anything."""
