"""What a set of statements allows, where one that denies wins."""

from __future__ import annotations

from dataclasses import field

from mskguard.aws.wildcards import covers
from mskguard.model.graph import Graph
from mskguard.model.node import Node
from mskguard.model.policy import Statement
from mskguard.model.statements import (
    Matches,
    allows,
    is_conditional,
    speaks_of_action,
    speaks_of_resource,
)
from mskguard.record import record
from mskguard.value import Tri, Unknown, some


@record(frozen=True, slots=True, eq=False)
class Granted:
    """A statement that speaks of a principal, and the node that gives it to the principal."""

    statement: Statement
    holder: Node


@record(frozen=True, slots=True, eq=False)
class Grants:
    """The statements that speak of a principal."""

    graph: Graph
    principal: Node
    statements: tuple[Granted, ...]
    missing: str = ""
    """Why there may be more of them; empty where these are known to be all."""
    bound: str = ""
    """Why what they allow may be bounded from elsewhere; empty where nothing does."""
    answers: dict[tuple[str, str, Matches], Tri] = field(default_factory=dict)
    """What has been asked already."""

    @property
    def complete(self) -> Tri:
        """Whether these are known to be all."""
        return Tri.of(not self.missing)

    def of(self, action: str, resource: str, matches: Matches = covers) -> Tri:
        """Whether the action is allowed on the resource.

        `matches` says how a statement's resource meets this one: it covers it, or overlaps with it.
        """
        answers = [
            self._answer(one.statement, action, resource, matches) for one in self.statements
        ]
        denied = some(*(denies for denies, _ in answers))
        allowed = some(*(allows for _, allows in answers))
        if allowed is Tri.NO and self.missing:
            allowed = self._unknown(self.missing)
        elif allowed is Tri.YES and self.bound:
            allowed = self._unknown(self.bound)
        return allowed & ~denied

    def _unknown(self, why: str) -> Tri:
        Unknown[object](self.principal.span, why).now()
        return Tri.UNKNOWN

    def _answer(
        self, statement: Statement, action: str, resource: str, matches: Matches
    ) -> tuple[Tri, Tri]:
        """Whether a statement denies it, and whether it allows it."""
        allowing = allows(statement)
        denying = statement.effect.equals("Deny")
        denied = denying & self.speaks(statement, action, resource)
        return denied, allowing & self.speaks(statement, action, resource, matches)

    def speaks(
        self, statement: Statement, action: str, resource: str, matches: Matches = covers
    ) -> Tri:
        """Whether a statement applies; one that is under a condition may."""
        applies = speaks_of_action(self.graph, statement, action)
        if applies is not Tri.NO:
            applies &= speaks_of_resource(self.graph, statement, resource, matches)
        if applies is Tri.NO or is_conditional(statement) is Tri.NO:
            return applies
        return self._under_condition(statement)

    @staticmethod
    def _under_condition(statement: Statement) -> Tri:
        why = "whether its conditions hold is known only when it is asked for"
        Unknown[object](statement.conditions.span, why).now()
        return Tri.UNKNOWN

    def establishing(self, action: str, resource: str) -> tuple[Granted, ...]:
        """The allowing statements that apply, or may."""
        return tuple(
            one
            for one in self.statements
            if allows(one.statement) is not Tri.NO
            and self.speaks(one.statement, action, resource) is not Tri.NO
        )
