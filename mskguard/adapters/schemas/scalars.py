"""Single values against their schema: type, choice, range, length and pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mskguard.source import Span

LONGEST_SHOWN = 40
"""Characters; a longer text is not repeated in a message."""

_NUMERAL = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?", re.ASCII)
_TRUTHS = {"true": True, "false": False, "1": True, "0": False}
_DOCUMENTED = "String"
"""What the syntax in AWS's documentation has in place of a text."""
_SAID = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a map",
}

Keywords = Mapping[str, Any]


def types_of(schema: Keywords) -> tuple[str, ...]:
    """The types that a schema allows; none where it allows all."""
    stated = schema.get("type", ())
    return (stated,) if isinstance(stated, str) else tuple(stated)


def fits(it: object, kind: str) -> bool:
    """Whether a value is of a type, or becomes it as CloudFormation and Terraform convert."""
    match kind:
        case "object":
            return isinstance(it, Mapping)
        case "array":
            return isinstance(it, tuple)
        case "boolean":
            return isinstance(it, bool) or str(it).lower() in _TRUTHS
        case "string":
            return isinstance(it, (str, bool, int, Decimal))
        case "integer":
            number = number_of(it)
            return number is not None and number == number.to_integral_value()
        case _:
            return number_of(it) is not None


def number_of(it: object) -> Decimal | None:
    """The number that a value is or says."""
    if isinstance(it, bool):
        return None
    if isinstance(it, (int, Decimal)):
        return Decimal(it)
    return Decimal(it) if isinstance(it, str) and _NUMERAL.fullmatch(it) else None


def expected_type(schema: Keywords) -> str:
    """What a value of another type was to be."""
    return " or ".join(_SAID[kind] for kind in types_of(schema))


def refused(it: object, span: Span, schema: Keywords) -> str:
    """What a schema says against a value of the right type; empty where it takes it.

    `span` is where it is written: a number that is to be a text is the text that stands there.
    """
    if "left_to" in schema:
        return ""
    kinds = types_of(schema)
    if "string" in kinds and it == _DOCUMENTED:
        return f'is "{it}", the word that the documentation has for its type'
    if "enum" in schema:
        return _not_among(it, span, schema["enum"])
    if "string" in kinds:
        return _as_text(it if isinstance(it, str) else span.text, schema)
    return _as_number(it, schema)


def _not_among(it: object, span: Span, allowed: list[Any]) -> str:
    number = number_of(it)
    if any(one in (it, span.text) or (number is not None and one == number) for one in allowed):
        return ""
    what = "is expected" if len(allowed) == 1 else "one of these is expected"
    return f"is {shown(it, span)}, {what}: {', '.join(map(str, allowed))}"


def _as_text(text: str, schema: Keywords) -> str:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if len(text) < least:
        return f"is {len(text)} characters long, at least {least} are expected"
    if most is not None and len(text) > most:
        return f"is {len(text)} characters long, at most {most} are allowed"
    pattern = schema.get("pattern")
    if pattern is None or re.search(pattern, text):
        return ""
    if "arn:" in pattern and not text.startswith("arn:"):
        return "is no ARN, one is expected"
    return f"is no text that matches {pattern}, one is expected"


def _as_number(it: object, schema: Keywords) -> str:
    number = number_of(it)
    if number is None:
        return ""
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and number < least:
        return f"is {number}, {_range(least, most)} is expected"
    if most is not None and number > most:
        return f"is {number}, {_range(least, most)} is expected"
    return ""


def _range(least: int | None, most: int | None) -> str:
    if most is None:
        return f"{least} or more"
    return f"{most} or less" if least is None else f"{least} to {most}"


def shown(it: object, span: Span) -> str:
    """A value as a message says it; nothing of one that is hidden where it is written."""
    if isinstance(it, bool):
        return "true" if it else "false"
    if isinstance(it, str):
        plain = len(it) <= LONGEST_SHOWN and it.isprintable() and span.shown == span.text
        return f'"{it}"' if plain else "a text"
    if isinstance(it, Mapping):
        return "a map"
    return "a list" if isinstance(it, tuple) else str(it)
