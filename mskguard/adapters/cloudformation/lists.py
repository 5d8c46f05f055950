"""Functions on lists: `Fn::Select`, `Fn::Length`, `Fn::Cidr`, `Fn::GetAZs`."""

from __future__ import annotations

import re

from mskguard.adapters.cloudformation.evaluate import evaluate, items_of
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import Any_, as_text, derived, unusable
from mskguard.source import Span
from mskguard.syntax.json import Json
from mskguard.value import Known, Piece, Text, Unknown, distribute

_INDEX = re.compile(r"[0-9]{1,9}", re.ASCII)
_MOST_RANGES = 256
"""`Fn::Cidr` makes so many at most."""


def select(operand: Json, scope: Scope, span: Span) -> Any_:
    """One element of a list, from 0."""
    items = items_of(operand)
    if len(items) != 2:
        return unusable(span, "Fn::Select takes an index and a list")
    index, values = (evaluate(one, scope) for one in items)

    def element(at: Any_, them: Any_) -> Any_:
        if isinstance(at, Unknown) or isinstance(them, Unknown):
            return derived("Fn::Select", span, [at, them])
        if not isinstance(them, Known) or not isinstance(them.it, tuple):
            return unusable(span, "Fn::Select takes an index and a list")
        number = _number(at)
        if number is None:
            return unusable(span, "the index is no whole number")
        if number >= len(them.it):
            return unusable(span, f"the list has {len(them.it)} elements, and none at {number}")
        found: Any_ = them.it[number]
        return found

    return distribute(element, as_text(index), values)


def _number(value: Any_) -> int | None:
    it = value.it if isinstance(value, Known) else None
    return int(it) if isinstance(it, str) and _INDEX.fullmatch(it) else None


def length(operand: Json, scope: Scope, span: Span) -> Any_:
    """How many elements a list has."""

    def counted(it: Any_) -> Any_:
        if isinstance(it, Unknown):
            return derived("Fn::Length", span, [it])
        if not isinstance(it, Known) or not isinstance(it.it, tuple):
            return unusable(span, "Fn::Length takes a list")
        return _made(str(len(it.it)), span)

    return distribute(counted, evaluate(operand, scope))


def _made(text: str, span: Span) -> Known[str]:
    return Known(text, span, text=Text((Piece(span, text),)))


def cidr(operand: Json, scope: Scope, span: Span) -> Any_:
    """Address ranges of one size within a range: the range, how many, and their free bits."""
    operands = [as_text(evaluate(one, scope)) for one in items_of(operand)]
    if len(operands) not in (2, 3):
        return unusable(span, "Fn::Cidr takes a range, a number and a number of bits")
    return distribute(lambda *cases: _ranges(cases, span), *operands)


def _ranges(operands: tuple[Any_, ...], span: Span) -> Any_:
    if any(isinstance(one, Unknown) for one in operands):
        return derived("Fn::Cidr", span, operands)
    from ipaddress import ip_network

    block, *numbers = operands
    count, *bits = map(_number, numbers)
    try:
        network = ip_network(str(block.it) if isinstance(block, Known) else "")
    except ValueError:
        return unusable(span, "the range is none")
    free = bits[0] if bits else 8 if network.version == 4 else 64
    if count is None or free is None or not 0 < count <= _MOST_RANGES:
        return unusable(span, f"Fn::Cidr makes 1 to {_MOST_RANGES} ranges")
    length_ = network.max_prefixlen - free
    if length_ < network.prefixlen or count > 1 << min(length_ - network.prefixlen, 16):
        return unusable(span, "there is not enough room for so many ranges")
    step = 1 << free
    first = int(network.network_address)
    address = type(network.network_address)
    texts = (f"{address(first + turn * step)}/{length_}" for turn in range(count))
    return Known(tuple(_made(text, span) for text in texts), span)


def zones(operand: Json, scope: Scope, span: Span) -> Any_:
    """The Availability Zones of a region: which they are differs by account."""

    asked = evaluate(operand, scope)
    here = scope.template.named("AWS::Region", span, scope)
    account = scope.template.named("AWS::AccountId", span, scope)

    def of_region(written: Any_, default: Any_, whose: Any_) -> Any_:
        region = default if isinstance(written, Known) and not written.it else as_text(written)
        made = derived("Fn::GetAZs", span, [region, whose])
        why = "which Availability Zones an account has is known to AWS alone"
        return Unknown(span, why, made.identity, made.roots)

    return distribute(of_region, asked, here, account)
