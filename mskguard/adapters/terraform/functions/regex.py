"""The functions that take regular expressions: regex, regexall, and replace with a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mskguard.adapters.terraform.functions.elements import bounded
from mskguard.adapters.terraform.functions.parameters import TEXT, Beyond, takes_at
from mskguard.adapters.terraform.functions.regex_match import Captures, Program
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import Cutter, map_of, text_value
from mskguard.adapters.terraform.templates import LONGEST_TEXT
from mskguard.adapters.terraform.values import Any_, ObjectOf, known
from mskguard.source import Span
from mskguard.value import Known, Piece

_REFERENCE = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})")


@takes_at("regex", TEXT, TEXT)
def _regex(pattern: Known[str], text: Known[str], span: Span) -> Any_:
    program = _program(pattern.it)
    found = program.search(text.it)
    if found is None:
        raise Refused("the pattern does not match")
    return _result(program, found, Cutter(map_of(text)), text, span)


@takes_at("regexall", TEXT, TEXT)
def _regexall(pattern: Known[str], text: Known[str], span: Span) -> Any_:
    program = _program(pattern.it)
    cutter = Cutter(map_of(text))
    results: list[Any_] = []
    for found in program.matches(text.it):
        results.append(_result(program, found, cutter, text, span))
        bounded(len(results) * (len(program.groups) + 1))
    return known(tuple(results), span, [text])


def _program(pattern: str) -> Program:
    program = _fresh(pattern)
    if any(program.groups) and not all(program.groups):
        raise Refused("the pattern has groups with and without names")
    return program


def _fresh(pattern: str) -> Program:
    program = _compiled(pattern)
    program.spent = 0
    return program


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Program:
    return Program(pattern)


def _result(
    program: Program, found: Captures, cutter: Cutter, text: Known[str], span: Span
) -> Any_:
    """The whole match, or a tuple of its groups, or an object of those that have names."""
    if not program.groups:
        return cutter.element(text, found[0], found[1])
    groups: list[Any_] = []
    for number in range(1, len(program.groups) + 1):
        start, end = found[2 * number], found[2 * number + 1]
        groups.append(Known(None, span) if start < 0 else cutter.element(text, start, end))
    if any(program.groups):
        return known(ObjectOf(zip(program.groups, groups, strict=True)), span, [text])
    return known(tuple(groups), span, [text])


def replaced_pattern(text: Known[str], pattern: str, new: Known[str], span: Span) -> Any_:
    """The text with each match of a pattern replaced by `new`, in which `$1` is a group."""
    program = _fresh(pattern)
    cutter, template = Cutter(map_of(text)), Cutter(map_of(new))
    pieces: list[Piece] = []
    last = size = 0
    for found in _to_replace(program, text.it):
        pieces += cutter.cut(last, found[0])
        if found[1] > last or found[0] == 0:
            inserted = list(_expanded(program, found, cutter, template))
            size += sum(len(piece.shown) for piece in inserted)
            pieces += inserted
        last = found[1]
        if size > LONGEST_TEXT or len(pieces) > LONGEST_TEXT // 16:
            raise Beyond("its text is too long")
    pieces += cutter.cut(last, len(text.it))
    return text_value(pieces, span, [text, new])


def _to_replace(program: Program, text: str) -> Iterator[Captures]:
    """The matches as Go's replacement goes through them."""
    at = 0
    while at <= len(text):
        found = program.search(text, at)
        if found is None:
            return
        yield found
        at = max(at + 1, found[1])


def _expanded(
    program: Program, found: Captures, cutter: Cutter, template: Cutter
) -> Iterator[Piece]:
    """The replacement with its references to groups filled in."""
    text = template.text.joined
    at = 0
    for match in _REFERENCE.finditer(text):
        yield from template.cut(at, match.start())
        at = match.end()
        if match[1]:
            yield from template.cut(match.start(), match.start() + 1)
            continue
        number = _number(match[2] or match[3], program.groups)
        if number is not None and found[2 * number] >= 0:
            yield from cutter.cut(found[2 * number], found[2 * number + 1])
    yield from template.cut(at, len(text))


def _number(name: str, groups: list[str]) -> int | None:
    if name.isascii() and name.isdigit() and (name == "0" or not name.startswith("0")):
        number = int(name[:9])
        return number if number <= len(groups) else None
    return groups.index(name) + 1 if name in groups else None
