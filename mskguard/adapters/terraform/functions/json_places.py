"""jsondecode, with the place of every value."""

from __future__ import annotations

import re
from decimal import Decimal
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # not in its stubs
from typing import Any

from mskguard.adapters.terraform.functions.elements import bounded
from mskguard.adapters.terraform.functions.parameters import TEXT, Beyond, takes
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import Cutter, map_of
from mskguard.adapters.terraform.values import Any_, ObjectOf, exact
from mskguard.source import Span
from mskguard.value import Known, Piece, Text

_DEEPEST = 100
_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"true|false|null")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}


@takes("jsondecode", TEXT)
def _jsondecode(text: Known[str]) -> Any_:
    reader = _Reader(text)
    try:
        return reader.read()
    except JSONDecodeError:
        raise Refused("the text is not valid JSON") from None


class _Reader:
    """Reads one JSON text into values that stand where they are written."""

    def __init__(self, subject: Known[str]) -> None:
        self.subject = subject
        self.text = subject.it
        self.cutter = Cutter(map_of(subject))
        self.at = 0
        self.count = 0

    def read(self) -> Any_:
        value = self._value(0)
        # Go's decoder takes these for the end of something that it is in
        if self._skip() not in ("", "]", "}"):
            raise Refused("the text is not valid JSON")
        return value

    def _skip(self) -> str:
        """Go to the next character that is no space, and tell it."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match is not None else self.at
        return self.text[self.at : self.at + 1]

    def _take(self, *chars: str) -> str:
        char = self._skip()
        if char not in chars:
            raise Refused("the text is not valid JSON")
        self.at += 1
        return char

    def _value(self, depth: int) -> Any_:
        self.count += 1
        bounded(self.count)
        if depth > _DEEPEST:
            raise Beyond("the text is nested too deeply")
        char = self._skip()
        start = self.at
        if char == '"':
            return self._string()
        if char == "{":
            return self._known(self._object(depth), start)
        if char == "[":
            return self._known(self._list(depth), start)
        word = _WORD.match(self.text, self.at)
        if word is not None:
            self.at = word.end()
            return self._known(_WORDS[word[0]], start)
        number = _NUMBER.match(self.text, self.at)
        if number is None:
            raise Refused("the text is not valid JSON")
        self.at = number.end()
        found = exact(Decimal(number[0]))
        if found is None:
            raise Beyond("a number is too large or too small")
        return self._known(found, start)

    def _span(self, start: int) -> Span:
        return self.cutter.text.span_of(start, self.at)

    def _known(self, it: Any, start: int) -> Known[Any]:
        return Known(it, self._span(start), self.subject.origin, self.subject.via)

    def _string(self) -> Known[Any]:
        start = self.at
        it, self.at = scanstring(self.text, start + 1, True)
        pieces = self.cutter.cut(start + 1, self.at - 1)
        if it != self.text[start + 1 : self.at - 1]:
            it = _SURROGATE.sub("\ufffd", it)
            pieces = (Piece(self._span(start), it),)
        subject = self.subject
        return Known(it, self._span(start), subject.origin, subject.via, text=Text(pieces))

    def _list(self, depth: int) -> tuple[Any_, ...]:
        self.at += 1
        items: list[Any_] = []
        if self._skip() == "]":
            self.at += 1
            return ()
        while True:
            items.append(self._value(depth + 1))
            if self._take(",", "]") == "]":
                return tuple(items)

    def _object(self, depth: int) -> ObjectOf:
        self.at += 1
        items: dict[str, Any_] = {}
        keys_at: dict[str, Span] = {}
        if self._skip() == "}":
            self.at += 1
            return ObjectOf()
        while True:
            if self._skip() != '"':
                raise Refused("the text is not valid JSON")
            key = self._string()
            self._take(":")
            items[key.it] = self._value(depth + 1)
            keys_at[key.it] = key.span
            if self._take(",", "}") == "}":
                return ObjectOf(items.items(), keys_at)
