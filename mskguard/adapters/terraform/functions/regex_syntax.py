"""Reads regular expressions in Go's syntax, which is RE2's."""

from __future__ import annotations

import re
from dataclasses import replace

from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.functions.regex_classes import (
    ANYTHING,
    NAMED,
    NOT_NEWLINE,
    PERL,
    Chars,
    category,
    single,
)
from mskguard.adapters.terraform.functions.regex_nodes import (
    Either,
    Group,
    Node,
    One,
    Place,
    Repeat,
    Row,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.record import record

_DEEPEST = 100
_MOST_REPEATS = 1000
_REPEAT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}", re.ASCII)
_NAMED_GROUP = re.compile(r"\(\?P?<(\w+)>", re.ASCII)
_FLAGS = re.compile(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])")
_NAMED_CLASS = re.compile(r"\[:(\^?)([^\]:]*):\]")
_PROPERTY = re.compile(r"\\([pP])(?:\{(\^?)(\w+)\}|(\w))", re.ASCII)
_ESCAPES = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_HEX = re.compile(r"\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))")
_OCTAL = re.compile(r"\\(0[0-7]{0,2}|[1-7][0-7]{1,2})")


@record(frozen=True, slots=True)
class _Flags:
    fold: bool = False
    lines: bool = False
    dot_all: bool = False
    ungreedy: bool = False

    def changed(self, names: str, value: bool) -> _Flags:
        fields = {"i": "fold", "m": "lines", "s": "dot_all", "U": "ungreedy"}
        return replace(self, **{fields[name]: value for name in names})


class Reader:
    """Reads one pattern. Raises `Refused` for what Go refuses."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.flags = _Flags()
        self.groups: list[str] = []
        """The names of the captured groups, empty for those without."""
        self.depth = 0

    def read(self) -> Node:
        node = self._either()
        if self.at < len(self.pattern):
            raise Refused("the pattern has a ) too many")
        return node

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _match(self, form: re.Pattern[str]) -> re.Match[str] | None:
        match = form.match(self.pattern, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def _either(self) -> Node:
        rows = [self._row()]
        while self._peek() == "|":
            self.at += 1
            rows.append(self._row())
        return rows[0] if len(rows) == 1 else Either(tuple(rows))

    def _row(self) -> Node:
        parts: list[Node] = []
        while self._peek() not in ("", "|", ")"):
            parts += self._repeated(self._atoms())
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _repeated(self, atoms: list[Node]) -> list[Node]:
        """The atoms with the repetition that follows, which belongs to the last one."""
        bounds = self._bounds()
        if bounds is None:
            return atoms
        if not atoms:
            raise Refused("the pattern repeats nothing")
        greedy = not self.flags.ungreedy
        if self._peek() == "?":
            self.at += 1
            greedy = not greedy
        if self._bounds() is not None:
            raise Refused("the pattern repeats a repetition")
        return [*atoms[:-1], Repeat(atoms[-1], *bounds, greedy)]

    def _bounds(self) -> tuple[int, int | None] | None:
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(self._peek())
        if simple is not None:
            self.at += 1
            return simple
        match = self._match(_REPEAT)
        if match is None:
            return None
        least = int(match[1])
        most = least if match[2] is None else int(match[3]) if match[3] else None
        if least > _MOST_REPEATS or (most is not None and not least <= most <= _MOST_REPEATS):
            raise Refused("the pattern repeats too often")
        return least, most

    def _atoms(self) -> list[Node]:
        """The next atom; several for quoted text, none for flags."""
        char = self._peek()
        if char == "(":
            return self._group()
        if char == "[":
            return [One(self._class())]
        if char == "\\":
            return self._escape()
        if char in "*+?":
            raise Refused("the pattern repeats nothing")
        self.at += 1
        if char == ".":
            return [One(ANYTHING if self.flags.dot_all else NOT_NEWLINE)]
        if char == "^":
            return [Place("^" if self.flags.lines else "A")]
        if char == "$":
            return [Place("$" if self.flags.lines else "z")]
        return [self._literal(char)]

    def _literal(self, char: str) -> Node:
        return One(Chars([(char, char)], fold=self.flags.fold))

    def _group(self) -> list[Node]:
        before = self.flags
        number = 0
        if not self.pattern.startswith("(?", self.at):
            self.at += 1
            number = self._capture("")
        elif (named := self._match(_NAMED_GROUP)) is not None:
            number = self._capture(named[1])
        else:
            flags = self._match(_FLAGS)
            if flags is None:
                raise Refused("the pattern has a group that is not supported")
            self.flags = before.changed(flags[1], True).changed(flags[2] or "", False)
            if flags[3] == ")":
                return []
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Beyond("the pattern is nested too deeply")
        inner = self._either()
        if self._peek() != ")":
            raise Refused("the pattern has a ( too many")
        self.at += 1
        self.depth -= 1
        self.flags = before
        return [Group(inner, number) if number else Row((inner,))]

    def _capture(self, name: str) -> int:
        if name and name in self.groups:
            raise Refused("the pattern names two groups alike")
        self.groups.append(name)
        return len(self.groups)

    def _escape(self) -> list[Node]:
        following = self.pattern[self.at + 1 : self.at + 2]
        if following and following in "AbBz":
            self.at += 2
            return [Place(following)]
        if following == "Q":
            end = self.pattern.find("\\E", self.at)
            quoted = self.pattern[self.at + 2 : end if end >= 0 else None]
            self.at = end + 2 if end >= 0 else len(self.pattern)
            return [self._literal(char) for char in quoted]
        chars = self._escaped_class()
        return [One(chars) if chars is not None else self._literal(self._escaped_char())]

    def _escaped_class(self) -> Chars | None:
        """`\\d`, `\\pL` and their like, where one stands here."""
        following = self.pattern[self.at + 1 : self.at + 2]
        if following and following in "dDsSwW":
            self.at += 2
            return Chars(PERL[following.lower()], negated=following.isupper())
        match = self._match(_PROPERTY)
        if match is None:
            return None
        found = category(match[3] or match[4])
        if found is None or self.flags.fold:
            raise Beyond("the pattern names a script")
        found.negated = (match[1] == "P") is not bool(match[2])
        return found

    def _escaped_char(self) -> str:
        if (match := self._match(_HEX)) is not None:
            code = int(match[1] or match[2], 16)
            if code > 0x10FFFF:
                raise Refused("the pattern has an escape that is not supported")
            return chr(code)
        if (match := self._match(_OCTAL)) is not None:
            return chr(int(match[1], 8))
        char = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if char in _ESCAPES:
            return _ESCAPES[char]
        if char and char.isascii() and not char.isalnum():
            return char
        raise Refused("the pattern has an escape that is not supported")

    def _class(self) -> Chars:
        self.at += 1
        chars = Chars(fold=self.flags.fold)
        if self._peek() == "^":
            self.at += 1
            chars.negated = True
        first = True
        while first or self._peek() != "]":
            first = False
            if self.at >= len(self.pattern):
                raise Refused("the pattern has a [ too many")
            chars.add(self._class_part())
        self.at += 1
        return chars

    def _class_part(self) -> Chars:
        if (named := self._match(_NAMED_CLASS)) is not None:
            ranges = NAMED.get(named[2])
            if ranges is None:
                raise Refused("the pattern names an unknown class")
            return Chars(ranges, negated=bool(named[1]))
        if self._peek() == "\\":
            found = self._escaped_class()
            if found is not None:
                return found
        low = self._class_char()
        if self._peek() != "-" or self.pattern[self.at + 1 : self.at + 2] in ("", "]"):
            return single(low)
        self.at += 1
        high = self._class_char()
        if high < low:
            raise Refused("the pattern has a range that runs backwards")
        return Chars([(low, high)])

    def _class_char(self) -> str:
        if self._peek() == "\\":
            return self._escaped_char()
        self.at += 1
        return self.pattern[self.at - 1 : self.at]
