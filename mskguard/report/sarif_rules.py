"""What SARIF tells of a rule."""

from __future__ import annotations

from typing import Any

from mskguard.engine.finding import Description
from mskguard.rule import Level

LEVELS = {Level.HIGH: "error", Level.MEDIUM: "warning", Level.LOW: "note"}

_PROBLEM = {Level.HIGH: "error", Level.MEDIUM: "warning", Level.LOW: "recommendation"}
_SECURITY = {Level.HIGH: "8.0", Level.MEDIUM: "5.5", Level.LOW: "3.0"}
_SECURITY_FAMILIES = ("encryption", "authentication", "network", "authorization")
_LONGEST = 1000
"""Characters of a description: GitHub refuses more than 1024."""


def descriptor(rule: Description) -> dict[str, Any]:
    """The rule's reportingDescriptor."""
    secures = rule.family in _SECURITY_FAMILIES
    properties: dict[str, Any] = {
        "tags": [rule.family, rule.kind, *(("security",) if secures else ())],
        "precision": "very-high",
        "problem.severity": _PROBLEM[rule.severity],
    }
    if secures:
        properties["security-severity"] = _SECURITY[rule.severity]
    return {
        "id": rule.name,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": _short(rule.summary)},
        "fullDescription": {"text": _short(_prose(rule))},
        "help": {"text": rule.guide, "markdown": rule.guide},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": properties,
    }


def _prose(rule: Description) -> str:
    """The documentation up to its first example or its sources."""
    words: list[str] = []
    for line in rule.doc.splitlines():
        if line.startswith(("```", "Source:", "Controls:")):
            break
        words.append(line)
    return " ".join(" ".join(words).split()) or rule.summary


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
