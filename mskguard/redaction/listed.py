"""Secrets that stand in YAML as the items of a list."""

from __future__ import annotations

import re

from mskguard.redaction.literals import Stretch, literals

_BREAK = re.compile(r"(?:[ \t]*+(?:\#[^\n]*+)?\r?\n)++(?P<indent>[ ]*+)(?=-[ \t])")
_ITEM = re.compile(
    r"-[ \t]++(?:(?P<quote>[\"'])(?P<quoted>(?:(?!(?P=quote))[^\n\\]|\\[^\n])*+)"
    r"|(?P<bare>[^\s\"'&*!{\[>|#-](?:[^\s#]|#(?<!\s#)|[ \t]++(?!\#))*+))?[^\n]*+"
)
_MAP = re.compile(r"[\w.-]++[\"']?+:(?:\s|\Z)")
_FLOW = re.compile(
    r"(?:[\s,]|(?<=\s)\#[^\n]*+)*+"
    r"(?:(?P<quote>[\"'])(?P<quoted>(?:(?!(?P=quote))[^\n\\]|\\[^\n])*+)(?P=quote)"
    r"|(?P<other>[!*&][^,\]\n]*+)|(?P<bare>[^\s,\]\[{}#\"'][^,\]\n]*+))"
)


def items_of_list(text: str, at: int) -> list[Stretch]:
    """The texts of a block list that begins on the line after `at`; none where there is none."""
    found: list[Stretch] = []
    depth = None
    while line := _BREAK.match(text, at):
        if depth is not None and len(line["indent"]) != depth:
            break
        depth = len(line["indent"])
        item = _ITEM.match(text, line.end())
        if item is None:
            break
        found += _of(text, item)
        at = item.end()
    return found


def items_of_flow(text: str, at: int) -> list[Stretch]:
    """The texts of a list in brackets, quoted or not; `at` is behind the bracket."""
    found: list[Stretch] = []
    while item := _FLOW.match(text, at):
        found += _of(text, item)
        at = item.end()
    return found


def _of(text: str, item: re.Match[str]) -> list[Stretch]:
    for name in ("quoted", "bare"):
        if item[name] and not (name == "bare" and _MAP.match(item[name])):
            return list(literals(text, *item.span(name)))
    return []
