"""One resource before and after a change."""

from __future__ import annotations

from typing import TypeVar

from mskguard.model.node import Node, Unit
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Hop, Tri, Value

N = TypeVar("N", bound=Node)


@record(frozen=True, slots=True, eq=False)
class ResourceChange:
    """A resource before and after; None where it is not there then. One of the two is there.

    `actions` are what a Terraform plan says that it does, in its own words: `create`, `update`,
    `delete`; two of them replace it, and `replaced_by` are then the paths of the arguments that
    force that. Both are empty where two versions of the sources are compared, or a request with
    what is there.
    """

    instance: str
    before: Node | None
    after: Node | None
    actions: tuple[str, ...] = ()
    replaced_by: tuple[tuple[str | int, ...], ...] = ()

    def between(self, kind: type[N]) -> tuple[N, N] | None:
        """Before and after, where it is of this kind both times and stays what it is."""
        if isinstance(self.before, kind) and isinstance(self.after, kind):
            return self.before, self.after
        return None

    @property
    def node(self) -> Node:
        """What it is afterwards; what it was where it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change is of something")
        return found

    @property
    def replaces(self) -> Tri:
        """Whether the plan makes it anew; UNKNOWN where no plan says what is done."""
        if not self.actions:
            return Tri.UNKNOWN
        return Tri.of({"create", "delete"} <= set(self.actions))

    @property
    def unit(self) -> Unit:
        return self.node.unit

    @property
    def address(self) -> str:
        return self.node.address

    @property
    def span(self) -> Span:
        return self.node.span

    @property
    def exists(self) -> Value[bool]:
        return self.node.exists

    @property
    def called_at(self) -> tuple[Hop, ...]:
        return self.node.called_at
