"""What is known of single Kafka versions beyond their support: faults, and what they run on."""

from __future__ import annotations

from functools import cache

from mskguard.aws.connectivity import is_older
from mskguard.aws.table import Fact, table
from mskguard.record import record
from mskguard.value import Tri


@record(frozen=True, slots=True, kw_only=True)
class KafkaIssue(Fact):
    """A fault of a Kafka version that the guide warns of."""

    version: str
    issue: str
    """Apache's number for it, such as `KAFKA-9752`."""
    effect: str
    """What happens, as a clause."""


@record(frozen=True, slots=True, kw_only=True)
class UncreatableVersion(Fact):
    """A version that runs on in old clusters only."""

    version: str


@record(frozen=True, slots=True, kw_only=True)
class FamilyVersions(Fact):
    """Which Kafka versions a family of Standard brokers runs."""

    family: str
    first: str
    also: tuple[str, ...]
    """Older ones that it runs all the same."""

    def lacks(self, version: str) -> Tri:
        """Whether it does not run a version; UNKNOWN for what is no version's text."""
        return Tri.NO if version in self.also else is_older(version, self.first)


@cache
def kafka_issues() -> dict[str, KafkaIssue]:
    """By the version."""
    found = (
        KafkaIssue(
            row=row,
            version=row.need("version", str),
            issue=row.need("issue", str),
            effect=row.need("effect", str),
        )
        for row in table("kafka_issues")
    )
    return {it.version: it for it in found}


@cache
def uncreatable_versions() -> dict[str, UncreatableVersion]:
    """By the version."""
    rows = table("uncreatable_versions")
    found = (UncreatableVersion(row=row, version=row.need("version", str)) for row in rows)
    return {it.version: it for it in found}


@cache
def family_versions() -> dict[str, FamilyVersions]:
    """By the family; a family that is not here runs all versions."""
    found = (
        FamilyVersions(
            row=row,
            family=row.need("family", str),
            first=row.need("first", str),
            also=tuple(row.get("also", list) or ()),
        )
        for row in table("family_versions")
    )
    return {it.family: it for it in found}
