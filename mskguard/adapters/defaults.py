"""What MSK does where an argument of a cluster is absent."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, TypeVar, cast

from mskguard.aws.brokers import BrokerKind
from mskguard.aws.defaults import ClusterDefault
from mskguard.aws.facts import Facts
from mskguard.value import (
    Absent,
    Choice,
    Condition,
    Known,
    Origin,
    Scalar,
    Tri,
    Unknown,
    Value,
    distribute,
)

T = TypeVar("T")
Any_ = Value[Any]


class Defaults:
    """What MSK does where an argument is absent, for the kind of broker at hand."""

    def __init__(self, facts: Facts, address: str, size: Value[str]) -> None:
        self._facts = facts
        self._address = address
        self._size = size

    def fill(self, argument: str, value: Value[T]) -> Value[T]:
        """The value, or MSK's default where it is absent.

        Where the kind of broker is not known and the kinds differ, it differs by that condition.
        """
        return distribute(lambda it: self._filled(argument, it), value)

    def _filled(self, argument: str, value: Any_) -> Any_:
        if not isinstance(value, Absent):
            return value
        default = self._facts.cluster_default(argument)
        if default.standard == default.express:
            return _default(default.standard, value)
        return distribute(lambda size: self._by_kind(default, value, size), self._size)

    def _by_kind(self, default: ClusterDefault, value: Absent[Any], size: Any_) -> Any_:
        kind = BrokerKind.of(size.it) if isinstance(size, Known) else None
        if kind is not None:
            return _default(default.of(kind), value)
        if isinstance(size, Unknown) and size.startswith("express.") is not Tri.UNKNOWN:
            express = size.startswith("express.") is Tri.YES
            return _default(default.express if express else default.standard, value)
        text = f"{self._address} has Express brokers"
        roots = size.roots if isinstance(size, Unknown) else frozenset[Hashable]()
        condition = Condition(text, True, text, value.span, roots, supposed=True)
        return Choice(
            condition, _default(default.express, value), _default(default.standard, value)
        )


def _default(it: Scalar | None, absent: Absent[T]) -> Value[T]:
    if it is None:
        return absent
    return Known(cast("T", it), absent.span, Origin.DEFAULT, slot=absent.slot)
