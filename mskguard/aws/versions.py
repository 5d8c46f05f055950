"""The Kafka versions that MSK offers, as it spells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache

from mskguard.aws.nearest import nearest
from mskguard.aws.table import Fact, Row, table
from mskguard.record import record
from mskguard.value import Tri

_NUMBER = re.compile(r"[vV]?([0-9]{1,3})\.([0-9]{1,3})(?![0-9])")
_NEW = re.compile(r"([1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})\.x\.kraft")
_LIKENESS = 0.7


class MetadataMode(Enum):
    """What keeps a cluster's metadata."""

    ZOOKEEPER = "zookeeper"
    KRAFT = "kraft"


@record(frozen=True, slots=True, kw_only=True)
class KafkaVersion(Fact):
    """A version of MSK. Source: Developer Guide, "Supported Apache Kafka versions"."""

    text: str
    """What a cluster's declaration says: `3.9.x` and `3.9.x.kraft` are two."""
    release: str
    """What the guide's table says: `3.9.x` for both."""
    metadata_mode: MetadataMode
    released: dt.date | None
    """When MSK began to offer it; None where no date is published."""
    end_of_support: dt.date | None
    """None where MSK has published no date."""
    tiered_storage: Tri
    standard: Tri
    """Whether Standard brokers run it."""
    express: Tri
    """Whether Express brokers run it."""
    recommended: bool
    """Whether MSK recommends the release."""


@cache
def kafka_versions() -> dict[str, KafkaVersion]:
    """All versions by their text, oldest first."""
    versions = (_version(row) for row in table("kafka_versions"))
    return {version.text: version for version in versions}


def _version(row: Row) -> KafkaVersion:
    return KafkaVersion(
        row=row,
        text=row.need("text", str),
        release=row.need("release", str),
        metadata_mode=MetadataMode(row.need("metadata_mode", str)),
        released=row.day("released"),
        end_of_support=row.day("end_of_support"),
        tiered_storage=row.tri("tiered_storage"),
        standard=row.tri("standard"),
        express=row.tri("express"),
        recommended=row.need("recommended", bool),
    )


def offers(versions: Mapping[str, KafkaVersion], text: str) -> Tri:
    """Whether MSK offers a version; UNKNOWN for one that is newer than the facts.

    A newer one is above the newest known and spelled as MSK spells all of its kind,
    `major.minor.x.kraft`. Therefore 9.9.9 and 4.3.x are wrong; so is 3.10.x, which is not above the
    newest: Kafka 4.0 followed 3.9.
    """
    if text in versions:
        return Tri.YES
    new = _NEW.fullmatch(text)
    if new is None:
        return Tri.NO
    newest = max(filter(None, map(_number, versions)))
    return Tri.UNKNOWN if (int(new[1]), int(new[2])) > newest else Tri.NO


def nearest_version(versions: Iterable[str], text: str) -> str | None:
    """The version that was probably meant: of the same major and minor number, where it has any.

    None where it names a release that MSK never had, for which no other is near.
    """
    number = _number(text)
    if number is None:
        return nearest(text, versions, _LIKENESS)
    same = [version for version in versions if _number(version) == number]
    longer = [version for version in same if version.startswith(text)]
    return min(longer, key=len) if longer else nearest(text, same, 0.0)


def _number(text: str) -> tuple[int, int] | None:
    found = _NUMBER.match(text)
    return (int(found[1]), int(found[2])) if found else None
