"""What policies say, where data sources write them too."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.model.graph import Graph, Relation
from mskguard.model.iam import PolicyDocument
from mskguard.model.node import Node
from mskguard.model.policy import Policy, Statement, unread_statement
from mskguard.value import Absent, Identity, Known, Tri, Unknown, Value


def document_of(graph: Graph, node: Node, policy: Policy) -> PolicyDocument | None:
    """The data source that a node's policy is the text of, in the world being read."""
    now = policy.text.now()
    identity = now.identity if isinstance(now, Unknown) else None
    if not isinstance(identity, Identity) or identity.attribute not in _TEXTS:
        return None
    written_in = graph.targets(node, Relation.WRITTEN_IN, PolicyDocument).nodes
    return next((one for one in written_in if one.instance == identity.owner), None)


_TEXTS = ("json", "minified_json")


def statements_of(graph: Graph, node: Node, policy: Policy) -> tuple[Statement, ...]:
    """What a node's policy says in the world being read, whoever writes it.

    What is not known stands in it as statements whose every field is unknown.
    """
    return tuple(_of_policy(graph, node, policy, ()))


def statements_of_document(graph: Graph, document: PolicyDocument) -> tuple[Statement, ...]:
    """What a data source puts together: its sources, itself, its overrides, merged by sid."""
    return tuple(_of_document(graph, document, ()))


def _of_policy(
    graph: Graph, node: Node, policy: Policy, above: tuple[PolicyDocument, ...]
) -> Iterator[Statement]:
    document = document_of(graph, node, policy)
    if document is not None and document not in above:
        yield from _of_document(graph, document, above)
    else:
        yield from known_statements(policy.statements)


def _of_document(
    graph: Graph, document: PolicyDocument, above: tuple[PolicyDocument, ...]
) -> list[Statement]:
    below = (*above, document)
    merged: list[Statement] = []
    for one in _documents(document.sources):
        merged += _of_policy(graph, document, one, below)
    _replace(merged, known_statements(document.statements))
    for one in _documents(document.overrides):
        _replace(merged, tuple(_of_policy(graph, document, one, below)))
    for gap in (document.sources.now(), document.overrides.now()):
        if isinstance(gap, Unknown):
            merged.append(unread_statement(gap))
    return merged


def _documents(policies: Value[tuple[Policy, ...]]) -> tuple[Policy, ...]:
    now = policies.now()
    return now.it if isinstance(now, Known) else ()


def _replace(merged: list[Statement], later: tuple[Statement, ...]) -> None:
    """Put statements behind others; one takes the place of an earlier one with its sid."""
    for statement in later:
        sid = statement.sid.now()
        at = None
        if isinstance(sid, Known) and sid.it:
            same = (i for i, one in enumerate(merged) if one.sid.equals(sid.it) is Tri.YES)
            at = next(same, None)
        if at is None:
            merged.append(statement)
        else:
            merged[at] = statement


def known_statements(statements: Value[tuple[Statement, ...]]) -> tuple[Statement, ...]:
    """The statements in the world being read; one that is unread where they are not known."""
    now = statements.now()
    if isinstance(now, Known):
        return now.it
    return () if isinstance(now, Absent) else (unread_statement(now),)
