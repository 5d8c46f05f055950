"""What a regular expression consists of."""

from __future__ import annotations

from mskguard.adapters.terraform.functions.regex_classes import Chars
from mskguard.record import record


@record(frozen=True, slots=True)
class One:
    """One character of a set."""

    chars: Chars


@record(frozen=True, slots=True)
class Place:
    """A condition on the place: `^` and `$` of lines, `A` and `z` of the text, `b` and `B`."""

    kind: str


@record(frozen=True, slots=True)
class Row:
    """Nodes one after another; where there are none, it matches the empty text."""

    parts: tuple[Node, ...]


@record(frozen=True, slots=True)
class Either:
    """Alternatives, the preferred ones first."""

    parts: tuple[Node, ...]


@record(frozen=True, slots=True)
class Repeat:
    """A node from `least` to `most` times; `most` None for any number."""

    node: Node
    least: int
    most: int | None
    greedy: bool


@record(frozen=True, slots=True)
class Group:
    """A node whose text is captured, under a number from 1."""

    node: Node
    number: int


Node = One | Place | Row | Either | Repeat | Group
