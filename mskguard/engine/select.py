"""Which rules a run asks, and how grave their findings are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from typing import Protocol

from mskguard.record import record
from mskguard.rule import Level


class Named(Protocol):
    """A rule or report by its name and family."""

    @property
    def name(self) -> str: ...

    @property
    def family(self) -> str: ...


@record(frozen=True, slots=True)
class Selection:
    """Rule and family names chosen by the user. An empty `select` chooses all."""

    select: Collection[str] = ()
    ignore: Collection[str] = ()
    severity: Mapping[str, Level] = field(default_factory=dict)
    """By rule name: replaces the rule's own."""

    def includes(self, rule: Named) -> bool:
        """A rule that is named outweighs its family; `ignore` outweighs `select`."""
        if rule.name in self.ignore:
            return False
        if rule.name in self.select:
            return True
        if rule.family in self.ignore:
            return False
        return not self.select or rule.family in self.select

    def severity_of(self, rule: Named, own: Level) -> Level:
        return self.severity.get(rule.name, own)
