"""Matches regular expressions in time that grows with the text, whatever the pattern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.functions.regex_classes import Chars
from mskguard.adapters.terraform.functions.regex_nodes import (
    Either,
    Group,
    Node,
    One,
    Place,
    Repeat,
    Row,
)
from mskguard.adapters.terraform.functions.regex_syntax import Reader

MOST_INSTRUCTIONS = 4_000
MOST_STEPS = 300_000

Captures = tuple[int, ...]
_Thread = tuple[int, Captures]


class Step(NamedTuple):
    """One instruction: `one`, `place`, `save`, `split` (to `go`, else to `other`) or `match`."""

    kind: str
    go: int = 0
    other: int = 0
    chars: Chars | None = None
    what: str = ""


class Program:
    """A compiled pattern."""

    def __init__(self, pattern: str) -> None:
        reader = Reader(pattern)
        node = reader.read()
        self.groups = reader.groups
        self.steps: list[Step] = []
        self._emit(Group(node, 0))
        self._add(Step("match"))
        self.spent = 0
        self._first = self._only_start()

    def _only_start(self) -> Chars | None:
        """What every match starts with, where that is one character of a set."""
        for step in self.steps:
            if step.kind != "save":
                return step.chars
        return None

    def _add(self, step: Step) -> int:
        if len(self.steps) >= MOST_INSTRUCTIONS:
            raise Beyond("the pattern is too long")
        self.steps.append(step)
        return len(self.steps) - 1

    def _emit(self, node: Node) -> None:
        match node:
            case One(chars):
                self._add(Step("one", chars=chars))
            case Place(kind):
                self._add(Step("place", what=kind))
            case Row(parts):
                for part in parts:
                    self._emit(part)
            case Either(parts):
                self._emit_either(parts)
            case Group(inner, number):
                self._add(Step("save", other=number * 2))
                self._emit(inner)
                self._add(Step("save", other=number * 2 + 1))
            case Repeat():
                self._emit_repeat(node)

    def _emit_either(self, parts: tuple[Node, ...]) -> None:
        ends = []
        for part in parts[:-1]:
            split = self._add(Step("split"))
            self._emit(part)
            ends.append(self._add(Step("split")))
            self.steps[split] = Step("split", split + 1, len(self.steps))
        self._emit(parts[-1])
        for end in ends:
            self.steps[end] = Step("split", len(self.steps), len(self.steps))

    def _emit_repeat(self, repeat: Repeat) -> None:
        node, least, most, greedy = repeat.node, repeat.least, repeat.most, repeat.greedy
        for _ in range(least - 1 if most is None else least):
            self._emit(node)
        if most is None and least:
            self._emit_plus(node, greedy)
        elif most is None:
            split = self._add(Step("split"))
            self._emit_plus(node, greedy)
            self._branch(split, split + 1, len(self.steps), greedy)
        else:
            splits = []
            for _ in range(most - least):
                splits.append(self._add(Step("split")))
                self._emit(node)
            for split in splits:
                self._branch(split, split + 1, len(self.steps), greedy)

    def _emit_plus(self, node: Node, greedy: bool) -> None:
        start = len(self.steps)
        self._emit(node)
        split = self._add(Step("split"))
        self._branch(split, start, split + 1, greedy)

    def _branch(self, at: int, into: int, past: int, greedy: bool) -> None:
        self.steps[at] = Step("split", into, past) if greedy else Step("split", past, into)

    def search(self, text: str, start: int = 0) -> Captures | None:
        """The leftmost match at or after `start`: the ends of the whole and of each group."""
        nothing = (-1,) * (2 * len(self.groups) + 2)
        threads: list[_Thread] = []
        met: set[int] = set()
        found: Captures | None = None
        for at in range(start, len(text) + 1):
            if found is None:
                first = self._first
                if first is not None and not threads and not first.has(text[at : at + 1]):
                    continue
                self._follow(threads, met, (0, nothing), text, at)
            if not threads:
                if found is not None:
                    break
                met = set()
                continue
            char = text[at : at + 1]
            after: list[_Thread] = []
            met = set()
            for pc, captures in threads:
                chars = self.steps[pc].chars
                if chars is None:
                    found = captures
                    break
                if chars.has(char):
                    self._follow(after, met, (pc + 1, captures), text, at + 1)
            threads = after
        return found

    def _follow(
        self, threads: list[_Thread], met: set[int], thread: _Thread, text: str, at: int
    ) -> None:
        """Add the instructions that consume a character and are reached from a thread's."""
        pending = [thread]
        while pending:
            pc, captures = pending.pop()
            if pc in met:
                continue
            met.add(pc)
            self.spent += 1
            if self.spent > MOST_STEPS:
                raise Beyond("the pattern takes too long on this text")
            step = self.steps[pc]
            if step.kind == "split":
                pending += ((step.other, captures), (step.go, captures))
            elif step.kind == "save":
                saved = (*captures[: step.other], at, *captures[step.other + 1 :])
                pending.append((pc + 1, saved))
            elif step.kind == "place":
                if _holds(step.what, text, at):
                    pending.append((pc + 1, captures))
            else:
                threads.append((pc, captures))

    def matches(self, text: str) -> Iterator[Captures]:
        """The matches one after another; an empty one does not touch the match before it."""
        at = 0
        last = -1
        while at <= len(text):
            found = self.search(text, at)
            if found is None:
                return
            empty = found[1] == at
            if not (empty and found[0] == last):
                yield found
            at = at + 1 if empty else found[1]
            last = found[1]


def _holds(kind: str, text: str, at: int) -> bool:
    if kind == "A":
        return at == 0
    if kind == "z":
        return at == len(text)
    if kind == "^":
        return at == 0 or text[at - 1] == "\n"
    if kind == "$":
        return at == len(text) or text[at] == "\n"
    boundary = _is_word(text[at - 1 : at] if at else "") is not _is_word(text[at : at + 1])
    return boundary is (kind == "b")


def _is_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")
