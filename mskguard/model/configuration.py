"""An MSK configuration and the broker properties in it."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.model.cluster import Names
from mskguard.model.node import NOWHERE, Node
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Known, Slot, Unknown, Value

AS_IS: Absent[bool] = Absent(NOWHERE)
LATEST: Absent[int] = Absent(NOWHERE)


@record(frozen=True, slots=True, eq=False)
class Property:
    """One line of `server.properties`."""

    key: str
    value: Value[str]
    span: Span
    """The whole line, from key to value."""
    key_span: Span
    fault: str = ""
    """What keeps the line from being a property; empty where nothing does."""


@record(frozen=True, slots=True, eq=False)
class Properties:
    """The content of `server.properties`, in the order written.

    `gaps` are the stretches whose text is not known and that may hold any number of lines: each
    with the number of entries that precede it. `fault` says what keeps the whole text from being
    properties; it is empty where nothing does.
    """

    span: Span
    entries: tuple[Property, ...]
    gaps: tuple[tuple[int, Unknown[str]], ...] = ()
    slot: Slot | None = None
    fault: str = ""

    def __iter__(self) -> Iterator[Property]:
        return iter(self.entries)

    def get(self, key: str) -> Value[str]:
        """The property's value; written twice, the last one counts, as Kafka reads it."""
        if self.fault:
            return Unknown(self.span, self.fault, slot=self.slot)
        found = [index for index, entry in enumerate(self.entries) if entry.key == key]
        after = found[-1] + 1 if found else 0
        for before, gap in self.gaps:
            if before >= after:
                return Unknown(gap.span, gap.why, roots=gap.roots, via=gap.via, slot=self.slot)
        return self.entries[found[-1]].value if found else Absent(self.span, self.slot)


def property_in(properties: Value[Properties], key: str) -> Value[str]:
    """What properties set `key` to; absent where they leave it out or are absent themselves."""
    match properties.now():
        case Known(it=found):
            return found.get(key)
        case Absent(span=span, slot=slot):
            return Absent(span, slot)
        case Unknown() as it:
            return Unknown(it.span, it.why, roots=it.roots, via=it.via, slot=it.slot)


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Configuration(Node):
    """An MSK configuration (`aws_msk_configuration`)."""

    name: Value[str]
    arn: Value[str]
    latest_revision: Value[int]
    kafka_versions: Names
    description: Value[str]
    properties: Value[Properties]
    encoded: Value[bool] = AS_IS
    """Whether a template has the properties in Base64, which is not taken there; absent where they
    are as they are to be."""
    revision: Value[int] = LATEST
    """The revision that the properties are of, where AWS answered with one; absent where they are
    those of the latest."""

    def property(self, key: str) -> Value[str]:
        """What this configuration sets `key` to; absent where it leaves it to MSK's default."""
        return property_in(self.properties, key)
