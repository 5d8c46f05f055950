"""What a YAML scalar is to Terraform: YAML 1.1's words, and the numbers of YAML 1.2."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.values import exact

_TAGS = "tag:yaml.org,2002:"
_TRUE = frozenset(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"])
_FALSE = frozenset(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_INFINITE = frozenset(f"{sign}.{word}" for sign in ("", "+", "-") for word in ("inf", "Inf", "INF"))
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt ].*)?", re.ASCII | re.DOTALL)


def scalar(tag: str | None, text: str, *, quoted: bool) -> Any:
    """The string, number, bool or null that the scalar stands for."""
    if tag == "!":
        return text
    kind = (tag or "").removeprefix(_TAGS)
    if kind not in ("", "str", "bool", "int", "float", "null", "timestamp", "binary"):
        raise Refused("the text has a tag that is not supported")
    if kind in ("timestamp", "binary"):
        raise Beyond("the text has a tag of a special kind")
    if kind == "str" or quoted:
        return text
    if kind == "null":
        return None
    return _word(text, kind)


def _word(text: str, kind: str) -> Any:
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if text in _NULL:
        return None
    if text in _INFINITE or text in (".nan", ".NaN", ".NAN"):
        raise Beyond("the text has a number that is not finite")
    if (date := _DATE.fullmatch(text)) is not None:
        return _date(date)
    if _DECIMAL.fullmatch(text):
        return _number(Decimal(text))
    if _BASED.fullmatch(text):
        return int(text, 0)
    if kind:
        raise Beyond("the text has a tag of a special kind")
    return text


def _number(number: Decimal) -> Any:
    found = exact(number)
    if found is None:
        raise Beyond("a number is too large or too small")
    return found


def _date(match: re.Match[str]) -> str:
    """A date without time as a timestamp; a string that only looks like one as it is."""
    from datetime import date

    if len(match[0]) > 10 or match[1] == "0000":
        raise Beyond("the text has a time of day")
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return match[0]
    return f"{found.isoformat()}T00:00:00Z"
