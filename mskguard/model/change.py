"""What a plan does to a resource."""

from __future__ import annotations

from mskguard.model.node import Node
from mskguard.record import record


@record(frozen=True, slots=True, eq=False)
class Change:
    """One resource before and after; None where it is not there then.

    `actions` are Terraform's own words: `create`, `update`, `delete`; two of them replace it, and
    `replaced_by` are then the paths of the arguments that force that.
    """

    instance: str
    before: Node | None
    after: Node | None
    actions: tuple[str, ...]
    replaced_by: tuple[tuple[str | int, ...], ...] = ()
