"""What MSK Connect runs, and what its workers may be told."""

from __future__ import annotations

import re
from functools import cache, cached_property

from mskguard.aws.table import Fact, table
from mskguard.record import record
from mskguard.value import Tri

_VERSION = re.compile(r"(\d{1,2})\.(\d{1,3})\.(?:x|\d{1,3})")


@record(frozen=True, slots=True, kw_only=True)
class ConnectVersion(Fact):
    """A version of Kafka Connect that MSK Connect offers."""

    version: str


@record(frozen=True, slots=True, kw_only=True)
class WorkerProperty(Fact):
    """A property of workers, or all whose names begin so."""

    name: str
    match: str
    """`name`, or `prefix`."""
    supported: bool
    required: bool


@cache
def connect_versions() -> dict[str, ConnectVersion]:
    """All versions, oldest first."""
    found = (
        ConnectVersion(row=it, version=it.need("version", str)) for it in table("connect_versions")
    )
    return {it.version: it for it in found}


@cache
def worker_properties() -> dict[str, WorkerProperty]:
    """All rows by name or prefix."""
    found = (
        WorkerProperty(
            row=it,
            name=it.need("name", str),
            match=it.need("match", str),
            supported=it.need("supported", bool),
            required=it.need("required", bool),
        )
        for it in table("worker_properties")
    )
    return {it.name: it for it in found}


class ConnectFacts:
    """The questions that rules ask about MSK Connect."""

    @cached_property
    def versions(self) -> dict[str, ConnectVersion]:
        return connect_versions()

    @cached_property
    def _properties(self) -> dict[str, WorkerProperty]:
        return worker_properties()

    def offers(self, text: str) -> Tri:
        """YES for a version that is offered; UNKNOWN for one that looks newer than the facts."""
        if text in self.versions:
            return Tri.YES
        mine = _numbers(text)
        return Tri.UNKNOWN if mine and mine > max(map(_numbers, self.versions)) else Tri.NO

    def supports(self, key: str) -> bool:
        """Whether a worker configuration may set a property: the most exact row decides."""
        exact = self._properties.get(key)
        if exact is not None and exact.match == "name":
            return exact.supported
        rows = self._properties.values()
        return not any(it.match == "prefix" and key.startswith(it.name) for it in rows)

    @property
    def required_properties(self) -> list[str]:
        """What every worker configuration sets."""
        return [it.name for it in self._properties.values() if it.required]


def _numbers(version: str) -> tuple[int, ...]:
    shape = _VERSION.fullmatch(version)
    return (int(shape[1]), int(shape[2])) if shape else ()
