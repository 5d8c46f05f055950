"""Profiles as their data files state them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mskguard.record import record

DATA = Path(__file__).parent / "data"
DEFAULT = "production"


@record(frozen=True, slots=True)
class Control:
    """One requirement of a framework, and the rules that judge it.

    Without rules it is not judged, and `why` says what mskguard cannot see.
    """

    id: str
    title: str
    url: str
    rules: tuple[str, ...]
    why: str = ""


@record(frozen=True, slots=True)
class Profile:
    """What a run asks, beyond what the user selects."""

    name: str
    title: str
    version: str
    """Of the framework; empty where there is none."""
    as_of: dt.date
    url: str
    quiet: frozenset[str]
    """Rules that are not asked."""
    settings: Mapping[str, Mapping[str, Any]]
    """Thresholds by rule and setting, for what the user leaves open."""
    controls: tuple[Control, ...]
    """The framework's requirements; empty for a profile that is no compliance pack."""

    def asks(self, rule: str) -> bool:
        """Whether the profile has a rule asked: a pack has only those of its controls."""
        if self.controls:
            return any(rule in control.rules for control in self.controls)
        return rule not in self.quiet

    def controls_of(self, rule: str) -> tuple[Control, ...]:
        return tuple(control for control in self.controls if rule in control.rules)


def profile_names() -> list[str]:
    """Every profile there is, the default first."""
    return sorted((path.stem for path in DATA.glob("*.json")), key=lambda it: (it != DEFAULT, it))


@cache
def profile(name: str) -> Profile:
    """A profile by its name. Raises KeyError where there is none."""
    import json

    if name not in profile_names():
        raise KeyError(name)
    content = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return Profile(
        content["name"],
        content["title"],
        content.get("version", ""),
        dt.date.fromisoformat(content["as_of"]),
        content.get("url", ""),
        frozenset(content.get("quiet", ())),
        content.get("settings", {}),
        tuple(
            Control(it["id"], it["title"], it["url"], tuple(it["rules"]), it.get("why", ""))
            for it in content.get("controls", ())
        ),
    )
