"""Questions to single statements of policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mskguard.aws.wildcards import covers
from mskguard.model.cluster import Names
from mskguard.model.graph import Graph
from mskguard.model.policy import PolicyCondition, Principals, Statement
from mskguard.model.resource_texts import text_of
from mskguard.value import Absent, Known, Tri, Unknown, Value, every, some

Matches = Callable[[str, str], Tri]
"""A question to a pattern of the statement and a text."""


def each(names: Names) -> tuple[Value[str], ...]:
    """The names in a list; where the list is not known, one unknown name for all of them."""
    now = names.now()
    if isinstance(now, Known):
        return tuple(one for one in now.it if not isinstance(one.now(), Absent))
    return (now,) if isinstance(now, Unknown) else ()  # type: ignore[return-value]  # it has no content


def allows(statement: Statement) -> Tri:
    """Whether it allows; a statement whose effect is absent does."""
    effect = statement.effect
    return effect.equals("Allow") | Tri.of(isinstance(effect.now(), Absent))


def is_unread(statement: Statement) -> bool:
    """Whether nothing is known of it, not even that it is there."""
    effect: object = statement.effect.now()
    return isinstance(effect, Unknown) and effect is statement.actions.now()


def is_given(names: Value[Any]) -> bool:
    """Whether an element is written, known or not."""
    return not isinstance(names.now(), Absent)


def any_of(graph: Graph, names: Names, text: str, matches: Matches = covers) -> Tri:
    """Whether one of the patterns matches."""
    return some(*(matches(text_of(graph, one), text) for one in each(names)))


def speaks_of_action(graph: Graph, statement: Statement, action: str) -> Tri:
    """Whether its actions cover one, in whatever case they are written."""

    def folded(pattern: str, text: str) -> Tri:
        return covers(pattern.lower(), text.lower())

    if is_given(statement.not_actions):
        return ~any_of(graph, statement.not_actions, action, folded)
    return any_of(graph, statement.actions, action, folded)


def speaks_of_resource(
    graph: Graph, statement: Statement, resource: str, matches: Matches = covers
) -> Tri:
    """Whether its resources match one; a statement without resources speaks of what carries it."""
    if is_given(statement.not_resources):
        return ~any_of(graph, statement.not_resources, resource, matches)
    if not is_given(statement.resources):
        return Tri.YES
    return any_of(graph, statement.resources, resource, matches)


def conditions_of(statement: Statement) -> tuple[PolicyCondition, ...]:
    """Its conditions as far as they are known; `is_conditional` tells whether there are more."""
    now = statement.conditions.now()
    return now.it if isinstance(now, Known) else ()


def is_conditional(statement: Statement) -> Tri:
    """Whether it is under a condition."""
    now = statement.conditions.now()
    if isinstance(now, Known):
        return Tri.of(bool(now.it))
    return Tri.NO if isinstance(now, Absent) else Tri.UNKNOWN


def is_condition_on(statement: Statement, *keys: str) -> Tri:
    """Whether one of its conditions is on one of these keys, such as `aws:SourceArn`."""
    folded = {key.lower() for key in keys}

    def named(condition: PolicyCondition) -> Tri:
        return condition.variable.satisfies(lambda it: _key(it) in folded)

    known = some(*map(named, conditions_of(statement)))
    return known | (is_conditional(statement) & Tri.UNKNOWN if _is_open(statement) else Tri.NO)


def _is_open(statement: Statement) -> bool:
    return isinstance(statement.conditions.now(), Unknown)


def _key(variable: str) -> str:
    """A condition's key without the name of a tag: `aws:resourcetag` of `aws:ResourceTag/team`."""
    return variable.split("/", 1)[0].lower()


def values_of(statement: Statement, key: str) -> Iterator[Value[str]]:
    """What its conditions on a key hold it against."""
    for condition in conditions_of(statement):
        if condition.variable.satisfies(lambda it: _key(it) == key.lower()) is Tri.YES:
            yield from each(condition.values)


def principals_of(statement: Statement) -> tuple[Principals, ...]:
    """The principals that it names, as far as they are known."""
    now = statement.principals.now()
    return now.it if isinstance(now, Known) else ()


def names_principal(statement: Statement, kind: str, holds: Callable[[str], bool]) -> Tri:
    """Whether it names a principal of a type, such as `Service`, for whom the question holds."""
    now = statement.principals.now()
    if isinstance(now, Unknown):
        return Tri.UNKNOWN

    def among(one: Principals) -> Tri:
        found = some(*(it.satisfies(holds) for it in each(one.identifiers)))
        return one.type.satisfies(lambda it: it in (kind, "*")) & found

    return some(*map(among, principals_of(statement)))


def is_for_everyone(statement: Statement) -> Tri:
    """Whether anyone at all may be meant: `*`, or `*` of all AWS."""
    return names_principal(statement, "AWS", lambda it: it == "*")


def only_for_services(statement: Statement) -> Tri:
    """Whether all principals that it names are services of AWS."""
    now = statement.principals.now()
    if isinstance(now, Unknown):
        return Tri.UNKNOWN
    found = principals_of(statement)
    return Tri.of(bool(found)) & every(*(one.type.equals("Service") for one in found))
