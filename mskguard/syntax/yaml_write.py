"""Writes YAML for fixes: scalars in the style of their place, a member that a mapping lacks."""

from __future__ import annotations

import re

from mskguard.source import SourceFile, Span, TextEdit
from mskguard.syntax.json import Json, Members
from mskguard.syntax.json_write import spell as spell_json
from mskguard.syntax.yaml_scalars import is_other_notation, resolved

_UNIT = "  "
_PLAIN = re.compile(r"[A-Za-z0-9_./$(+-][^\x00-\x1f\x7f#,\[\]{}:'\"\\\u0080-\uffff]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def spell(value: str | int | bool, style: str = "") -> str:
    """The scalar that stands for a value, quoted as `style` says where that can be kept."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if style == "'" and not _CONTROL.search(text):
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return spell_json(text)
    if isinstance(value, str) and not _reads_as_text(value):
        return spell_json(value)
    return text


def _reads_as_text(text: str) -> bool:
    """Whether a plain scalar is read back as this very text."""
    return (
        _PLAIN.fullmatch(text) is not None
        and text == text.strip()
        and not text.startswith(("- ", "---", "..."))
        and text not in ("-", "<<", "=")
        and isinstance(resolved(text), str)
        and not is_other_notation(text)
    )


def insert_member(mapping: Json, path: tuple[str, ...], value: str | int | bool) -> TextEdit:
    """Add `key: value` to a mapping, within new mappings where `path` names more than one.

    A scalar goes behind the last scalar before the nested members, all else to the end.
    """
    source = mapping.file
    if mapping.style == "{" or not isinstance(mapping.it, Members) or not mapping.it:
        return _into_brackets(mapping, path, value)
    after = _neighbour(mapping, scalar=len(path) == 1)
    at = _line_end(source, after)
    indentation = " " * _column(source, mapping)
    newline = "\r\n" if "\r\n" in source.text[: source.text.find("\n") + 1] else "\n"
    lines = [f"{indentation}{_UNIT * depth}{spell(name)}:" for depth, name in enumerate(path)]
    lines[-1] += f" {spell(value)}"
    return TextEdit(Span(source, at, at), "".join(newline + line for line in lines))


def _neighbour(mapping: Json, scalar: bool) -> int:
    """The end of the member that the new one is written behind."""
    assert isinstance(mapping.it, Members)
    own = [
        value
        for name, value in mapping.it.items()
        if mapping.start <= mapping.it.keys_at[name][0] < mapping.end
    ]
    last = mapping.end
    for value in own if scalar else ():
        if isinstance(value.it, (list, Members)):
            break
        last = value.end
    return last


def _line_end(source: SourceFile, at: int) -> int:
    """The end of the line of a place, a comment included, without its line break."""
    end = source.text.find("\n", at)
    end = len(source.text) if end < 0 else end
    return end - 1 if source.text[at:end].endswith("\r") else end


def _column(source: SourceFile, mapping: Json) -> int:
    return source.position(mapping.start)[1] - 1


def _into_brackets(mapping: Json, path: tuple[str, ...], value: str | int | bool) -> TextEdit:
    """Add a member to a mapping in brackets, or make one of an empty value."""
    source = mapping.file
    text = spell(value)
    for name in reversed(path[1:]):
        text = f"{{{spell(name)}: {text}}}"
    member = f"{spell(path[0])}: {text}"
    if mapping.style != "{":
        return TextEdit(Span(source, mapping.start, mapping.start), f" {{{member}}}")
    inside = source.text[mapping.start + 1 : mapping.end - 1]
    at = mapping.start + 1 + len(inside.rstrip(" \t\r\n,"))
    gap = ", " if mapping.it else ""
    padding = " " if inside.startswith(" ") and not mapping.it else ""
    return TextEdit(Span(source, at, at), f"{gap}{padding}{member}")
