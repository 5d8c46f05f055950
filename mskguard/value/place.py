"""Where a value belongs and what it came through."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from mskguard.record import record
from mskguard.source import Span, TextEdit

Scalar = str | int | bool
"""What a fix can write."""


class Origin(Enum):
    """How a known value came to be."""

    WRITTEN = "written"
    RESOLVED = "resolved"
    DEFAULT = "default"
    OBSERVED = "observed"


@record(frozen=True, slots=True)
class Identity:
    """Names an unknown thing, so that two references to it are known to be equal.

    `unit` is the root, template or snapshot whose names these are; `owner` the resource, variable
    or export in it; `attribute` what is asked of the owner.
    """

    unit: str
    owner: str
    attribute: str = ""

    def __str__(self) -> str:
        return f"{self.owner}.{self.attribute}" if self.attribute else self.owner


@record(frozen=True, slots=True)
class Replaced:
    """Names an unknown text in which each `old` of another unknown text is a `new`."""

    inner: Identity | Replaced
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.inner} with {self.new} for {self.old}"


@record(frozen=True, slots=True)
class Hop:
    """A place that a value came through, and what stands there (`var.client_broker`)."""

    span: Span
    what: str


class Writer(Protocol):
    """Spells a value in the language that its place is written in. The syntax rooms have these."""

    def spell(self, value: Scalar) -> str: ...


class Holder(Protocol):
    """The written thing that an argument belongs to: it can take one that is absent."""

    def insert(self, path: tuple[str, ...], value: Scalar) -> TextEdit:
        """Write `value` as the argument at `path` below this holder."""
        ...


@record(frozen=True, slots=True)
class Slot:
    """The argument of a resource that a value belongs to, whether written or not.

    `address` is the resource's, without instance keys; `path` the argument's in the dialect's own
    words (`encryption_info.encryption_in_transit.client_broker`). `holder` and `missing` say where
    an absent argument would be written: below which blocks that are still to be made, and its name.
    """

    address: str
    path: str
    holder: Holder | None = None
    missing: tuple[str, ...] = ()
