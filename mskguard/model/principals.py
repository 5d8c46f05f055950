"""The whole set of policies of a role, user or group."""

from __future__ import annotations

from typing import Any

from mskguard.aws.facts import Facts
from mskguard.aws.iam import AllowedBy
from mskguard.model.cluster import Names
from mskguard.model.cluster_policy import ClusterPolicy
from mskguard.model.grants import Granted, Grants
from mskguard.model.graph import Graph, Related, Relation
from mskguard.model.iam import (
    Group,
    GroupMembership,
    GroupPolicy,
    ManagedPolicy,
    PolicyAttachment,
    Role,
    RolePolicy,
    User,
    UserPolicy,
)
from mskguard.model.node import Node
from mskguard.model.policy import Policy, Statement
from mskguard.model.policy_texts import statements_of
from mskguard.model.resource_texts import text_of
from mskguard.model.statements import each, is_given, principals_of
from mskguard.source import Span
from mskguard.value import HOLE, Absent, Identity, Known, Tri, Unknown, Value

Principal = Role | User | Group


def grants_of(graph: Graph, facts: Facts, principal: Principal) -> Grants:
    """Everything that its policies say, and the clusters' policies say of it."""
    gathered = _Gathering(graph, facts)
    gathered.own(principal)
    gathered.attached(principal)
    if isinstance(principal, User):
        gathered.groups(principal)
    gathered.of_clusters(principal)
    return Grants(
        graph,
        principal,
        tuple(gathered.found),
        next(iter(gathered.missing), ""),
        _bound(principal),
        principal.account.otherwise(""),
        tuple(gathered.delegated),
    )


def _bound(principal: Principal) -> str:
    if isinstance(principal, Group) or not is_given(principal.boundary):
        return ""
    return "a permissions boundary bounds what its policies allow"


class _Gathering:
    """The statements found so far, and the reasons why there may be more."""

    def __init__(self, graph: Graph, facts: Facts) -> None:
        self.graph = graph
        self.facts = facts
        self.found: list[Granted] = []
        self.delegated: list[Granted] = []
        self.missing: list[str] = []

    def own(self, principal: Principal) -> None:
        """What is written in the principal itself."""
        inline = principal.inline_policies.now()
        if isinstance(inline, Unknown):
            self.missing.append(inline.why)
        for one in inline.it if isinstance(inline, Known) else ():
            self._take(principal, one.policy)
        self._managed(principal, principal.managed_policies)

    def attached(self, principal: Principal) -> None:
        """What is attached to the principal by resources of their own."""
        for kind in (RolePolicy, UserPolicy, GroupPolicy):
            if isinstance(principal, _PRINCIPAL_OF[kind]):
                related = self._all(self.graph.sources(principal, Relation.ATTACHED_TO, kind))
                for holder in related.nodes:
                    self._take(holder, holder.policy)
        attachments = self.graph.sources(principal, Relation.ATTACHED_TO, PolicyAttachment)
        for attachment in self._all(attachments).nodes:
            policy = attachment.policy
            self._managed(attachment, Known((policy,), policy.span))

    def groups(self, user: User) -> None:
        """What the user has through groups."""
        memberships = self.graph.sources(user, Relation.ATTACHED_TO, GroupMembership)
        for membership in self._all(memberships).nodes:
            groups = self.graph.targets(membership, Relation.BELONGS_TO, Group)
            for group in self._all(groups).nodes:
                self.own(group)
                self.attached(group)

    def of_clusters(self, principal: Principal) -> None:
        """What policies of clusters say of the principal."""
        if isinstance(principal, Group):
            return
        arn = text_of(self.graph, principal.arn)
        account = principal.account.otherwise(HOLE)
        for holder in self.graph.nodes(ClusterPolicy):
            for statement in statements_of(self.graph, holder, holder.policy):
                if isinstance(statement.principals.now(), Unknown):
                    self.missing.append("whom a cluster's policy speaks of is not known")
                identifiers = [
                    text_of(self.graph, identifier)
                    for one in principals_of(statement)
                    for identifier in each(one.identifiers)
                ]
                if "*" in identifiers or (arn in identifiers and HOLE not in arn):
                    self.found.append(Granted(statement, holder))
                elif account in identifiers or f"arn:aws:iam::{account}:root" in identifiers:
                    self.delegated.append(Granted(statement, holder))

    def _all(self, related: Related[Any]) -> Related[Any]:
        if related.complete is not Tri.YES:
            self.missing.append(related.why or "not everything that may be attached to it was read")
        return related

    def _take(self, holder: Node, policy: Policy) -> None:
        self.found += (Granted(it, holder) for it in statements_of(self.graph, holder, policy))

    def _managed(self, holder: Node, arns: Names) -> None:
        """The managed policies of these ARNs: the input's own, and AWS's."""
        related = self.graph.targets(holder, Relation.GRANTED, ManagedPolicy)
        for policy in related.nodes:
            self._take(policy, policy.policy)
        for arn in each(arns):
            now = arn.now()
            if isinstance(now, Known) and self.facts.iam.is_managed_by_aws(now.it):
                self._of_aws(holder, now)
            elif not any(_is(arn, policy) for policy in related.nodes):
                self.missing.append(now.why if isinstance(now, Unknown) else f"{arn} was not read")

    def _of_aws(self, holder: Node, arn: Known[str]) -> None:
        policy = self.facts.iam.managed_policy(arn.it)
        if policy is None or policy.statements is None:
            self.missing.append(f"what {arn.it} allows is not known")
            return
        statements = (_statement(one, arn.span) for one in policy.statements)
        self.found += (Granted(statement, holder) for statement in statements)


_PRINCIPAL_OF: dict[type[Node], type[Node]] = {
    RolePolicy: Role,
    UserPolicy: User,
    GroupPolicy: Group,
}


def _is(arn: Value[str], policy: ManagedPolicy) -> bool:
    now = arn.now()
    if isinstance(now, Unknown) and isinstance(now.identity, Identity):
        return now.identity.owner == policy.instance
    return arn.same(policy.arn) is Tri.YES


def _statement(one: AllowedBy, span: Span) -> Statement:
    """A statement of a policy of AWS's, standing where the policy is named."""

    def listed(texts: tuple[str, ...]) -> Names:
        return Known(tuple(Known(text, span) for text in texts), span)

    nothing: Absent[Any] = Absent(span)
    return Statement(
        span=span,
        sid=nothing,
        effect=Known("Allow", span),
        actions=listed(one.actions),
        not_actions=nothing,
        resources=listed(one.resources),
        not_resources=nothing,
        principals=nothing,
        not_principals=nothing,
        conditions=nothing,
    )
