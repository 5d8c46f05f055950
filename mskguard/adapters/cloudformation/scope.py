"""What an expression of a template is evaluated in: its template, loops, what is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import Enum
from typing import TYPE_CHECKING

from mskguard.adapters.cloudformation.values import Any_
from mskguard.record import record

if TYPE_CHECKING:
    from mskguard.adapters.cloudformation.template import Template

MOST_STEPS = 5_000_000
"""Values that are evaluated on behalf of one template and those nested in it."""
MOST_NESTED = 400
"""References and values within each other."""


class Mode(Enum):
    """What a parameter without a given value is."""

    DEPLOYED = "deployed"
    """Its default, or in each world what the world's conditions imply."""
    DECIDING = "deciding"
    """Open: whatever its default, both branches of a condition on it are meant to be deployed."""
    DEFAULTS = "defaults"
    """Its default."""


class Budget:
    """Bounds what evaluation costs."""

    __slots__ = ("depth", "steps", "turns")

    def __init__(self) -> None:
        self.steps = 0
        self.depth = 0
        self.turns = 0
        """Of loops."""

    @property
    def spent(self) -> str:
        if self.steps > MOST_STEPS:
            return f"the template takes more than {MOST_STEPS} steps to follow"
        if self.depth > MOST_NESTED:
            return f"values refer to each other more than {MOST_NESTED} levels deep"
        return ""


@record(frozen=True, slots=True)
class Scope:
    """Where names are looked up."""

    template: Template
    loops: Mapping[str, Any_] = field(default_factory=dict)
    """The variables of the `Fn::ForEach` around an expression."""
    mode: Mode = Mode.DEPLOYED

    def looping(self, name: str, value: Any_) -> Scope:
        return replace(self, loops={**self.loops, name: value})

    def of(self, mode: Mode) -> Scope:
        return replace(self, mode=mode)
