"""What depends on conditions and mappings: `Fn::If`, `Fn::FindInMap`, and what decides."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from mskguard.adapters.cloudformation.evaluate import evaluate, items_of
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import (
    Any_,
    as_text,
    derived,
    spelled,
    through,
    unusable,
)
from mskguard.source import Span
from mskguard.syntax.json import Json, Members
from mskguard.value import (
    Absent,
    Choice,
    Condition,
    Hop,
    Identity,
    Known,
    Unknown,
    distribute,
)


def choose(operand: Json, scope: Scope, span: Span) -> Any_:
    """`Fn::If`: one value where a condition holds, another where it does not."""
    items = items_of(operand)
    if len(items) != 3 or not isinstance(items[0].it, str):
        return unusable(span, "Fn::If takes the name of a condition and two values")
    name = items[0].it
    decided = scope.template.condition(name, span, scope.mode)
    made: dict[bool, Any_] = {}

    def branch(it: Any_) -> Any_:
        if not isinstance(it, Known):
            return it
        if it.it not in made:
            made[it.it] = evaluate(items[1 if it.it else 2], scope)
        return made[it.it]

    return distribute(branch, decided)


def find_in_map(operand: Json, scope: Scope, span: Span) -> Any_:
    """A value of the template's mappings, by the map's name and two keys."""
    items = items_of(operand)
    if len(items) not in (3, 4):
        return unusable(span, "Fn::FindInMap takes a map and two keys")
    keys = [as_text(evaluate(one, scope)) for one in items[:3]]
    default = items[3].member("DefaultValue") if len(items) == 4 else None

    def otherwise(why: str) -> Any_:
        return evaluate(default, scope) if default is not None else unusable(span, why)

    def found(name: Any_, first: Any_, second: Any_) -> Any_:
        if isinstance(name, Unknown):
            return derived("Fn::FindInMap", span, [name, first, second])
        table = scope.template.section("Mappings").get(_it(name))
        if table is None:
            return otherwise(f"there is no map {_it(name)}")
        why = f"the map {_it(name)} has no such key"
        return _by_key(
            table,
            first,
            span,
            lambda row: _by_key(row, second, span, lambda it: evaluate(it, scope), otherwise, why),
            otherwise,
            why,
        )

    return through(distribute(found, *keys), Hop(span, "Fn::FindInMap"))


def _it(value: Any_) -> str:
    return str(value.it) if isinstance(value, Known) else ""


def _by_key(
    table: Json,
    key: Any_,
    span: Span,
    read: Callable[[Json], Any_],
    otherwise: Callable[[str], Any_],
    why: str,
) -> Any_:
    """What stands under a key; where the key is unknown, under each that there is."""
    rows = table.it if isinstance(table.it, Members) else Members()
    if isinstance(key, Known):
        row = rows.get(str(key.it))
        return otherwise(why) if row is None else read(row)
    if not isinstance(key, Unknown) or key.identity is None or not rows:
        return derived("Fn::FindInMap", span, [key, Known(str(table.start), span)])
    values = {name: read(row) for name, row in rows.items()}
    if _all_equal(list(values.values())):
        return next(iter(values.values()))
    *names, last = values
    value = values[last]
    for name in reversed(names):
        value = Choice(_compared(key, name, span, ""), values[name], value)
    return value


def _all_equal(values: list[Any_]) -> bool:
    first = values[0]
    return isinstance(first, Known) and all(
        isinstance(one, Known) and isinstance(one.it, Hashable) and one.it == first.it
        for one in values
    )


def condition(operand: Json, scope: Scope, span: Span) -> Any_:
    """A condition of the template by its name."""
    if not isinstance(operand.it, str):
        return unusable(span, "the name of a condition is expected here")
    return scope.template.condition(operand.it, span, scope.mode)


def deciding(node: Json, scope: Scope, label: str = "") -> Any_:
    """Whether what a condition says holds: known, or a choice by what it depends on.

    `label`: the name of the condition, which says more than what it compares.
    """
    if label and is_comparison(node):
        return compared(node, scope, node.span, label)
    it = node.it
    if isinstance(it, Members) and not node.tag and list(it) == ["Condition"]:
        return condition(it["Condition"], scope, node.span)
    return distribute(_truth, evaluate(node, scope))


def is_comparison(node: Json) -> bool:
    return node.tag == "!Equals" or (isinstance(node.it, Members) and list(node.it) == _EQUALS)


_EQUALS = ["Fn::Equals"]


def compared(node: Json, scope: Scope, span: Span, label: str) -> Any_:
    operand = node if node.tag else node.member("Fn::Equals")
    return equals(operand or node, scope, span, label)


def _truth(value: Any_) -> Any_:
    if isinstance(value, Known) and not isinstance(value.it, bool):
        text = spelled(value.it, "")
        if text not in ("true", "false"):
            return unusable(value.span, "a condition is expected here")
        return Known(text == "true", value.span)
    return value


def equals(operand: Json, scope: Scope, span: Span, label: str = "") -> Any_:
    """Whether two texts are the same."""
    items = items_of(operand)
    if len(items) != 2:
        return unusable(span, "Fn::Equals takes two values")
    left, right = (_comparable(evaluate(one, scope)) for one in items)
    said = [label or _said(one.span) for one in items]
    return distribute(lambda one, other: _equal(one, other, span, label, said), left, right)


def _said(span: Span) -> str:
    return " ".join(span.shown.split())[:60]


def _comparable(value: Any_) -> Any_:
    return distribute(lambda it: it if _is_list(it) else as_text(it), value)


def _is_list(value: Any_) -> bool:
    return isinstance(value, Known) and isinstance(value.it, tuple)


def _equal(one: Any_, other: Any_, span: Span, label: str, said: list[str]) -> Any_:
    if isinstance(one, Known) and isinstance(other, Known):
        return Known(_plain(one) == _plain(other), span)
    what, than = said
    if isinstance(one, Known):
        one, other, what = other, one, than
    if isinstance(one, Absent) or isinstance(other, Absent):
        return Known(isinstance(one, Absent) and isinstance(other, Absent), span)
    if not isinstance(one, Unknown):
        return unusable(span, "what is compared is not known")
    if isinstance(other, Known) and isinstance(other.it, str):
        if one.identity is None:
            one = Unknown(one.span, one.why, derived("text", span, [one]).identity, one.roots)
        return _undecided(_compared(one, other.it, span, label, what), span)
    if isinstance(other, Unknown) and one.identity is not None:
        if one.identity == other.identity:
            return Known(True, span)
        subject: Hashable = frozenset((one.identity, other.identity))
    else:
        subject = (span.file.path, *said)
    roots = one.roots | (other.roots if isinstance(other, Unknown) else frozenset())
    text = label or " == ".join(said)
    return _undecided(Condition(subject, True, text, span, roots), span)


def _plain(value: Known[Any]) -> object:
    if isinstance(value.it, tuple):
        return tuple(_plain(one) if isinstance(one, Known) else object() for one in value.it)
    return value.it


def _undecided(question: Condition, span: Span) -> Any_:
    return Choice(question, Known(True, span), Known(False, span))


def _compared(one: Unknown[Any], literal: str, span: Span, label: str, what: str = "") -> Condition:
    subject = one.identity if one.identity is not None else (span.file.path, span.start)
    name = str(one.identity) if isinstance(one.identity, Identity) else what
    text = label or f'{name} == "{literal}"'
    return Condition(subject, literal, text, span, one.roots)


def conjunction(operand: Json, scope: Scope, _: Span) -> Any_:
    """Whether all conditions hold."""
    return _combined(operand, scope, decisive=False)


def disjunction(operand: Json, scope: Scope, _: Span) -> Any_:
    """Whether one of the conditions holds."""
    return _combined(operand, scope, decisive=True)


def _combined(operand: Json, scope: Scope, decisive: bool) -> Any_:
    value: Any_ = Known(not decisive, operand.span)
    for item in items_of(operand):
        value = _joined(value, deciding(item, scope), decisive)
    return value


def _joined(value: Any_, other: Any_, decisive: bool) -> Any_:
    """Where the first does not decide, what the other says."""

    def case(so_far: Any_) -> Any_:
        if isinstance(so_far, Known):
            return so_far if so_far.it is decisive else other
        return distribute(
            lambda it: it if isinstance(it, Known) and it.it is decisive else so_far, other
        )

    return distribute(case, value)


def negation(operand: Json, scope: Scope, span: Span) -> Any_:
    """Whether a condition does not hold."""
    items = items_of(operand)
    if len(items) != 1:
        return unusable(span, "Fn::Not takes a list of one condition")
    value = deciding(items[0], scope)
    return distribute(lambda it: Known(not it.it, span) if isinstance(it, Known) else it, value)
