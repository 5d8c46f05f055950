"""Policy documents of IAM: statements, whoever has written them and in whatever form."""

from __future__ import annotations

from typing import Any

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Unknown, Value


@record(frozen=True, slots=True, eq=False)
class Principals:
    """Who a statement speaks of."""

    type: Value[str]
    """`AWS`, `Service`, `Federated`, `CanonicalUser` or `*`."""
    identifiers: Names


@record(frozen=True, slots=True, eq=False)
class PolicyCondition:
    """A condition that a statement is under."""

    test: Value[str]
    """Such as `StringEquals`."""
    variable: Value[str]
    """Such as `aws:SourceAccount`."""
    values: Names


@record(frozen=True, slots=True, eq=False)
class Statement:
    """One statement of a policy document.

    Where it is not known what a document holds there, every field is unknown for the same reason.
    """

    span: Span
    sid: Value[str]
    effect: Value[str]
    """`Allow` or `Deny`; where absent it allows."""
    actions: Names
    not_actions: Names
    resources: Names
    not_resources: Names
    principals: Value[tuple[Principals, ...]]
    not_principals: Value[tuple[Principals, ...]]
    conditions: Value[tuple[PolicyCondition, ...]]


Statements = Value[tuple[Statement, ...]]


@record(frozen=True, slots=True, eq=False)
class Policy:
    """A policy document as it is written, and what it says.

    Where a data source writes it, the graph tells the statements: see `policy_texts`.
    """

    text: Value[str]
    """JSON text, or the lines of a template or answer that hold the document; absent for none."""
    statements: Statements


def without_policy(span: Span) -> Policy:
    """The policy of what has none; `span` is where it is not written."""
    return Policy(Absent(span), Absent(span))


def unread_statement(reason: Unknown[Any]) -> Statement:
    """A statement that is there or not, and that may say anything."""
    unread: Unknown[Any] = Unknown(
        reason.span, reason.why, reason.identity, reason.roots, via=reason.via, slot=reason.slot
    )
    return Statement(
        span=reason.span,
        **dict.fromkeys(_FIELDS, unread),
    )


_FIELDS = (
    "sid",
    "effect",
    "actions",
    "not_actions",
    "resources",
    "not_resources",
    "principals",
    "not_principals",
    "conditions",
)


@record(frozen=True, slots=True, eq=False, kw_only=True)
class PolicyFile(Node):
    """A policy document in a file of its own."""

    kind: Value[str]
    """`identity`, `resource` or `trust`, told by what its statements have."""
    policy: Policy
