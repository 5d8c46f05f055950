"""What names mean at one place of a module: bindings of its own, then the module's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from mskguard.adapters.terraform.values import Any_, failure
from mskguard.record import record
from mskguard.source import Span

if TYPE_CHECKING:
    from mskguard.adapters.terraform.files import Files

MOST_NESTED = 900
"""Expressions within expressions, references included; deeper ones are not followed."""
MOST_STEPS = 500_000
"""Expressions that one unit may evaluate; real ones stay below a tenth of it."""


class Budget:
    """How much evaluation one unit may still cost: hostile input asks for more than there is."""

    __slots__ = ("depth", "steps")

    def __init__(self) -> None:
        self.depth = 0
        self.steps = 0

    @property
    def spent(self) -> str:
        """Why nothing more is evaluated, or empty."""
        if self.depth >= MOST_NESTED:
            return f"it is nested deeper than {MOST_NESTED} references"
        if self.steps >= MOST_STEPS:
            return f"evaluation stopped after {MOST_STEPS} steps"
        return ""


class Names(Protocol):
    """The names that a whole module instance knows: `var`, `local`, resource types and so on."""

    address: str
    """The module instance's address with keys, empty for the root."""
    budget: Budget

    @property
    def files(self) -> Files | None:
        """What file functions read; None where they cannot be called."""
        ...

    def may_be_list(self, variable: str) -> bool:
        """Whether a variable's declaration allows it to be a list, as before 0.12."""
        ...

    def root(self, name: str, span: Span) -> Any_: ...


@record(frozen=True, slots=True)
class Scope:
    """One place's names. `bindings` are `each`, `count`, iterators and `for` variables."""

    names: Names
    bindings: Mapping[str, Any_] = field(default_factory=dict)

    def with_names(self, **bindings: Any_) -> Scope:
        return Scope(self.names, {**self.bindings, **bindings})

    def lookup(self, name: str, span: Span) -> Any_:
        bound = self.bindings.get(name)
        return bound if bound is not None else self.names.root(name, span)


class NoNames:
    """The names of a place where nothing may be referred to, such as a `.tfvars` file."""

    address = ""
    files = None

    def __init__(self) -> None:
        self.budget = Budget()

    def may_be_list(self, variable: str) -> bool:  # noqa: ARG002
        return True

    def root(self, name: str, span: Span) -> Any_:
        return failure(span, f"{name} cannot be referred to here")
