"""Who may do what, as text for terminals and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from mskguard import __version__
from mskguard.report.sight import Sight
from mskguard.report.style import BOLD, YELLOW, Style
from mskguard.survey.access import Access, Open
from mskguard.value import Tri

SHAPE = 1
"""Grows when a field changes its meaning or goes; new fields may come without that."""


def write_access_text(
    found: Sequence[Access], left: Sequence[Open], out: TextIO, *, color: bool, base: Path
) -> None:
    """Write each principal with what it may do, and what is not known of it."""
    style = Style(color)
    sight = _sight(found, left, base)
    names = dict.fromkeys([*(it.principal for it in found), *(it.principal for it in left)])
    for name in names:
        out.write(style.paint(sight.say(name), BOLD) + "\n")
        for one in (it for it in found if it.principal == name):
            out.write(f"  {_line(one, sight, style)}\n")
            out.writelines(f"      by {sight.at(place)}\n" for place in one.places)
            out.writelines(f"      not known: {sight.say(reason)}\n" for reason in one.why)
        for gap in (it for it in left if it.principal == name):
            told = style.paint("perhaps more", YELLOW)
            out.write(f"  {told}: {sight.say(gap.why)}\n      see {sight.at(gap.place)}\n")
        out.write("\n")


def _line(one: Access, sight: Sight, style: Style) -> str:
    of = f"{one.kind} {one.name} of {one.cluster}" if one.name else f"{one.kind} {one.cluster}"
    certain = "" if one.answer is Tri.YES else style.paint("perhaps ", YELLOW)
    return f"{certain}{one.verb}: {sight.say(of)}"


def write_access_json(
    found: Sequence[Access], left: Sequence[Open], out: TextIO, *, base: Path
) -> None:
    """Write the same as JSON, in ASCII."""
    sight = _sight(found, left, base)
    told: dict[str, Any] = {
        "version": SHAPE,
        "tool": {"name": "mskguard", "version": __version__},
        "access": [_access(one, sight) for one in found],
        "unknown": [
            {
                "principal": sight.say(one.principal),
                "why": sight.say(one.why),
                "place": sight.at(one.place),
            }
            for one in left
        ],
    }
    out.write(json.dumps(told, indent=2) + "\n")


def _access(one: Access, sight: Sight) -> dict[str, Any]:
    return {
        "principal": sight.say(one.principal),
        "verb": one.verb,
        "cluster": sight.say(one.cluster),
        "kind": one.kind,
        "name": sight.say(one.name),
        "actions": [sight.say(action) for action in one.actions],
        "answer": one.answer.name.lower(),
        "by": [sight.at(place) for place in one.places],
        "why": [sight.say(reason) for reason in one.why],
    }


def _sight(found: Sequence[Access], left: Sequence[Open], base: Path) -> Sight:
    files = {place.file for one in found for place in one.places}
    return Sight(files | {one.place.file for one in left}, base)
