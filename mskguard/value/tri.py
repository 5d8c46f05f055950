"""Three-valued truth."""

from __future__ import annotations

from enum import Enum


class Tri(Enum):
    """Kleene's three-valued truth. As a condition it raises."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @classmethod
    def of(cls, truth: bool) -> Tri:
        return cls.YES if truth else cls.NO

    def __and__(self, other: Tri) -> Tri:
        return self if self.value <= other.value else other

    def __or__(self, other: Tri) -> Tri:
        return self if self.value >= other.value else other

    def __invert__(self) -> Tri:
        return Tri(2 - self.value)

    def __bool__(self) -> bool:
        raise TypeError("a Tri is no condition: compare it with Tri.YES, Tri.NO or Tri.UNKNOWN")


def _rank(answer: Tri) -> int:
    return int(answer.value)


def every(*answers: Tri) -> Tri:
    """YES where all are (also where there are none), NO where one is NO."""
    return min(answers, key=_rank, default=Tri.YES)


def some(*answers: Tri) -> Tri:
    """YES where one is, NO where all are (also where there are none)."""
    return max(answers, key=_rank, default=Tri.NO)
