"""Conversions between types, and the functions that only mark a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mskguard.adapters.terraform.functions.elements import set_of, weigh
from mskguard.adapters.terraform.functions.parameters import (
    ANY_OR_NULL,
    OPEN,
    SEQUENCE,
    Parameter,
    number_of,
    takes,
    takes_at,
    truth_of,
)
from mskguard.adapters.terraform.functions.table import Refused, raw
from mskguard.adapters.terraform.functions.texts import key_span
from mskguard.adapters.terraform.functions.unify import unified
from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    ObjectOf,
    SetOf,
    as_text,
    is_number,
    kind_of,
    known,
    unknown,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import Known, distribute

_SEQUENCE_OR_NULL = Parameter(SEQUENCE.convert, null=True)


@takes("tostring", OPEN)
def _tostring(value: Any_) -> Any_:
    if isinstance(value, Known) and value.it is None:
        return value
    text = as_text(value)
    if isinstance(text, Failure):
        raise Refused("this does not convert to a string")
    return text


@takes_at("tonumber", ANY_OR_NULL)
def _tonumber(value: Known[Any], span: Span) -> Any_:
    if value.it is None or is_number(value.it):
        return value
    return known(number_of(value), span, [value])


@takes("tobool", ANY_OR_NULL)
def _tobool(value: Known[Any]) -> Any_:
    return value if value.it is None else truth_of(value)


@takes_at("tolist", _SEQUENCE_OR_NULL)
def _tolist(value: Known[Any], span: Span) -> Any_:
    if value.it is None:
        return value
    return known(tuple(unified(value.it)), span, [value])


@takes_at("toset", _SEQUENCE_OR_NULL)
def _toset(value: Known[Any], span: Span) -> Any_:
    if value.it is None or isinstance(value.it, SetOf):
        return value
    return set_value(unified(value.it), span, [value])


def set_value(elements: Sequence[Any_], span: Span, operands: Sequence[Any_]) -> Any_:
    """The set of these elements; a set for each way in which they differ by conditions."""
    weigh(elements)

    def build(*them: Any_) -> Any_:
        broken = next((one for one in them if isinstance(one, Failure)), None)
        return broken or known(set_of(them), span, operands)

    return distribute(build, *elements)


@takes_at("tomap", ANY_OR_NULL)
def _tomap(value: Known[Any], span: Span) -> Any_:
    if value.it is None:
        return value
    if not isinstance(value.it, ObjectOf):
        raise Refused(f"a map is expected, and this is {kind_of(value.it)}")
    elements = unified(list(value.it.values()))
    items = zip(value.it, elements, strict=True)
    return known(ObjectOf(items, value.it.keys_at), span, [value])


@takes("sensitive", OPEN)
@takes("nonsensitive", OPEN)
@takes("ephemeralasnull", OPEN)
def _same(value: Any_) -> Any_:
    return value


@raw("issensitive")
def _issensitive(arguments: list[Any_], span: Span) -> Any_:
    return unknown_among(arguments) or unknown(
        span, "function issensitive: what is sensitive is not traced"
    )


@takes_at("list", rest=OPEN)
def _list(*elements: Any_, span: Span) -> Any_:
    """Terraform 0.11's `[ … ]`; later versions refuse it, so that it can mean nothing else."""
    return known(tuple(unified(elements)), span, list(elements))


@takes_at("map", rest=OPEN)
def _map(*pairs: Any_, span: Span) -> Any_:
    """Terraform 0.11's `{ … }`."""
    if len(pairs) % 2:
        raise Refused("a key has no value")
    names, elements = pairs[::2], unified(pairs[1::2])
    return distribute(lambda *them: _mapped(them, elements, span), *names)


def _mapped(names: tuple[Any, ...], elements: list[Any_], span: Span) -> Any_:
    missing = unknown_among(names)
    if missing is not None:
        return missing
    texts: list[Any] = [as_text(name) for name in names]
    if any(isinstance(text, Failure) or text.it is None for text in texts):
        raise Refused("a key is no string")
    keys_at = {text.it: key_span(text) for text in texts}
    items = zip((text.it for text in texts), elements, strict=True)
    return known(ObjectOf(items, keys_at), span, elements)
