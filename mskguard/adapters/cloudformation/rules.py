"""A template's `Rules`: combinations of parameters that CloudFormation refuses to deploy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mskguard.adapters.cloudformation.evaluate import evaluate, items_of
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import Any_, as_text
from mskguard.syntax.json import Json, Members
from mskguard.value import Choice, Known, Tri, distribute, every, some

if TYPE_CHECKING:
    from mskguard.adapters.cloudformation.template import Template

_MOST_NESTED = 20


def deployable(template: Template) -> Any_:
    """Whether the template's rules let it be deployed; true where they do not decide."""
    value: Any_ = Known(True, template.root.span)
    for rule in template.section("Rules").values():
        value = distribute(_both, value, _kept(rule, template.scope))
    return value


def _both(one: Any_, other: Any_) -> Any_:
    return one if isinstance(one, Known) and one.it is False else other


def _plain(value: Any_) -> Any_:
    """A truth without the conditions that it does not differ by."""
    if not isinstance(value, Choice):
        return value
    yes, no = _plain(value.yes), _plain(value.no)
    if isinstance(yes, Known) and isinstance(no, Known) and yes.it == no.it:
        return yes
    return Choice(value.condition, yes, no)


def _kept(rule: Json, scope: Scope) -> Any_:
    """Whether one rule is kept in each world that its parameters differ by."""
    asked = rule.member("RuleCondition")
    assertions = rule.member("Assertions")
    written = [one for it in items_of(assertions or rule) if (one := it.member("Assert"))]
    operands = [value for one in (asked, *written) if one is not None for value in _leaves(one)]
    values = [evaluate(one, scope) for one in operands]

    def kept(*cases: Any_) -> Any_:
        found = dict(zip(map(id, operands), cases, strict=True))
        applies = _answer(asked, found, 0) if asked is not None else Tri.YES
        holds = every(*(_answer(one, found, 0) for one in written))
        return Known((~applies | holds) is not Tri.NO, rule.span)

    return _plain(distribute(kept, *values))


def _function(node: Json) -> tuple[str, Json]:
    """The name of a function in either form, and its operand; no name for anything else."""
    if node.tag:
        return f"Fn::{node.tag[1:]}", node
    if isinstance(node.it, Members) and len(node.it) == 1:
        return next(iter(node.it.items()))
    return "", node


_OF_VALUES = ("Fn::Equals", "Fn::Contains", "Fn::EachMemberIn", "Fn::EachMemberEquals")
_OF_TRUTHS = ("Fn::And", "Fn::Or", "Fn::Not")


def _leaves(node: Json, depth: int = 0) -> list[Json]:
    """The values that a condition compares."""
    name, operand = _function(node)
    if name in _OF_VALUES:
        return items_of(operand)
    if name in _OF_TRUTHS and depth < _MOST_NESTED:
        return [leaf for one in items_of(operand) for leaf in _leaves(one, depth + 1)]
    return []


def _answer(node: Json, values: dict[int, Any_], depth: int) -> Tri:
    """Whether a condition holds, as far as what it compares is known."""
    name, operand = _function(node)
    items = items_of(operand)
    if name in _OF_VALUES and len(items) == 2:
        one, other = (values[id(item)] for item in items)
        return _compared(name, one, other)
    if name not in _OF_TRUTHS or depth >= _MOST_NESTED:
        return Tri.UNKNOWN
    answers = [_answer(item, values, depth + 1) for item in items]
    if name == "Fn::Not":
        return ~answers[0] if len(answers) == 1 else Tri.UNKNOWN
    return every(*answers) if name == "Fn::And" else some(*answers)


def _compared(name: str, one: Any_, other: Any_) -> Tri:
    if name == "Fn::Equals":
        return _same(one, other)
    if name == "Fn::Contains":
        return some(*(_same(it, other) for it in _members(one)), _unless(one))
    if name == "Fn::EachMemberEquals":
        return every(*(_same(it, other) for it in _members(one)), ~_unless(one))
    found = [
        some(*(_same(it, to) for to in _members(other)), _unless(other)) for it in _members(one)
    ]
    return every(*found, ~_unless(one))


def _members(value: Any_) -> tuple[Any_, ...]:
    return value.it if isinstance(value, Known) and isinstance(value.it, tuple) else ()


def _unless(value: Any_) -> Tri:
    """NO for a list that is known, so that its members alone decide."""
    return Tri.NO if isinstance(value, Known) and isinstance(value.it, tuple) else Tri.UNKNOWN


def _same(one: Any_, other: Any_) -> Tri:
    left, right = as_text(one), as_text(other)
    if isinstance(left, Known) and isinstance(right, Known):
        return Tri.of(left.it == right.it)
    return Tri.UNKNOWN
