"""Who may do what, as text for terminals and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from mskguard import __version__
from mskguard.report.sight import Sight
from mskguard.report.style import BOLD, YELLOW, Style
from mskguard.survey.access_lines import Access, AllAccess, OpenByDefault
from mskguard.value import Tri

SHAPE = 1
"""Grows when a field changes its meaning or goes; new fields may come without that."""


def write_access_text(told: AllAccess, out: TextIO, *, color: bool, base: Path) -> None:
    """Write each principal with what it may do, and what is not known of it."""
    style = Style(color)
    sight = _sight(told, base)
    names = [*(it.principal for it in told.found), *(it.principal for it in told.left)]
    for name in dict.fromkeys(names):
        out.write(style.paint(sight.say(name), BOLD) + "\n")
        for one in (it for it in told.found if it.principal == name):
            out.write(f"  {_line(one, sight, style)}\n")
            out.writelines(f"      by {sight.at(place)}\n" for place in one.places)
            because = "because" if one.answer is Tri.NO else "not known"
            out.writelines(f"      {because}: {sight.say(reason)}\n" for reason in one.why)
        for gap in (it for it in told.left if it.principal == name):
            more = style.paint("perhaps more", YELLOW)
            out.write(f"  {more}: {sight.say(gap.why)}\n      see {sight.at(gap.place)}\n")
        out.write("\n")
    for default in told.defaults:
        out.writelines(f"{line}\n" for line in _default(default, sight, style))


def _line(one: Access, sight: Sight, style: Style) -> str:
    of = f"{one.kind} {one.name} of {one.cluster}" if one.name else f"{one.kind} {one.cluster}"
    verb = {Tri.YES: "", Tri.NO: "not ", Tri.UNKNOWN: style.paint("perhaps ", YELLOW)}[one.answer]
    actions = [it.rpartition(":")[2] for it in one.actions]
    shown = one.answer is Tri.NO or actions == list(one.actions)
    what = f" ({sight.say(', '.join(actions))})" if shown else ""
    return f"{verb}{one.verb}: {sight.say(of)}{what}"


def _default(one: OpenByDefault, sight: Sight, style: Style) -> Iterator[str]:
    """Whether what no ACL is on is open to everyone, and why."""
    yield style.paint(f"what no ACL of {sight.say(one.cluster)} is on", BOLD)
    certain = "" if one.answer is not Tri.UNKNOWN else style.paint("perhaps ", YELLOW)
    to = "to nobody" if one.answer is Tri.NO else "to everyone who comes in other than by IAM"
    kinds = f": {', '.join(one.kinds)}" if one.answer is not Tri.NO else ""
    yield f"  {certain}open {to}{kinds}"
    whose = "MSK's default of " if one.is_default else ""
    yield f"      by {whose}allow.everyone.if.no.acl.found, {sight.at(one.place)}"
    if one.spoken_of:
        yield f"      ACLs are on {sight.say(', '.join(one.spoken_of))}"
    for reason in one.why:
        yield f"      not known: {sight.say(reason)}"
    if one.missing:
        yield f"      {style.paint('perhaps other ACLs', YELLOW)}: {sight.say(one.missing)}"
    yield ""


def write_access_json(told: AllAccess, out: TextIO, *, base: Path) -> None:
    """Write the same as JSON, in ASCII."""
    sight = _sight(told, base)
    content: dict[str, Any] = {
        "version": SHAPE,
        "tool": {"name": "mskguard", "version": __version__},
        "access": [_access(one, sight) for one in told.found],
        "open_by_default": [_open(one, sight) for one in told.defaults],
        "unknown": [
            {
                "principal": sight.say(one.principal),
                "why": sight.say(one.why),
                "place": sight.at(one.place),
            }
            for one in told.left
        ],
    }
    out.write(json.dumps(content, indent=2) + "\n")


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


def _open(one: OpenByDefault, sight: Sight) -> dict[str, Any]:
    return {
        "cluster": sight.say(one.cluster),
        "answer": one.answer.name.lower(),
        "kinds": list(one.kinds),
        "acls_on": [sight.say(it) for it in one.spoken_of],
        "by": sight.at(one.place),
        "is_default": one.is_default,
        "missing": sight.say(one.missing),
        "why": [sight.say(reason) for reason in one.why],
    }


def _sight(told: AllAccess, base: Path) -> Sight:
    files = {place.file for one in told.found for place in one.places}
    files |= {one.place.file for one in told.left}
    files |= {one.place.file for one in told.defaults}
    return Sight(files, base)
