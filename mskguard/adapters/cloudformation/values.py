"""A template's values: how they are made, written back and put together to texts."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mskguard.record import record
from mskguard.source import Span, TextEdit
from mskguard.syntax.json import Json
from mskguard.value import (
    Absent,
    Choice,
    Hop,
    Identity,
    Known,
    Origin,
    Piece,
    Scalar,
    Text,
    Unknown,
    Value,
)

Any_ = Value[Any]

LONGEST_TEXT = 4 * 1024 * 1024
"""Characters; a longer text is not made."""
_DYNAMIC = re.compile(r"\{\{resolve:[^{}]*\}\}")


@record(frozen=True, slots=True)
class ScalarWriter:
    """Spells scalars of one place, quoted as it is."""

    of_json: bool
    style: str

    def spell(self, value: Scalar) -> str:
        if self.of_json:
            from mskguard.syntax.json_write import spell

            return spell(value)
        from mskguard.syntax.yaml_write import spell as spell_yaml

        return spell_yaml(value, self.style)


_WRITERS = {
    (of_json, style): ScalarWriter(of_json, style)
    for of_json in (True, False)
    for style in ("", "'", '"')
}


def is_json(node: Json) -> bool:
    return type(node) is Json


def writer_of(node: Json) -> ScalarWriter | None:
    """What rewrites a scalar; nothing where it is a block of lines."""
    return _WRITERS.get((is_json(node), node.style))


@record(frozen=True, slots=True)
class MappingHolder:
    """A written mapping, which can take a member that it lacks."""

    mapping: Json
    above: tuple[str, ...] = ()
    """Mappings that are still to be made in it."""

    def insert(self, path: tuple[str, ...], value: Scalar) -> TextEdit:
        if is_json(self.mapping):
            from mskguard.syntax.json_write import insert_member
        else:
            from mskguard.syntax.yaml_write import insert_member
        return insert_member(self.mapping, (*self.above, *path), value)


def holder_of(mapping: Json, above: tuple[str, ...] = ()) -> MappingHolder | None:
    """What takes a member that a mapping lacks; nothing where aliases repeat the mapping."""
    return None if mapping.shared else MappingHolder(mapping, above)


def text_of(node: Json) -> Text:
    """The characters of a written text, or of the text that another scalar is taken for."""
    if not isinstance(node.it, str):
        return Text((Piece(node.span, spelled(node.it, node.raw) or ""),))
    return Text(tuple(Piece(span, text, verbatim) for span, text, verbatim in node.pieces()))


def scalar(node: Json) -> Any_:
    """A written scalar."""
    origin = Origin.RESOLVED if node.shared else Origin.WRITTEN
    text = text_of(node) if isinstance(node.it, str) else None
    return Known(node.it, node.span, origin, text=text, writer=writer_of(node))


def spelled(it: object, raw: str) -> str | None:
    """A scalar as the text that CloudFormation makes of it; None for what is none."""
    if isinstance(it, bool):
        return "true" if it else "false"
    if isinstance(it, (int, Decimal)):
        return raw or str(it)
    return it if isinstance(it, str) else None


def as_text(value: Any_) -> Any_:
    """The value as a text; unknown where it does not convert."""
    if not isinstance(value, Known) or isinstance(value.it, str):
        return value
    text = spelled(value.it, value.span.text)
    if text is None:
        return unusable(value.span, "a text is expected here")
    return replace(value, it=text, text=Text((Piece(value.span, text),)))


def unknown(span: Span, why: str, identity: Identity | None = None) -> Unknown[Any]:
    """A new unknown thing, which is its own root."""
    roots: frozenset[Hashable] = frozenset((identity or (span.file.path, span.start),))
    return Unknown(span, why, identity, roots)


def unusable(span: Span, why: str) -> Unknown[Any]:
    """What CloudFormation would refuse."""
    return Unknown(span, why, None, frozenset(((span.file.path, span.start),)))


def derived(name: str, span: Span, operands: Sequence[Any_]) -> Unknown[Any]:
    """What a function makes of operands of which one is unknown: the same of the same operands."""
    met = [value for value in operands if isinstance(value, Unknown)]
    keys = tuple(map(_key, operands))
    identity = (name, keys) if None not in keys else None
    roots = frozenset().union(*(one.roots for one in met))
    why = met[0].why if met else "its operands are unknown"
    return Unknown(met[0].span if met else span, why, identity, roots, via=_via(met, span))


def _via(met: Sequence[Unknown[Any]], span: Span) -> tuple[Hop, ...]:
    return (Hop(span, _named(span)), *met[0].via) if met and met[0].span != span else ()


def _named(span: Span) -> str:
    return " ".join(span.shown.split())[:60]


def _key(value: Any_) -> Hashable | None:
    """What tells an operand from others; None where it is not known to be the same anywhere."""
    if isinstance(value, Unknown):
        if value.identity is None and value.text is not None and value.roots:
            return _text_key(value)
        return value.identity
    if isinstance(value, Known):
        if isinstance(value.it, tuple):
            keys = tuple(map(_key, value.it))
            return ("list", keys) if None not in keys else None
        return ("known", value.it) if isinstance(value.it, Hashable) else None
    return None


def _text_key(value: Unknown[Any]) -> Hashable | None:
    assert value.text is not None
    keys = tuple(
        piece.text if piece.text is not None else piece.of and piece.of.identity
        for piece in value.text.pieces
    )
    return ("text", keys) if None not in keys else None


def through(value: Any_, hop: Hop) -> Any_:
    """The value as reached from another place."""
    if isinstance(value, Choice):
        return Choice(value.condition, through(value.yes, hop), through(value.no, hop))
    if isinstance(value, Known) or (isinstance(value, Unknown) and value.span != hop.span):
        reached: Any_ = value.through(hop)
        return reached
    return value


def pieces_of(value: Any_) -> tuple[Piece, ...]:
    """A text's pieces; one of its own where it has no map, a hole where it is unknown."""
    if isinstance(value, Known):
        return value.text.pieces if value.text is not None else (Piece(value.span, str(value.it)),)
    if isinstance(value, Unknown):
        if value.text is not None:
            return value.text.pieces
        return (Piece(value.span, None, of=value),)
    return ()


def joined(span: Span, values: Iterable[Any_]) -> Any_:
    """The texts one after another: known where all are, else with a hole for each unknown one.

    The values differ by no condition. A text that is one unknown thing alone is that thing.
    """
    parts = [as_text(value) for value in values]
    met = [one for one in parts if isinstance(one, Unknown)]
    broken = next((one for one in met if one.text is None and one.identity is None), None)
    pieces = tuple(piece for one in parts for piece in pieces_of(one) if piece.text != "")
    if sum(len(piece.shown) for piece in pieces) > LONGEST_TEXT:
        return unusable(span, f"its text is longer than {LONGEST_TEXT} characters")
    if met:
        if len(pieces) == 1 and len(met) == 1:
            return met[0]
        why = broken or met[0]
        roots = frozenset().union(*(one.roots for one in met))
        return Unknown(why.span, why.why, None, roots, Text(pieces), why.via)
    hops: tuple[Hop, ...] = ()
    for one in parts:
        if isinstance(one, Known) and one.via:
            hops += (*one.via, Hop(one.span, ""))
    text = Text(pieces)
    return Known(text.joined, span, Origin.RESOLVED if hops else Origin.WRITTEN, hops, text=text)


def resolved(value: Any_, unit: str) -> Any_:
    """A text whose dynamic references, such as `{{resolve:ssm:/a}}`, are unknown things."""
    text = value.text if isinstance(value, (Known, Unknown)) else None
    if text is None or "{{resolve:" not in text.joined:
        return value
    return _with_holes(value, text, unit)


def _with_holes(value: Any_, text: Text, unit: str) -> Any_:
    pieces: list[Piece] = []
    met: list[Unknown[Any]] = [value] if isinstance(value, Unknown) else []
    at = 0
    for found in _DYNAMIC.finditer(text.joined):
        pieces += text.cut(at, found.start()).pieces
        span = text.span_of(*found.span())
        whole = text.cut(*found.span()).is_whole
        identity = Identity(unit, found[0]) if whole else None
        hole = unknown(span, "it is looked up when the stack is deployed", identity)
        pieces.append(Piece(span, None, of=hole))
        met.append(hole)
        at = found.end()
    pieces += text.cut(at, len(text.joined)).pieces
    if not met:
        return value
    if len(pieces) == 1:
        return met[-1]
    roots = frozenset().union(*(one.roots for one in met))
    return Unknown(met[0].span, met[0].why, None, roots, Text(tuple(pieces)))


def is_absent(value: Any_) -> bool:
    """Whether a value is absent in one case at least."""
    if isinstance(value, Choice):
        return is_absent(value.yes) or is_absent(value.no)
    return isinstance(value, Absent)
