"""What functions take: how arguments convert, and which of them may be unknown or null."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mskguard.adapters.terraform.functions.table import TABLE, Refused
from mskguard.adapters.terraform.values import (
    NUMERAL,
    Any_,
    Failure,
    ObjectOf,
    as_bool,
    as_text,
    exact,
    failure,
    is_number,
    kind_of,
    known,
    unknown,
    unknown_among,
)
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Known, Unknown, Value


class Beyond(Exception):
    """Terraform would compute this, but it is too large or too special here; the message says."""


@record(frozen=True, slots=True)
class Parameter:
    """One argument's kind. `convert` raises `Refused` for what does not convert to it.

    `open`: an unknown argument is handed on as it is, else it makes the result unknown.
    """

    convert: Callable[[Known[Any]], Known[Any]]
    null: bool = False
    open: bool = False

    def fit(self, argument: Any_) -> Any_:
        if not isinstance(argument, Known):
            return argument
        if argument.it is None:
            if self.null:
                return argument
            raise Refused("an argument is null")
        return self.convert(argument)


def takes(
    name: str, *parameters: Parameter, rest: Parameter | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Join a function of these arguments, which it receives converted.

    Its result is a value, or a plain `it` which then stands for the whole call. It may raise
    `Refused` (a failure) and `Beyond` (unknown).
    """

    def join(function: Callable[..., Any]) -> Callable[..., Any]:
        def anywhere(*arguments: Any_, span: Span) -> Any:  # noqa: ARG001
            return function(*arguments)

        takes_at(name, *parameters, rest=rest)(anywhere)
        return function

    return join


def takes_at(
    name: str, *parameters: Parameter, rest: Parameter | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`takes` for a function that is also told the call's `span`."""

    def join(function: Callable[..., Any]) -> Callable[..., Any]:
        def fitted(arguments: list[Any_], span: Span) -> Any_:
            more = len(arguments) - len(parameters)
            if more < 0 or (more > 0 and rest is None):
                return failure(span, f"function {name} takes another number of arguments")
            kinds = [*parameters, *([rest] * more if rest else [])]
            missing = unknown_among(
                argument
                for argument, kind in zip(arguments, kinds, strict=True)
                if not kind.open or isinstance(argument, Failure)
            )
            if missing is not None:
                return missing
            try:
                fitting = [kind.fit(one) for one, kind in zip(arguments, kinds, strict=True)]
                result = function(*fitting, span=span)
            except Refused as why:
                return failure(span, f"function {name}: {why}")
            except Beyond as why:
                return unknown(span, f"function {name}: {why}")
            return result if isinstance(result, Value) else known(result, span, arguments)

        TABLE[name] = fitted
        return function

    return join


def derived(value: Unknown[Any]) -> Unknown[Any]:
    """The unknown result of an operation on an unknown value, which is not that value."""
    return unknown_among([value]) or value


def _anything(value: Known[Any]) -> Known[Any]:
    return value


def _text(value: Known[Any]) -> Known[Any]:
    text = as_text(value)
    if not isinstance(text, Known):
        raise Refused(f"a string is expected, and this is {kind_of(value.it)}")
    return text


def number_of(value: Known[Any]) -> int | Decimal:
    """The argument as a number, by Terraform's own conversion."""
    it = value.it
    if is_number(it):
        number: int | Decimal = it
        return number
    if isinstance(it, str) and NUMERAL.fullmatch(it):
        found = exact(Decimal(it))
        if found is None:
            raise Beyond("a number is too large or too small")
        return found
    raise Refused(f"a number is expected, and this is {kind_of(it)}")


def _number(value: Known[Any]) -> Known[Any]:
    number = number_of(value)
    return value if value.it is number else replace(value, it=number, text=None)


def _whole(value: Known[Any]) -> Known[Any]:
    number = _number(value)
    if isinstance(number.it, int):
        return number
    if number.it == 0:
        return replace(number, it=0)
    raise Refused("a whole number is expected")


def _index(value: Known[Any]) -> Known[Any]:
    number = _whole(value)
    if not -(2**63) <= number.it < 2**63:
        raise Refused("a number is too large")
    return number


def truth_of(value: Known[Any]) -> Known[Any]:
    """The argument as a bool, by Terraform's own conversion."""
    truth = as_bool(value)
    if isinstance(truth, Known):
        return truth
    raise Refused(f"a bool is expected, and this is {kind_of(value.it)}")


def _sequence(value: Known[Any]) -> Known[Any]:
    if isinstance(value.it, tuple):
        return value
    raise Refused(f"a list is expected, and this is {kind_of(value.it)}")


def _mapping(value: Known[Any]) -> Known[Any]:
    if isinstance(value.it, ObjectOf):
        return value
    raise Refused(f"a map is expected, and this is {kind_of(value.it)}")


ANY = Parameter(_anything)
ANY_OR_NULL = Parameter(_anything, null=True)
OPEN = Parameter(_anything, null=True, open=True)
OPEN_ONE = Parameter(_anything, open=True)
TEXT = Parameter(_text)
OPEN_TEXT = Parameter(_text, open=True)
NUMBER = Parameter(_number)
WHOLE = Parameter(_whole)
INDEX = Parameter(_index)
SEQUENCE = Parameter(_sequence)
MAPPING = Parameter(_mapping)
