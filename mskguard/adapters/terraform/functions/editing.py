"""Functions that take something off the ends of a text, or replace parts of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mskguard.adapters.terraform.functions.parameters import (
    INDEX,
    MAPPING,
    OPEN_TEXT,
    TEXT,
    Beyond,
    derived,
    takes_at,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import (
    Cutter,
    known_part,
    map_of,
    text_value,
)
from mskguard.adapters.terraform.templates import LONGEST_TEXT
from mskguard.adapters.terraform.values import Any_
from mskguard.source import Span
from mskguard.value import HOLE, Identity, Known, Piece, Replaced, Unknown

_SPACES = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def _trimmed(text: Any_, left: str, right: str, span: Span) -> Any_:
    """The text without these characters at its ends, as far as its ends are known."""
    whole = map_of(text).joined
    start = len(whole) - len(whole.lstrip(left)) if left else 0
    end = len(whole.rstrip(right)) if right else len(whole)
    if isinstance(text, Unknown) and _touches_hole(whole, start, end, left, right):
        return derived(text)
    return known_part(text, start, max(start, end), span)


def _touches_hole(whole: str, start: int, end: int, left: str, right: str) -> bool:
    """Whether an unknown part decides how much is to be trimmed."""
    first, last = whole[start : start + 1], whole[max(end - 1, 0) : end]
    return bool((left and first in ("", HOLE)) or (right and last in ("", HOLE)))


@takes_at("trimspace", OPEN_TEXT)
def _trimspace(text: Any_, span: Span) -> Any_:
    return _trimmed(text, _SPACES, _SPACES, span)


@takes_at("trim", OPEN_TEXT, TEXT)
def _trim(text: Any_, cutset: Known[str], span: Span) -> Any_:
    return _trimmed(text, cutset.it, cutset.it, span)


@takes_at("chomp", OPEN_TEXT)
def _chomp(text: Any_, span: Span) -> Any_:
    return _trimmed(text, "", "\r\n", span)


@takes_at("trimprefix", OPEN_TEXT, TEXT)
def _trimprefix(text: Any_, prefix: Known[str], span: Span) -> Any_:
    whole = map_of(text).joined
    fragment = whole.split(HOLE)[0] if isinstance(text, Unknown) else whole
    starts = fragment.startswith(prefix.it)
    if isinstance(text, Unknown) and not starts and prefix.it.startswith(fragment):
        return derived(text)
    return known_part(text, len(prefix.it) if starts else 0, len(whole), span)


@takes_at("trimsuffix", OPEN_TEXT, TEXT)
def _trimsuffix(text: Any_, suffix: Known[str], span: Span) -> Any_:
    whole = map_of(text).joined
    fragment = whole.split(HOLE)[-1] if isinstance(text, Unknown) else whole
    ends = fragment.endswith(suffix.it)
    if isinstance(text, Unknown) and not ends and suffix.it.endswith(fragment):
        return derived(text)
    return known_part(text, 0, len(whole) - (len(suffix.it) if ends else 0), span)


@takes_at("indent", INDEX, TEXT)
def _indent(spaces: Known[int], text: Known[str], span: Span) -> Any_:
    if spaces.it < 0:
        raise Refused("the number of spaces is negative")
    if text.it.count("\n") * spaces.it > LONGEST_TEXT:
        raise Beyond("its text is too long")
    return _replaced(text, "\n", Known("\n" + " " * spaces.it, spaces.span), span)


@takes_at("replace", OPEN_TEXT, TEXT, TEXT)
def _replace(text: Any_, old: Known[str], new: Known[str], span: Span) -> Any_:
    if not isinstance(text, Known):
        return _replaced_later(text, old.it, new.it)
    if len(old.it) > 1 and old.it.startswith("/") and old.it.endswith("/"):
        from mskguard.adapters.terraform.functions.regex import replaced_pattern

        return replaced_pattern(text, old.it[1:-1], new, span)
    return _replaced(text, old.it, new, span)


def _replaced_later(text: Any_, old: str, new: str) -> Any_:
    """The same unknown text with a part replaced, where it is known by name which text it is."""
    if not isinstance(text, Unknown):
        return text
    found = derived(text)
    is_plain = old and not (old.startswith("/") and old.endswith("/"))
    if is_plain and text.text is None and isinstance(text.identity, (Identity, Replaced)):
        return replace(found, identity=Replaced(text.identity, old, new))
    return found


@takes_at("templatestring", TEXT, MAPPING)
def _templatestring(text: Known[str], _: Known[Any], span: Span) -> Any_:
    if "${" in text.it or "%{" in text.it:
        raise Beyond("a template that is given as a value is not rendered")
    return known_part(text, 0, len(text.it), span)


def _replaced(text: Known[str], old: str, new: Known[str], span: Span) -> Any_:
    """The text with every `old` replaced; an empty one stands before and after each character."""
    cutter = Cutter(map_of(text))
    places = list(_places(text.it, old))
    if len(text.it) + len(places) * len(new.it) > LONGEST_TEXT:
        raise Beyond("its text is too long")
    inserted = map_of(new).pieces if new.it else ()
    pieces: list[Piece] = []
    at = 0
    for place in places:
        pieces += cutter.cut(at, place)
        pieces += inserted
        at = place + len(old)
    pieces += cutter.cut(at, len(text.it))
    return text_value(pieces, span, [text, new])


def _places(text: str, old: str) -> Iterator[int]:
    if not old:
        yield from range(len(text) + 1)
        return
    at = text.find(old)
    while at >= 0:
        yield at
        at = text.find(old, at + len(old))
