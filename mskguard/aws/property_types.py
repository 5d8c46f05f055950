"""Kafka's types of configuration value, and which texts are values of them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from enum import Enum

_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL = re.compile(
    r"[+-]?(?:[0-9]{1,60}\.?[0-9]{0,60}|\.[0-9]{1,60})(?:[eE][+-]?[0-9]{1,4})?[dDfF]?"
)
_BITS = {"short": 16, "int": 32, "long": 64}


class PropertyType(Enum):
    """Kafka's types of configuration value."""

    BOOLEAN = "boolean"
    SHORT = "short"
    INT = "int"
    LONG = "long"
    DOUBLE = "double"
    STRING = "string"
    LIST = "list"


def accepts(
    kind: PropertyType,
    text: str,
    minimum: float | None,
    maximum: float | None,
    choices: Sequence[str],
) -> bool:
    """Whether Kafka takes `text` for a value of the type, within these bounds.

    It does so without the blanks around it; true and false are read in any case.
    """
    text = text.strip()
    match kind:
        case PropertyType.BOOLEAN:
            return text.lower() in ("true", "false")
        case PropertyType.STRING:
            return not choices or text in choices
        case PropertyType.LIST:
            items = [item.strip() for item in text.split(",")] if text else []
            return not choices or all(item in choices for item in items)
        case _:
            number = _number(kind, text)
            low = -math.inf if minimum is None else minimum
            high = math.inf if maximum is None else maximum
            return number is not None and low <= number <= high


def whole(text: str) -> int | None:
    """The whole number that a property's text is; None where it is none, or beyond all bounds."""
    text = text.strip()
    return int(text) if _WHOLE.fullmatch(text) else None


def _number(kind: PropertyType, text: str) -> float | None:
    if kind is PropertyType.DOUBLE:
        return float(text.rstrip("dDfF")) if _DECIMAL.fullmatch(text) else None
    bits = _BITS[kind.value]
    if not _WHOLE.fullmatch(text) or not -(1 << bits - 1) <= int(text) < 1 << bits - 1:
        return None
    return int(text)


def accepted(
    kind: PropertyType, minimum: float | None, maximum: float | None, choices: Sequence[str]
) -> str:
    """What is accepted, in words: `a whole number from 1 to 9`, `true or false`."""
    match kind:
        case PropertyType.BOOLEAN:
            return "true or false"
        case PropertyType.STRING:
            return _one_of(choices) if choices else "a text"
        case PropertyType.LIST:
            return f"a list of {' and '.join(choices)}" if choices else "a list"
        case PropertyType.DOUBLE:
            return f"a number{_bounds(minimum, maximum)}"
        case _:
            wide = "" if kind is PropertyType.LONG else f" of {_BITS[kind.value]} bits"
            return f"a whole number{_bounds(minimum, maximum) or wide}"


def _one_of(choices: Sequence[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" from {minimum} to {maximum}"
    if minimum is not None:
        return f" from {minimum}"
    return "" if maximum is None else f" up to {maximum}"
