"""JSON text to a tree whose every value and key knows where it is written."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from mskguard.source import SourceFile, Span
from mskguard.syntax.json_faults import explain
from mskguard.syntax.problem import Problem

MOST_NESTED = 200
"""Arrays and objects within each other; deeper text is refused."""
MOST_DIGITS = 1000
"""Longer integers are held as decimals, which take no quadratic time to read."""

_VALUE = re.compile(
    r"""[ \t\n\r]*+(?:
    "([^"\\\x00-\x1f]*+)" | ("(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")
    | (-?(?:0|[1-9][0-9]*+)(?![0-9])(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)(?![\w.+-])
    | (true|false|null)(?!\w) | (\[) | (\{)
    )""",
    re.VERBOSE | re.ASCII,
)
_PLAIN, _ESCAPED, _NUMBER, _WORD, _ARRAY, _OBJECT = range(1, 7)
_KEY = re.compile(
    r'[ \t\n\r]*+("[^"\\\x00-\x1f]*+"|"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")'
    r"[ \t\n\r]*+:"
)
_SPACE = re.compile(r"[ \t\n\r]*+")
_NEXT = re.compile(r"[ \t\n\r]*+([,\]}])")
_CLOSED = re.compile(r"[ \t\n\r]*+([\]}])")
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))"
)
_WORDS = {"true": True, "false": False, "null": None}
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_NO_CHARACTER = "\ufffd"


class Members(dict[str, "Json"]):
    """An object's values by key; of a key written twice, the last."""

    __slots__ = ("keys_at",)

    def __init__(self) -> None:
        super().__init__()
        self.keys_at: dict[str, tuple[int, int]] = {}


class Json:
    """A value: `it` is None, bool, int, Decimal, str, a list of these, or `Members`."""

    __slots__ = ("end", "file", "it", "start")

    tag = ""
    style = ""
    shared = False
    """What only a value of YAML can have."""

    def __init__(self, file: SourceFile, start: int, end: int, it: object) -> None:
        self.file = file
        self.start = start
        self.end = end
        self.it = it

    @property
    def span(self) -> Span:
        return Span(self.file, self.start, self.end)

    @property
    def raw(self) -> str:
        """The value as it is written."""
        return self.file.text[self.start : self.end]

    def member(self, name: str) -> Json | None:
        """The value of a key; None where there is none, or this is no object."""
        return self.it.get(name) if isinstance(self.it, Members) else None

    def key_span(self, name: str) -> Span:
        """Where a key stands, with its quotes; this value's own place where there is none."""
        keys = self.it.keys_at if isinstance(self.it, Members) else {}
        return Span(self.file, *keys.get(name, (self.start, self.end)))

    def pieces(self) -> Iterator[tuple[Span, str, bool]]:
        """A string's characters in stretches: where each is written, and whether verbatim."""
        at, end = self.start + 1, self.end - 1
        for escape in _ESCAPE.finditer(self.file.text, at, end):
            if escape.start() > at:
                yield self._verbatim(at, escape.start())
            yield Span(self.file, *escape.span()), _unescaped(escape), False
            at = escape.end()
        if end > at:
            yield self._verbatim(at, end)

    def _verbatim(self, start: int, end: int) -> tuple[Span, str, bool]:
        return Span(self.file, start, end), self.file.text[start:end], True


class Document(NamedTuple):
    """What was read. `root` is None where the text is no JSON; the problems then say why."""

    root: Json | None
    problems: tuple[Problem, ...]


def parse(source: SourceFile) -> Document:
    """The tree of a text. Never raises; of a key that is written twice, the last counts."""
    reader = _Reader(source)
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage yet, and looking for it doubles the time
    try:
        root = reader.read()
    except _Fault as fault:
        return Document(None, (fault.problem,))
    finally:
        if collecting:
            gc.enable()
    return Document(root, ())


class _Fault(Exception):
    """The text is no JSON."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Reader:
    """Reads from left to right; what is still open lies on a stack of its own."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.text = source.text
        self.open: list[tuple[Json, str, int, int]] = []
        """Arrays and objects that are not closed yet, each with the key being read in it."""

    def read(self) -> Json:
        at = 0
        while True:
            value, at = self._value(at)
            if isinstance(value.it, (list, Members)) and value.end < 0:
                continue
            closed, at = self._placed(value, at)
            if closed is not None:
                return closed

    def _placed(self, value: Json, at: int) -> tuple[Json | None, int]:
        """Put a complete value where it belongs, and close what ends after it."""
        while self.open:
            holder, key, start, end = self.open[-1]
            if isinstance(holder.it, list):
                holder.it.append(value)
            elif isinstance(holder.it, Members):
                if key in holder.it:
                    self.source.repeated[start, end] = key
                holder.it[key] = value
                holder.it.keys_at[key] = (start, end)
            following = _NEXT.match(self.text, at)
            is_array = isinstance(holder.it, list)
            if following is None or following[1] == ("}" if is_array else "]"):
                raise self._fault(at, "a comma or the closing bracket")
            at = following.end()
            if following[1] == ",":
                if not is_array:
                    at = self._key(at)
                return None, at
            self.open.pop()
            holder.end = at
            value = holder
        end = self._skipped(at)
        if end < len(self.text):
            raise self._fault(end, "nothing more")
        return value, at

    def _value(self, at: int) -> tuple[Json, int]:
        found = _VALUE.match(self.text, at)
        if found is None:
            raise self._fault(at, "a value")
        kind, end = found.lastindex or 0, found.end()
        if kind == _PLAIN:
            return Json(self.source, found.start(1) - 1, end, found[1]), end
        start = found.start(kind)
        if kind in (_ARRAY, _OBJECT):
            return self._opened(start, end, kind)
        it: object
        if kind == _NUMBER:
            it = self._number(found[_NUMBER], start)
        elif kind == _WORD:
            it = _WORDS[found[_WORD]]
        else:
            it = _string(found[_ESCAPED])
        return Json(self.source, start, end, it), end

    def _opened(self, start: int, at: int, kind: int) -> tuple[Json, int]:
        """An array or object: whole where it is empty, else still to be closed."""
        if len(self.open) >= MOST_NESTED:
            message = f"arrays and objects are nested deeper than {MOST_NESTED} levels"
            raise _Fault(Problem(Span(self.source, start, at), message))
        holder = Json(self.source, start, -1, [] if kind == _ARRAY else Members())
        closed = _CLOSED.match(self.text, at)
        if closed is not None and closed[1] == ("]" if kind == _ARRAY else "}"):
            holder.end = closed.end()
            return holder, closed.end()
        self.open.append((holder, "", start, at))
        return holder, at if kind == _ARRAY else self._key(at)

    def _key(self, at: int) -> int:
        found = _KEY.match(self.text, at)
        if found is None:
            raise self._fault(at, "a key")
        holder = self.open[-1][0]
        self.open[-1] = (holder, _string(found[1]), found.start(1), found.end(1))
        return found.end()

    def _number(self, raw: str, start: int) -> int | Decimal:
        if len(raw) <= MOST_DIGITS and raw.lstrip("-").isdigit():
            return int(raw)
        try:
            return Decimal(raw)
        except InvalidOperation:
            span = Span(self.source, start, start + len(raw))
            raise _Fault(Problem(span, "this number is larger than any that is used")) from None

    def _skipped(self, at: int) -> int:
        space = _SPACE.match(self.text, at)
        return space.end() if space else at

    def _fault(self, at: int, expected: str) -> _Fault:
        opened = [holder.start for holder, *_ in self.open]
        return _Fault(explain(self.source, self._skipped(at), expected, opened))


def members_of(value: Json | None) -> Iterator[tuple[str, Json]]:
    """Keys and values of an object; nothing for anything else."""
    if value is not None and isinstance(value.it, Members):
        yield from value.it.items()


def _string(quoted: str) -> str:
    return _ESCAPE.sub(_unescaped, quoted[1:-1]) if "\\" in quoted else quoted[1:-1]


def _unescaped(escape: re.Match[str]) -> str:
    """What an escape stands for; half of a surrogate pair alone is no character."""
    high, low, code, letter = escape.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    if code:
        number = int(code, 16)
        return _NO_CHARACTER if 0xD800 <= number <= 0xDFFF else chr(number)
    return _LETTERS.get(letter, letter)
