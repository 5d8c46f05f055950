"""What an expression is, world by world, held against cfn-lint's own resolution of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mskguard.value import Absent, Choice, Condition, Known, Unknown, World
from tests.adapters.cloudformation.expressions import AROUND, expressions, written
from tests.adapters.cloudformation.told import told

pytest.importorskip("cfnlint")

from tests.adapters.cloudformation.cfn_lint_oracle import (  # it imports cfn-lint
    ACCOUNT,
    REGION,
    Case,
    plain,
    resolved,
)

pytestmark = pytest.mark.cfn_lint

EXPRESSIONS = dict(expressions())
GAPS = {
    "sub with escapes": "cfn-lint leaves ${!Name} as it is, CloudFormation makes ${Name} of it",
    "map by default": "cfn-lint looks up the default alone, whatever the conditions imply",
    **{
        f"by region in {around}": "cfn-lint looks up every region, not the one that is given"
        for around in AROUND
    },
}
"""Where the two differ, by expression, and why that is right."""


@pytest.mark.parametrize("form", ["long", "short", "json"])
@pytest.mark.parametrize("name", EXPRESSIONS)
def test_every_world_has_the_value_that_cfn_lint_finds(name: str, form: str, declared: Any) -> None:
    text = written(EXPRESSIONS[name], form)
    theirs = resolved(text)
    files = {"t.json" if form == "json" else "t.yaml": text}
    mine = list(cases(declared(files, region=REGION, account=ACCOUNT)["C"].at("A")))
    known = [one for one in mine if one.value is not None]
    wrong = [
        *(f"cfn-lint alone: {one}" for one in theirs if not _is_among(one, mine)),
        *(f"mskguard alone: {one}" for one in known if theirs and not _agrees(one, theirs)),
    ]
    assert bool(wrong) == (name in GAPS), "\n".join([text, *wrong])


def cases(value: Any, world: World | None = None) -> Iterator[Case]:
    """The value in each world; None where it is unknown."""
    world = world or World()
    if isinstance(value, Choice):
        decided = world.decide(value.condition)
        for holds in (True, False) if decided is None else (decided,):
            inner = world.where(value.condition, holds)
            yield from cases(value.yes if holds else value.no, inner)
        return
    conditions = {one.text: holds for one, holds in world.decisions.items() if _is_named(one)}
    if isinstance(value, Unknown):
        yield Case(None, conditions)
        return
    assert isinstance(value, (Known, Absent))
    if isinstance(value.it if isinstance(value, Known) else None, tuple) and _varies(value):
        yield from _of_list(value, world)
        return
    yield Case(plain(told(value)), conditions)


def _varies(value: Any) -> bool:
    return any(isinstance(one, (Choice, Unknown)) for one in value.it)


def _of_list(value: Any, world: World) -> Iterator[Case]:
    """Lists whose elements differ by conditions, one for each world."""

    def lists(items: tuple[Any, ...], at: World, so_far: list[Any]) -> Iterator[Case]:
        if not items:
            conditions = {one.text: it for one, it in at.decisions.items() if _is_named(one)}
            yield Case(None if None in so_far else so_far, conditions)
            return
        first, *rest = items
        if isinstance(first, Choice):
            decided = at.decide(first.condition)
            for holds in (True, False) if decided is None else (decided,):
                branch = first.yes if holds else first.no
                yield from lists((branch, *rest), at.where(first.condition, holds), so_far)
            return
        item = None if isinstance(first, Unknown) else plain(told(first))
        yield from lists(tuple(rest), at, [*so_far, item])

    yield from lists(value.it, world, [])


def _is_named(condition: Condition) -> bool:
    return not condition.supposed and condition.text.isidentifier()


def _compatible(one: Case, other: Case) -> bool:
    return all(other.conditions.get(name, holds) is holds for name, holds in one.conditions.items())


def _is_among(theirs: Case, mine: list[Case]) -> bool:
    """Whether a world that may be theirs has their value, or one that is not known."""
    return any(one.value in (theirs.value, None) for one in mine if _compatible(one, theirs))


def _agrees(mine: Case, theirs: list[Case]) -> bool:
    """Whether they have the value in a world that may be this one, where they know of any."""
    there = [one for one in theirs if _compatible(mine, one)]
    return not there or any(one.value == mine.value for one in there)
