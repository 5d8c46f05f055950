"""Arithmetic, comparison and logic, with the unknown in every place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, InvalidOperation
from typing import Any

from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    Not,
    Test,
    as_bool,
    as_number,
    exact,
    failure,
    kind_of,
    known,
    unknown_among,
)
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import (
    Known,
    Unknown,
    distribute,
)

# cty computes with 512 bits; this many digits give the same text for all that people write
_EXACT = Context(prec=120, traps=[InvalidOperation, DivisionByZero])


def whole_number(value: Any_) -> int | None:
    """The value as an int, where it is a whole number."""
    number = as_number(value)
    if isinstance(number, Known) and (isinstance(number.it, int) or number.it == 0):
        return int(number.it)
    return None


def unary(expression: ast.Unary, operand: Any_) -> Any_:
    """`!x` and `-x`."""
    if expression.operator == "!":
        return distribute(lambda it: _negation(as_bool(it), expression.span), operand)
    return distribute(lambda it: _minus(as_number(it), expression.span), operand)


def _negation(value: Any_, span: Span) -> Any_:
    if isinstance(value, Known) and isinstance(value.it, bool):
        return known(not value.it, span, [value])
    if isinstance(value, Unknown):
        identity = value.identity
        inverse = identity.inner if isinstance(identity, Not) else Not(identity)
        return unknown_among([value], inverse if identity is not None else None) or value
    return failure(span, "null cannot be negated")


def _minus(value: Any_, span: Span) -> Any_:
    missing = unknown_among([value])
    if missing is not None:
        return missing
    if isinstance(value, Known) and value.it is not None:
        return known(exact(Decimal(value.it).copy_negate()), span, [value])
    return failure(span, "null cannot be negated")


def binary(expression: ast.Binary, left: Any_, right: Any_) -> Any_:
    """Any operation on two values."""
    operator, span = expression.operator, expression.span
    if operator in ("&&", "||"):
        return distribute(lambda a, b: _logic(operator, as_bool(a), as_bool(b), span), left, right)
    if operator in ("==", "!="):
        return distribute(lambda a, b: _equality(operator, a, b, span), left, right)
    return distribute(
        lambda a, b: _arithmetic(operator, as_number(a), as_number(b), span), left, right
    )


def _logic(operator: str, left: Any_, right: Any_, span: Span) -> Any_:
    # What decides comes first: with `length(null) > 0 && false`, whatever would mend the left
    # side, such as a value for a variable that is null by default, leaves the answer as it is.
    decisive = operator == "||"
    for value in (left, right):
        if isinstance(value, Known) and value.it is decisive:
            return known(decisive, span, [value])
    for value in (left, right):
        if isinstance(value, Failure) or (isinstance(value, Known) and value.it is None):
            return value if isinstance(value, Failure) else failure(span, "an operand is null")
    if isinstance(left, Known) and isinstance(right, Known):
        return known(not decisive, span, [left, right])
    open_ones = [value for value in (left, right) if isinstance(value, Unknown)]
    identity = open_ones[0].identity if len(open_ones) == 1 else None
    return unknown_among(open_ones, identity) or failure(span, "an operand is no bool")


def _equality(operator: str, left: Any_, right: Any_, span: Span) -> Any_:
    wanted = operator == "=="
    same = equal(left, right)
    if same is not None:
        return known(same is wanted, span, [left, right])
    identity = _comparison(left, right) or _comparison(right, left)
    if identity is not None and not wanted:
        identity = Not(identity)
    return unknown_among([left, right], identity) or failure(span, "they cannot be compared")


def _comparison(one: Any_, other: Any_) -> Any:
    if isinstance(one, Unknown) and one.identity is not None and isinstance(other, Known):
        scalar = other.it is None or isinstance(other.it, (str, bool, int))
        return Test(one.identity, other.it) if scalar else None
    return None


def equal(left: Any_, right: Any_) -> bool | None:
    """Whether two values are equal as Terraform compares them; None where that is not known."""
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return True if left.identity is not None and left.identity == right.identity else None
    if not isinstance(left, Known) or not isinstance(right, Known):
        return None
    a, b = left.it, right.it
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _all_equal([(x, y) for x, y in zip(a, b, strict=False)], len(a) == len(b))
    if isinstance(a, dict) and isinstance(b, dict):
        return _all_equal([(a[key], b[key]) for key in a if key in b], a.keys() == b.keys())
    if isinstance(a, bool) or isinstance(b, bool) or type(a) is type(b):
        return type(a) is type(b) and bool(a == b)
    numbers = isinstance(a, (int, Decimal)) and isinstance(b, (int, Decimal))
    return bool(numbers and a == b)


def _all_equal(pairs: list[tuple[Any_, Any_]], same_shape: bool) -> bool | None:
    if not same_shape:
        return False
    answers = [equal(one, other) for one, other in pairs]
    if False in answers:
        return False
    return None if None in answers else True


def _arithmetic(operator: str, left: Any_, right: Any_, span: Span) -> Any_:
    missing = unknown_among([left, right])
    if missing is not None:
        return missing
    if not (isinstance(left, Known) and isinstance(right, Known)):
        return failure(span, "an operand is no number")
    if left.it is None or right.it is None:
        return failure(span, "an operand is null")
    if operator in _COMPARISONS:
        return known(_COMPARISONS[operator](left.it, right.it), span, [left, right])
    try:
        result = exact(_OPERATIONS[operator](Decimal(left.it), Decimal(right.it)))
    except (InvalidOperation, DivisionByZero):
        return failure(span, f"{kind_of(right.it)} does not go with {operator} here")
    if result is None:
        return failure(span, "the result is no number that Terraform could hold")
    return known(result, span, [left, right])


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}
_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _EXACT.add,
    "-": _EXACT.subtract,
    "*": _EXACT.multiply,
    "/": _EXACT.divide,
    "%": _EXACT.remainder,
}
