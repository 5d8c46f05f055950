"""Writes JSON for fixes: literals, a member that an object lacks."""

from __future__ import annotations

import re

from mskguard.source import SourceFile, Span, TextEdit
from mskguard.syntax.json import Json, Members

_UNIT = "  "
_ESCAPED = re.compile(r'["\\]|[\x00-\x1f\x7f-\x9f\u2028\u2029]')
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def spell(value: str | int | bool) -> str:
    """The literal that stands for a value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_ESCAPED.sub(lambda match: _escaped(match[0]), value)}"'
    return str(value)


def _escaped(char: str) -> str:
    return _NAMED.get(char) or f"\\u{ord(char):04x}"


def insert_member(mapping: Json, path: tuple[str, ...], value: str | int | bool) -> TextEdit:
    """Add `"key": value` to an object, within new objects where `path` names more than one.

    A scalar goes behind the last scalar before the nested members, all else to the end.
    """
    source = mapping.file
    members = mapping.it if isinstance(mapping.it, Members) else Members()
    outer = _indentation(source, mapping.start)
    if not members:
        inner = outer + _UNIT
        body = _lines(path, value, inner, _UNIT)
        inside = Span(source, mapping.start + 1, mapping.end - 1)
        return TextEdit(inside, f"\n{inner}{body}\n{outer}")
    first = min(start for start, _ in members.keys_at.values())
    if "\n" not in source.text[mapping.start : first]:
        body = spell(value)
        for name in reversed(path[1:]):
            body = f"{{{spell(name)}: {body}}}"
        at = max(one.end for one in members.values())
        return TextEdit(Span(source, at, at), f", {spell(path[0])}: {body}")
    inner = _indentation(source, first)
    unit = inner.removeprefix(outer) or _UNIT
    at = _neighbour(members, scalar=len(path) == 1)
    newline = "\r\n" if "\r\n" in source.text[: source.text.find("\n") + 1] else "\n"
    body = f",\n{inner}{_lines(path, value, inner, unit)}".replace("\n", newline)
    return TextEdit(Span(source, at, at), body)


def _neighbour(members: Members, scalar: bool) -> int:
    """The end of the member that the new one is written behind."""
    last = max(one.end for one in members.values())
    if not scalar:
        return last
    front = 0
    for one in members.values():
        if isinstance(one.it, (list, Members)):
            break
        front = one.end
    return front or last


def _lines(path: tuple[str, ...], value: str | int | bool, inner: str, unit: str) -> str:
    name, *rest = path
    if not rest:
        return f"{spell(name)}: {spell(value)}"
    nested = _lines(tuple(rest), value, inner + unit, unit)
    return f"{spell(name)}: {{\n{inner}{unit}{nested}\n{inner}}}"


def _indentation(source: SourceFile, at: int) -> str:
    """The white space that the line of a place begins with."""
    line = source.text[source.text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]
