"""What a set of statements allows, where one that denies wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from mskguard.aws.wildcards import covers
from mskguard.model.cluster_policy import ClusterPolicy
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
from mskguard.value import Tri, Unknown

ABROAD = "the cluster is of another account, and whether its policy lets this in is not known"
_ACCOUNT = re.compile(r"\d{12}")


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
    account: str = ""
    """The account of the principal; empty where it is not known."""
    delegated: tuple[Granted, ...] = ()
    """What clusters' policies leave to the principal's account to allow."""
    answers: dict[tuple[str, str, Matches], Tri] = field(default_factory=dict)
    """What has been asked already; so have the next two, of single statements."""
    spoken: dict[tuple[int, str], Tri] = field(default_factory=dict)
    met: dict[tuple[int, str, Matches], Tri] = field(default_factory=dict)

    @property
    def complete(self) -> Tri:
        """Whether these are known to be all."""
        return Tri.of(not self.missing)

    def of(self, action: str, resource: str, matches: Matches = covers) -> Tri:
        """Whether the action is allowed on the resource.

        `matches` says how a statement's resource meets this one: it covers it, or overlaps with it.
        """
        asked = (action, resource, matches)
        if asked not in self.answers:
            self.answers[asked] = self._of(*asked)
        return self.answers[asked]

    def _of(self, action: str, resource: str, matches: Matches) -> Tri:
        denied = Tri.NO
        for one in self.statements:
            denying = one.statement.effect.equals("Deny")
            if denying is not Tri.NO:
                denied |= denying & self.speaks(one.statement, action, resource)
        allowed = self._allowed(action, resource, matches)
        if allowed is Tri.NO and self.missing:
            allowed = self._unknown(self.missing)
        elif allowed is Tri.YES and self.bound:
            allowed = self._unknown(self.bound)
        return allowed & ~denied

    def _allowed(self, action: str, resource: str, matches: Matches) -> Tri:
        """Whether a statement allows it; from another account, whether both sides do."""
        if not self.is_foreign(resource):
            return self._by(self.statements, action, resource, matches)
        own = [one for one in self.statements if not isinstance(one.holder, ClusterPolicy)]
        mine = self._by(own, action, resource, matches)
        if mine is Tri.NO:
            return mine
        theirs = [one for one in self.statements if isinstance(one.holder, ClusterPolicy)]
        let_in = self._by((*theirs, *self.delegated), action, resource, matches)
        return mine & (let_in if let_in is not Tri.NO else self._unknown(ABROAD))

    def _by(
        self, statements: Iterable[Granted], action: str, resource: str, matches: Matches
    ) -> Tri:
        allowed = Tri.NO
        for one in statements:
            allowing = allows(one.statement)
            if allowing is not Tri.NO and allowed is not Tri.YES:
                allowed |= allowing & self.speaks(one.statement, action, resource, matches)
        return allowed

    def is_foreign(self, resource: str) -> bool:
        """Whether a resource is known to be of another account than the principal."""
        fields = resource.split(":", 5)
        there = fields[4] if len(fields) > 5 else ""
        return bool(_ACCOUNT.fullmatch(there) and self.account) and there != self.account

    def _unknown(self, why: str) -> Tri:
        Unknown[object](self.principal.span, why).now()
        return Tri.UNKNOWN

    def speaks(
        self, statement: Statement, action: str, resource: str, matches: Matches = covers
    ) -> Tri:
        """Whether a statement applies; one that is under a condition may."""
        key = (id(statement), action)
        if key not in self.spoken:
            self.spoken[key] = speaks_of_action(self.graph, statement, action)
        applies = self.spoken[key]
        if applies is not Tri.NO:
            applies &= self._on(statement, resource, matches)
        if applies is Tri.NO or is_conditional(statement) is Tri.NO:
            return applies
        return self._under_condition(statement)

    def _on(self, statement: Statement, resource: str, matches: Matches) -> Tri:
        key = (id(statement), resource, matches)
        if key not in self.met:
            self.met[key] = speaks_of_resource(self.graph, statement, resource, matches)
        return self.met[key]

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
