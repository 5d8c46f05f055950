"""Numbers as Go's formatting verbs write them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from mskguard.record import record

Number = int | Decimal

_BITS = 512
"""Terraform's numbers have a binary mantissa of this length."""
_EXACT = Context(prec=6000, rounding=ROUND_HALF_EVEN)


@record(frozen=True, slots=True)
class Verb:
    """One formatting sequence: `%-08.3f` has flags `-0`, width 8, precision 3 and mode `f`."""

    mode: str
    flags: str = ""
    width: int = -1
    precision: int = -1


def shortest(number: Number) -> str:
    """The number as `%v` writes it."""
    return _sign(number < 0, "") + _general(Decimal(number).copy_abs(), None)


def integer(number: int, verb: Verb) -> str:
    """`%b`, `%d`, `%o`, `%x` and `%X`."""
    if verb.precision == 0 and number == 0:
        return ""
    prefix = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}.get(verb.mode, "")
    lead = _sign(number < 0, verb.flags) + (prefix if "#" in verb.flags else "")
    digits = format(abs(number), verb.mode).rjust(max(verb.precision, 0), "0")
    flags = verb.flags if verb.precision < 0 else verb.flags.replace("0", "")
    if "-" in flags:
        flags = flags.replace("0", "")
    return _padded(lead, digits, verb.width, flags)


def fraction(number: Number, verb: Verb) -> str:
    """`%e`, `%E`, `%f`, `%g` and `%G`."""
    given = verb.precision
    if verb.mode in "gG":
        size = Decimal(number).copy_abs() if given < 0 else _binary(number)
        text = _general(size, None if given < 0 else max(given, 1))
    elif verb.mode == "f":
        text = _plain(_binary(number), 6 if given < 0 else given)
    else:
        places = 6 if given < 0 else given
        text = _scientific(*_rounded(_binary(number), places + 1), places)
    if verb.mode in "EG":
        text = text.upper()
    return _padded(_sign(number < 0, verb.flags), text, verb.width, verb.flags)


def _sign(negative: bool, flags: str) -> str:
    if negative:
        return "-"
    return "+" if "+" in flags else " " if " " in flags else ""


def _padded(lead: str, digits: str, width: int, flags: str) -> str:
    if "0" in flags:
        return lead + digits.rjust(max(width - len(lead), 0), "0")
    text = lead + digits
    return text.ljust(max(width, 0)) if "-" in flags else text.rjust(max(width, 0))


def _binary(number: Number) -> Decimal:
    """The exact decimal expansion of the binary number that Terraform holds, without sign."""
    if isinstance(number, int):
        return Decimal(abs(number))
    from fractions import Fraction

    exact = abs(Fraction(number))
    shift = _BITS - (exact.numerator.bit_length() - exact.denominator.bit_length())
    mantissa = round(exact * 2**shift)
    if mantissa.bit_length() > _BITS:
        shift -= 1
        mantissa = round(exact * 2**shift)
    if shift <= 0:
        return Decimal(mantissa * 2**-shift)
    return Decimal(f"{mantissa * 5**shift}E-{shift}")


def _digits(number: Decimal) -> tuple[str, int]:
    """The digits without zeros at their ends, and how many of them stand before the point."""
    _, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    point = len(text) + int(exponent)
    text = text.rstrip("0")
    return text, point if text else 0


def _rounded(number: Decimal, count: int) -> tuple[str, int]:
    """`_digits` of the number rounded to so many of them."""
    context = Context(prec=count, rounding=ROUND_HALF_EVEN)
    return _digits(context.plus(number))


def _general(number: Decimal, precision: int | None) -> str:
    """`%g`: plain, or scientific for very large and very small numbers."""
    digits, point = _digits(number) if precision is None else _rounded(number, precision)
    limit = 6 if precision is None else precision
    if precision is not None and limit > len(digits) >= point:
        limit = len(digits)
    if not -4 <= point - 1 < limit:
        return _scientific(digits, point, max(len(digits) - 1, 0))
    whole, rest = digits[: max(point, 0)], digits[max(point, 0) :]
    whole = whole.ljust(max(point, 0), "0") or "0"
    return f"{whole}.{'0' * -point}{rest}" if rest else whole


def _plain(number: Decimal, places: int) -> str:
    return format(number.quantize(Decimal(1).scaleb(-places), context=_EXACT), "f")


def _scientific(digits: str, point: int, places: int) -> str:
    digits = (digits or "0").ljust(places + 1, "0")
    exponent = point - 1 if digits.strip("0") else 0
    shown = f"{digits[0]}.{digits[1:]}" if places else digits[0]
    return f"{shown}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
