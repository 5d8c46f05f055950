"""Frozen, slotted dataclasses, at a third of what they cost at start-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool, eq: bool = True, kw_only: bool = False) -> Any:
        """`dataclass` whose frozenness the type checker alone enforces.

        The two methods that forbid assignment at run time are compiled for every class anew: with
        a hundred classes that is a tenth of a second of every run.
        """
        assert frozen
        return dataclass(slots=slots, eq=eq, unsafe_hash=eq, kw_only=kw_only)


__all__ = ["record"]
