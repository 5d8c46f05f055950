"""Functions on texts that put together, split, search, and change letters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from mskguard.adapters.terraform.functions.clusters import offsets_of
from mskguard.adapters.terraform.functions.elements import bounded, worlds
from mskguard.adapters.terraform.functions.parameters import (
    INDEX,
    OPEN_TEXT,
    SEQUENCE,
    TEXT,
    derived,
    takes,
    takes_at,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import (
    Cutter,
    concatenated,
    known_part,
    map_of,
    partly,
    text_value,
)
from mskguard.adapters.terraform.values import Any_, Failure, as_text
from mskguard.source import Span
from mskguard.value import HOLE, Known, Piece, Unknown


@takes_at("join", OPEN_TEXT, SEQUENCE, rest=SEQUENCE)
def _join(separator: Any_, *lists: Known[Any], span: Span) -> Any_:
    elements = [element for one in lists for element in one.it]
    bounded(len(elements))

    def build(them: list[Any_]) -> Any_:
        parts: list[Any_] = []
        for element in them:
            text = as_text(element)
            if isinstance(text, Failure) or (isinstance(text, Known) and text.it is None):
                raise Refused("an element is no string")
            parts += (separator, text) if parts else (text,)
        return concatenated(parts, span)

    return worlds(build, elements, span)


@takes("split", TEXT, TEXT)
def _split(separator: Known[str], text: Known[str]) -> Any:
    parts = text.it.split(separator.it) if separator.it else list(text.it)
    bounded(len(parts))
    cutter = Cutter(map_of(text))
    elements = []
    at = 0
    for part in parts:
        elements.append(cutter.element(text, at, at + len(part)))
        at += len(part) + len(separator.it)
    return tuple(elements)


def _contains(
    name: str, found: Callable[[str, str], bool], open_: Callable[..., bool | None]
) -> None:
    """Join a function that asks a text for another."""

    def function(text: Any, part: Known[str]) -> Any:
        if isinstance(text, Known):
            return found(text.it, part.it)
        answer = open_(map_of(text).joined.split(HOLE), part.it)
        return derived(text) if answer is None else answer

    takes(name, OPEN_TEXT, TEXT)(function)


def _starts(fragments: list[str], part: str) -> bool | None:
    first = fragments[0]
    if first.startswith(part):
        return True
    return None if part.startswith(first) else False


def _ends(fragments: list[str], part: str) -> bool | None:
    last = fragments[-1]
    if last.endswith(part):
        return True
    return None if part.endswith(last) else False


def _holds(fragments: list[str], part: str) -> bool | None:
    return True if any(part in fragment for fragment in fragments) else None


_contains("startswith", str.startswith, _starts)
_contains("endswith", str.endswith, _ends)
_contains("strcontains", str.__contains__, _holds)


def _upper_letter(char: str) -> str:
    upper = char.upper()
    return upper if len(upper) == 1 else char


def _lower_letter(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else lower[0]


def _upper_text(text: str) -> str:
    return text.upper() if text.isascii() else "".join(map(_upper_letter, text))


def _lower_text(text: str) -> str:
    return text.lower() if text.isascii() else "".join(map(_lower_letter, text))


def _letters(value: Any_, change: Callable[[str], str], span: Span) -> Any_:
    """The text with its letters changed, piece by piece."""
    pieces = []
    for piece in map_of(value).pieces:
        changed = None if piece.text is None else change(piece.text)
        same = changed == piece.text
        pieces.append(piece if same else Piece(piece.span, changed, outer=piece.outer))
    if isinstance(value, Unknown):
        return partly(pieces, [value])
    return text_value(pieces, span, [value])


@takes_at("upper", OPEN_TEXT)
def _upper(text: Any_, span: Span) -> Any_:
    return _letters(text, _upper_text, span)


@takes_at("lower", OPEN_TEXT)
def _lower(text: Any_, span: Span) -> Any_:
    return _letters(text, _lower_text, span)


@takes_at("title", TEXT)
def _title(text: Known[str], span: Span) -> Any_:
    before = " "

    def change(part: str) -> str:
        nonlocal before
        chars = []
        for char in part:
            title = char.title()
            chars.append(title if _separates(before) and len(title) == 1 else char)
            before = char
        return "".join(chars)

    return _letters(text, change, span)


def _separates(char: str) -> bool:
    """Whether a word may start after this character, as Go's `strings.Title` has it."""
    if char.isascii():
        return not (char.isalnum() or char == "_")
    return char.isspace()


@takes_at("substr", OPEN_TEXT, INDEX, INDEX)
def _substr(text: Any, offset: Known[int], length: Known[int], span: Span) -> Any_:
    if isinstance(text, Unknown):
        end = offset.it + length.it
        known = map_of(text).joined.split(HOLE)[0]
        if offset.it < 0 or length.it <= 0 or len(offsets_of(known)) <= end + 1:
            return derived(text)
        ends = offsets_of(known)
        return known_part(text, ends[offset.it], ends[end], span)
    ends = offsets_of(text.it)
    count = len(ends) - 1
    start = offset.it + count if offset.it < 0 else offset.it
    start = min(max(start, 0), count)
    end = count if length.it < 0 else min(start + length.it, count)
    if length.it == 0 and offset.it < 0:
        end = count
    return known_part(text, ends[start], ends[end], span)


@takes("strrev", TEXT)
def _strrev(text: Known[str]) -> Any:
    ends = offsets_of(text.it)
    parts = [text.it[a:b] for a, b in pairwise(ends)]
    return "".join(reversed(parts))
