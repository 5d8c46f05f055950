"""Functions on numbers."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Any

from mskguard.adapters.terraform.functions.elements import known_worlds
from mskguard.adapters.terraform.functions.parameters import (
    ANY,
    INDEX,
    NUMBER,
    SEQUENCE,
    Beyond,
    number_of,
    takes,
    takes_at,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.values import Any_, exact, known
from mskguard.source import Span
from mskguard.value import Known

_EXACT = Context(prec=1000)
_LONGEST_RANGE = 1024
_LONGEST_NUMERAL = 400

Number = int | Decimal


@takes("min", NUMBER, rest=NUMBER)
def _min(*numbers: Known[Number]) -> Any_:
    return min(numbers, key=lambda number: number.it)


@takes("max", NUMBER, rest=NUMBER)
def _max(*numbers: Known[Number]) -> Any_:
    return max(numbers, key=lambda number: number.it)


@takes("abs", NUMBER)
def _abs(number: Known[Number]) -> Any:
    return number.it.copy_abs() if isinstance(number.it, Decimal) else abs(number.it)


@takes("ceil", NUMBER)
def _ceil(number: Known[Number]) -> Any:
    return int(Decimal(number.it).to_integral_value(ROUND_CEILING))


@takes("floor", NUMBER)
def _floor(number: Known[Number]) -> Any:
    return int(Decimal(number.it).to_integral_value(ROUND_FLOOR))


@takes("signum", INDEX)
def _signum(number: Known[int]) -> Any:
    return (number.it > 0) - (number.it < 0)


@takes("log", NUMBER, NUMBER)
def _log(number: Known[Number], base: Known[Number]) -> Any:
    if number.it <= 0 or base.it <= 0 or base.it == 1:
        if min(number.it, base.it) < 0:
            raise Refused("the logarithm is no number")
        raise Beyond("the logarithm is infinite")
    return _from_float(_natural(float(number.it)) / _natural(float(base.it)))


def _natural(number: float) -> float:
    """The natural logarithm to the last digit as Go computes it, which is not as C does."""
    part, exponent = math.frexp(number)
    if part < math.sqrt(2) / 2:
        part, exponent = part * 2, exponent - 1
    f, k = part - 1, float(exponent)
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    odd = s2 * (_SERIES[0] + s4 * (_SERIES[2] + s4 * (_SERIES[4] + s4 * _SERIES[6])))
    even = s4 * (_SERIES[1] + s4 * (_SERIES[3] + s4 * _SERIES[5]))
    half = 0.5 * f * f
    return k * _LN2_HIGH - ((half - (s * (half + (odd + even)) + k * _LN2_LOW)) - f)


_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_SERIES = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)


@takes("pow", NUMBER, NUMBER)
def _pow(number: Known[Number], power: Known[Number]) -> Any:
    try:
        result = math.pow(number.it, power.it)
    except ValueError:
        raise Refused("the power is no number") from None
    except OverflowError:
        raise Beyond("the power is too large") from None
    return _from_float(result)


def _from_float(number: float) -> Number:
    """The number with the shortest decimal text that is this floating-point number."""
    found = exact(Decimal(repr(number)))
    if found is None or (number.is_integer() and found != int(number)):
        raise Beyond("the result is too large or too small")
    return found


@takes("parseint", ANY, INDEX)
def _parseint(text: Known[Any], base: Known[int]) -> Any:
    if not isinstance(text.it, str):
        raise Refused("a string is expected")
    if not 2 <= base.it <= 62:
        raise Refused("the base is not between 2 and 62")
    sign = -1 if text.it.startswith("-") else 1
    numeral = text.it[1:] if text.it[:1] in ("-", "+") else text.it
    if len(numeral) > _LONGEST_NUMERAL:
        raise Beyond("the number is too long")
    result = 0
    for char in numeral:
        digit = _DIGITS.find(char if base.it > 36 else char.lower())
        if not 0 <= digit < base.it:
            raise Refused("the text is no number in this base")
        result = result * base.it + digit
    if not numeral:
        raise Refused("the text is no number in this base")
    return sign * result


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@takes_at("sum", SEQUENCE)
def _sum(items: Known[Any], span: Span) -> Any_:
    if not items.it:
        raise Refused("the list is empty")

    def build(them: list[Known[Any]]) -> Any_:
        total = Decimal(0)
        for one in them:
            total = _EXACT.add(total, Decimal(number_of(one)))
        return known(_number(total), span, them[:64])

    return known_worlds(build, items.it, span)


def _number(number: Decimal) -> Number:
    found = exact(number)
    if found is None:
        raise Beyond("the result is too large or too small")
    return found


@takes_at("range", NUMBER, rest=NUMBER)
def _range(*limits: Known[Number], span: Span) -> Any:
    if len(limits) > 3:
        raise Refused("it takes one to three numbers")
    numbers = [Decimal(limit.it) for limit in limits]
    start, end = (Decimal(0), numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])
    step = numbers[2] if len(numbers) == 3 else Decimal(1 if end >= start else -1)
    if step == 0:
        raise Refused("the step is zero")
    if (end - start) * step < 0:
        raise Refused("the step leads away from the end")
    if (end - start) / step > _LONGEST_RANGE:
        raise Refused(f"it has more than {_LONGEST_RANGE} elements")
    elements: list[Any_] = []
    at = start
    while (at < end) if step > 0 else (at > end):
        elements.append(known(_number(at), span))
        at = _EXACT.add(at, step)
    return tuple(elements)
