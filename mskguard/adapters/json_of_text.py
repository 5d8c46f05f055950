"""JSON in a text that may be known in part, to a tree whose every value knows where it stands."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # not in its stubs
from typing import Any

from mskguard.adapters.shapes.fields import Fields
from mskguard.source import Span
from mskguard.value import HOLE, Known, Origin, Piece, Text, Unknown, Value

MOST_NESTED = 100
"""Arrays and objects within each other; a deeper text is not read."""

_SPACE = re.compile(r"[ \t\n\r]*+")
_WORD = re.compile(r"(?:true|false|null)(?!\w)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,400})(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,9})?(?!\w)")
_WORDS = {"true": True, "false": False, "null": None}


def tree_of_json(text: Text, whole: Value[Any]) -> Value[Any]:
    """The tree of a JSON text (see `Fields`), in which a part that is a hole is unknown.

    `whole` is the value that the text is of. Unknown where the text is no JSON, or where a hole
    stands for more than one value or a part of one.
    """
    reader = _Reader(text, whole)
    try:
        return reader.read()
    except (JSONDecodeError, InvalidOperation) as error:
        if isinstance(whole, Unknown):
            return Unknown(whole.span, whole.why, whole.identity, whole.roots, via=whole.via)
        place = min(getattr(error, "pos", 0), len(text.joined))
        return Unknown(text.span_of(place, place), "the text is no JSON")


class _Reader:
    """Reads from left to right, one level of Python for each level of JSON."""

    def __init__(self, text: Text, whole: Value[Any]) -> None:
        self._text = text
        self._joined = text.joined
        self._whole = whole
        self._at = 0

    def read(self) -> Value[Any]:
        value = self._value(0)
        if self._peek():
            raise self._fault()
        return value

    def _fault(self) -> JSONDecodeError:
        return JSONDecodeError("no JSON", self._joined, self._at)

    def _peek(self) -> str:
        """Go to the next character that is no space, and tell it."""
        found = _SPACE.match(self._joined, self._at)
        self._at = found.end() if found else self._at
        return self._joined[self._at : self._at + 1]

    def _take(self, *chars: str) -> str:
        char = self._peek()
        if not char or char not in chars:
            raise self._fault()
        self._at += 1
        return char

    def _value(self, depth: int) -> Value[Any]:
        if depth > MOST_NESTED:
            raise self._fault()
        char, start = self._peek(), self._at
        if char == '"':
            return self._string()
        if char == "{":
            return self._known(self._object(depth), start)
        if char == "[":
            return self._known(self._list(depth), start)
        if char == HOLE:
            self._at += 1
            return self._part(start, self._at)
        return self._known(self._scalar(), start)

    def _scalar(self) -> object:
        word = _WORD.match(self._joined, self._at)
        if word is not None:
            self._at = word.end()
            return _WORDS[word[0]]
        number = _NUMBER.match(self._joined, self._at)
        if number is None:
            raise self._fault()
        self._at = number.end()
        digits = number[0]
        return int(digits) if digits.lstrip("-").isdigit() else Decimal(digits)

    def _known(self, it: object, start: int) -> Known[Any]:
        span = self._text.span_of(start, self._at)
        return Known(it, span, self._origin)

    @property
    def _origin(self) -> Origin:
        if isinstance(self._whole, Known):
            return self._whole.origin
        return Origin.WRITTEN

    def _string(self) -> Value[Any]:
        start = self._at + 1
        it, self._at = scanstring(self._joined, start, False)
        if HOLE in it:
            return self._part(start, self._at - 1)
        if not it:
            return self._known(it, start - 1)
        cut = self._text.cut(start, self._at - 1)
        span = cut.span_of(0, len(cut.joined))
        text = cut if it == cut.joined else Text((Piece(span, it),))
        return Known(it, span, self._origin, text=text)

    def _part(self, start: int, end: int) -> Unknown[Any]:
        """A stretch with holes: where it is one hole, the very thing that is not known."""
        cut = self._text.cut(start, end)
        of = next((piece.of for piece in cut.pieces if piece.of is not None), None)
        if of is None:
            if not isinstance(self._whole, Unknown):  # the character itself is written
                return Unknown(cut.pieces[0].span, "the text has a character that is not read")
            of = self._whole
        span = self._span_of(cut)
        if len(cut.pieces) == 1 and cut.pieces[0].of is of and of.text is None:
            return Unknown(span, of.why, of.identity, of.roots, via=of.via)
        return Unknown(span, of.why, None, of.roots, cut, of.via)

    @staticmethod
    def _span_of(cut: Text) -> Span:
        return cut.span_of(0, len(cut.joined))

    def _list(self, depth: int) -> tuple[Value[Any], ...]:
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return ()
        items = []
        while True:
            items.append(self._value(depth + 1))
            if self._take(",", "]") == "]":
                return tuple(items)

    def _object(self, depth: int) -> Fields:
        self._at += 1
        items: dict[str, Value[Any]] = {}
        keys_at: dict[str, Span] = {}
        if self._peek() == "}":
            self._at += 1
            return Fields()
        while True:
            if self._peek() != '"':
                raise self._fault()
            key = self._string()
            if not isinstance(key, Known):  # which member it is cannot be said
                raise self._fault()
            self._take(":")
            items[key.it] = self._value(depth + 1)
            keys_at[key.it] = key.span
            if self._take(",", "}") == "}":
                return Fields(items.items(), keys_at)
