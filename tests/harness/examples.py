"""The examples in a rule's documentation: fenced diffs, and the files that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.harness.dialects import DIALECTS

_FENCE = re.compile(r"^```diff(?P<info>[^\n]*)\n(?P<body>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r" ?# file: (?P<path>\S+)\s*")
_REASON = re.compile(r"\? -- (?P<reason>\S.*)")

FLAGS = frozenset({"root", "no-fix", "change"})


class BadExample(Exception):
    """An example that cannot be read or run; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a diff: ` `, `-`, `+` or `?`, and what follows."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """One fenced diff, by file."""

    dialect: str
    flags: frozenset[str]
    files: dict[str, list[Line]]
    no_question: list[str] = field(default_factory=list)
    """The reasons that `? -- reason` lines give for asking nothing."""

    @property
    def is_change(self) -> bool:
        """Whether `-` is what was and `+` what comes: the fault lies in the change."""
        return "change" in self.flags

    def signed(self, sign: str) -> list[Line]:
        return [line for lines in self.files.values() for line in lines if line.sign == sign]


def fences(doc: str) -> list[tuple[str, str]]:
    """The info string and the body of each fenced diff."""
    return [(match["info"].strip(), match["body"]) for match in _FENCE.finditer(doc)]


def parse(info: str, body: str) -> Example:
    """Raises `BadExample`."""
    dialect, flags = _info(info)
    example = Example(dialect, flags, {})
    here = example.files.setdefault(DIALECTS[dialect].file, [])
    for number, text in enumerate(body.splitlines(), 1):
        if named := _FILE.fullmatch(text):
            here = example.files.setdefault(named["path"], [])
        elif reason := _REASON.fullmatch(text):
            example.no_question.append(reason["reason"])
        elif text.strip() and text[0] not in " -+?":
            raise BadExample(
                f"line {number} starts with {text[0]!r}, not with ' ', '-', '+' or '?'"
            )
        else:
            here.append(Line(text[:1].strip() or " ", text[1:]))
    for path in [path for path, lines in example.files.items() if not lines]:
        del example.files[path]
    if not example.signed("-") and not example.signed("+"):
        raise BadExample("it has neither '-' nor '+' lines")
    return example


def _info(info: str) -> tuple[str, frozenset[str]]:
    words = info.split()
    for word in words:
        if word not in DIALECTS and word not in FLAGS:
            raise BadExample(f"{word} is no dialect and no flag of an example")
    dialects = [word for word in words if word in DIALECTS]
    if len(dialects) > 1:
        raise BadExample("it names several dialects")
    return next(iter(dialects), "terraform"), FLAGS.intersection(words)


def hunks(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Where a file's changes begin and end: runs of lines that are no context."""
    start: int | None = None
    for index, line in enumerate([*lines, Line(" ", "")]):
        if line.sign != " " and start is None:
            start = index
        elif line.sign == " " and start is not None:
            yield start, index
            start = None
