"""The statements that are written in a node itself, each judged once where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.model.cluster_policy import ClusterPolicy
from mskguard.model.graph import Graph
from mskguard.model.iam import (
    Group,
    GroupPolicy,
    ManagedPolicy,
    PolicyDocument,
    Role,
    RolePolicy,
    User,
    UserPolicy,
)
from mskguard.model.node import Node
from mskguard.model.policy import Policy, PolicyFile, Statement
from mskguard.model.policy_texts import document_of, known_statements
from mskguard.model.statements import is_unread
from mskguard.value import Known


def policies_in(node: Node) -> tuple[Policy, ...]:
    """The policies that a node holds and that say what is allowed; a role's trust is none."""
    if isinstance(node, (Role, User, Group)):
        now = node.inline_policies.now()
        return tuple(one.policy for one in now.it) if isinstance(now, Known) else ()
    if isinstance(node, (RolePolicy, UserPolicy, GroupPolicy, ManagedPolicy, ClusterPolicy)):
        return (node.policy,)
    if isinstance(node, PolicyFile) and node.kind.otherwise("") != "trust":
        return (node.policy,)
    return ()


def statements_in(graph: Graph, node: Node) -> Iterator[Statement]:
    """The statements written in a node: those of a data source belong to the data source.

    A policy of which nothing is known has none.
    """
    if isinstance(node, PolicyDocument):
        written = known_statements(node.statements)
    else:
        written = tuple(
            one
            for policy in policies_in(node)
            if document_of(graph, node, policy) is None
            for one in known_statements(policy.statements)
        )
    return (one for one in written if not is_unread(one))
