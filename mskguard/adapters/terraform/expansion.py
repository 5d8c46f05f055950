"""`count` and `for_each`: which instances a resource or a module call has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mskguard.adapters.terraform.evaluate import evaluate, index
from mskguard.adapters.terraform.loops import pairs
from mskguard.adapters.terraform.operators import whole_number
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    SetOf,
    Written,
    attributes_of,
    failure,
    known,
    settle,
    unknown_among,
)
from mskguard.record import record
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import (
    Choice,
    Condition,
    Known,
    Unknown,
    distribute,
)

MOST_INSTANCES = 1000
"""More instances of one resource than this are not gone through."""

Key = str | int | None


@record(frozen=True, slots=True)
class Instance:
    """One instance. `key` is None for the only one, or the one that stands for unknown many."""

    key: Key
    exists: Any_
    scope: Scope

    def address(self, base: str) -> str:
        if self.key is None:
            return base
        return f"{base}[{self.key}]" if isinstance(self.key, int) else f'{base}["{self.key}"]'


@record(frozen=True, slots=True)
class Expansion:
    """All instances of a block. `open` where their number is not known, with the reason."""

    instances: tuple[Instance, ...]
    keyed: bool
    """Whether references need a key: `count` or `for_each` is written."""
    open: Unknown[Any] | None = None


def expand(block: ast.Block, address: str, scope: Scope) -> Expansion:
    """The instances that `count` or `for_each` make of a block."""
    count = block.body.attribute("count")
    if count is not None:
        return _counted(evaluate(count.expression, scope), address, scope, count.expression.span)
    for_each = block.body.attribute("for_each")
    if for_each is not None:
        span = for_each.expression.span
        return _each(settle(evaluate(for_each.expression, scope), span), address, scope, span)
    return Expansion((Instance(None, Known(True, block.header), scope),), keyed=False)


def _counted(count: Any_, address: str, scope: Scope, span: Span) -> Expansion:
    most = _most(count, whole_number)
    if most is None:
        return _open(count, f"count of {address} > 0", scope, span, "count", "index")
    if most > MOST_INSTANCES:
        why = f"count is {most}: more than {MOST_INSTANCES} instances are not gone through"
        return _open(failure(span, why), f"count of {address} > 0", scope, span, "count", "index")
    instances = []
    for number in range(most):
        exists = distribute(lambda it, n=number: known(n < (whole_number(it) or 0), span), count)
        bound = scope.with_names(count=attributes_of(span, index=Known(number, span)))
        instances.append(Instance(number, exists, bound))
    return Expansion(tuple(instances), keyed=True)


def _most(value: Any_, measure: Callable[[Any_], int | None]) -> int | None:
    """The largest measure over all conditions; None where one is not known."""
    if not isinstance(value, Choice):
        return measure(value)
    both = [_most(value.yes, measure), _most(value.no, measure)]
    return None if None in both else max(one for one in both if one is not None)


def _open(why: Any_, text: str, scope: Scope, span: Span, *names: str) -> Expansion:
    """One instance stands for however many there are: judged as it is wherever it exists.

    `names` are what its expressions may refer to, and what is unknown of it.
    """
    cause = unknown_among([why]) or failure(span, "how many there are is not known")
    identity = Written(scope.names.address, text)
    condition = Condition(identity, True, text, span, cause.roots)
    exists = Choice(condition, Known(True, span), Known(False, span))
    binding = {names[0]: attributes_of(span, **dict.fromkeys(names[1:], cause))}
    instance = Instance(None, exists, scope.with_names(**binding))
    return Expansion((instance,), keyed=True, open=cause)


def _each(collection: Any_, address: str, scope: Scope, span: Span) -> Expansion:
    keys = _keys(collection)
    if keys is None or len(keys) > MOST_INSTANCES:
        why = collection if keys is None else failure(span, f"more than {MOST_INSTANCES} instances")
        text = f"length of for_each of {address} > 0"
        return _open(why, text, scope, span, "each", "key", "value")
    instances = []
    for key in keys:
        exists = distribute(lambda it, k=key: known(k in (_keys(it) or ()), span), collection)
        value = distribute(lambda it, k=key: _value_of(it, k, span), collection)
        each = attributes_of(span, key=_key_value(collection, key, span), value=value)
        instances.append(Instance(key, exists, scope.with_names(each=each)))
    return Expansion(tuple(instances), keyed=True)


def _keys(value: Any_) -> list[str] | None:
    if isinstance(value, Choice):
        yes, no = _keys(value.yes), _keys(value.no)
        return None if yes is None or no is None else list(dict.fromkeys(yes + no))
    if not isinstance(value, Known):
        return None
    if isinstance(value.it, ObjectOf):
        return sorted(value.it, key=str.encode)
    if isinstance(value.it, SetOf) or value.it == ():
        names = [one.it for one in value.it if isinstance(one, Known)]
        return [str(name) for name in names] if len(names) == len(value.it) else None
    return None


def _value_of(collection: Any_, key: str, span: Span) -> Any_:
    if isinstance(collection, Known) and isinstance(collection.it, SetOf):
        return next(one for one in collection.it if isinstance(one, Known) and str(one.it) == key)
    return index(collection, Known(key, span), span)


def _key_value(collection: Any_, key: str, span: Span) -> Any_:
    """The key with the place where it is written."""
    if isinstance(collection, Known):
        if isinstance(collection.it, SetOf):
            return _value_of(collection, key, span)
        for name, _ in pairs(collection) or ():
            if isinstance(name, Known) and name.it == key:
                return name
    return Known(key, span)
