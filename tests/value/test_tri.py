"""Kleene's logic, on all values and all orders."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.value import Tri, every, some

NO, UNKNOWN, YES = Tri.NO, Tri.UNKNOWN, Tri.YES
ANSWERS = st.sampled_from(Tri)


def test_the_truth_tables_are_kleenes() -> None:
    conjunctions = {
        (NO, NO): NO, (NO, UNKNOWN): NO, (NO, YES): NO,
        (UNKNOWN, UNKNOWN): UNKNOWN, (UNKNOWN, YES): UNKNOWN, (YES, YES): YES,
    }  # fmt: skip
    for (one, other), expected in conjunctions.items():
        assert one & other is expected
        assert other & one is expected
        assert ~(~one | ~other) is expected


@given(ANSWERS)
def test_negation_is_its_own_inverse(answer: Tri) -> None:
    assert ~~answer is answer


@given(ANSWERS, ANSWERS, ANSWERS)
def test_and_distributes_over_or(a: Tri, b: Tri, c: Tri) -> None:
    assert a & (b | c) is (a & b) | (a & c)


@given(st.lists(ANSWERS))
def test_every_and_some_fold_and_and_or(answers: list[Tri]) -> None:
    conjunction, disjunction = YES, NO
    for answer in answers:
        conjunction, disjunction = conjunction & answer, disjunction | answer
    assert every(*answers) is conjunction
    assert some(*answers) is disjunction


@given(st.lists(ANSWERS, min_size=1))
def test_knowing_more_never_contradicts(answers: list[Tri]) -> None:
    """Whatever an unknown turns out to be, a definite answer stays."""
    options = [[YES, NO] if answer is UNKNOWN else [answer] for answer in answers[:6]]
    before = every(*answers[:6])
    for decided in itertools.product(*options):
        if before is not UNKNOWN:
            assert every(*decided) is before


@pytest.mark.parametrize("answer", Tri)
def test_a_tri_is_no_condition(answer: Tri) -> None:
    with pytest.raises(TypeError, match="compare it with"):
        bool(answer)
