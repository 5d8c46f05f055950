"""One resource before and after a change."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, TypeVar

from mskguard.model.node import Node, Unit
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Hop, Identity, Known, Tri, Unknown, Value

T = TypeVar("T")
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
        if not isinstance(self.before, kind) or not isinstance(self.after, kind):
            return None
        gone = (one.exists.equals(True) for one in (self.before, self.after))
        return None if Tri.NO in gone else (self.before, self.after)

    def values(self, path: str) -> tuple[Value[Any], Value[Any]]:
        """An attribute before and after, by its path in the model: `brokers.subnets`."""
        was, will = (attrgetter(path)(node) for node in (self.before, self.after))
        return was, will

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
        """That there is a change is certain, whether or not the resource is there afterwards."""
        return Known(True, self.span)

    @property
    def called_at(self) -> tuple[Hop, ...]:
        return self.node.called_at


def differs(before: Value[T], after: Value[T]) -> Tri:
    """Whether a value is another one afterwards; lists are compared without their order.

    What is unknown in both for the same reason, or by the same words, is taken for the same: what
    feeds it is no part of the change.
    """
    was, will = before.now(), after.now()
    if isinstance(was, Known) and isinstance(will, Known):
        if isinstance(was.it, tuple) and isinstance(will.it, tuple):
            return _lists_differ(was.it, will.it)
        return Tri.of(was.it != will.it)
    if isinstance(was, Unknown) or isinstance(will, Unknown):
        return Tri.NO if _sameness(was) == _sameness(will) else Tri.UNKNOWN
    return Tri.of(isinstance(was, Absent) is not isinstance(will, Absent))


def _lists_differ(before: tuple[Value[object], ...], after: tuple[Value[object], ...]) -> Tri:
    was, will = [_sameness(one.now()) for one in before], [_sameness(one.now()) for one in after]
    gone = [one for one in was if one not in will]
    come = [one for one in will if one not in was]
    if not gone and not come:
        return Tri.NO
    known = all(kind == "known" for kind, _ in (*gone, *come))
    return Tri.YES if known or len(was) != len(will) else Tri.UNKNOWN


def _sameness(value: Known[T] | Absent[T] | Unknown[T]) -> tuple[str, object]:
    """What two values have in common that are the same."""
    if isinstance(value, Known):
        return "known", value.it
    if isinstance(value, Absent):
        return "absent", None
    if isinstance(value.identity, Identity):
        return "unknown", value.identity
    return "unknown", value.span.text
