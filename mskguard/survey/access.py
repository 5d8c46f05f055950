"""Who may do what in which cluster, topic and group, by which statement."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.aws.arns import may_be
from mskguard.aws.facts import Facts
from mskguard.aws.wildcards import covers
from mskguard.model.cluster import Cluster
from mskguard.model.grants import ABROAD, Granted, Grants
from mskguard.model.graph import Graph
from mskguard.model.iam import Group, Role, User
from mskguard.model.principals import Principal, grants_of
from mskguard.model.resource_texts import (
    Clusters,
    arn_of_cluster,
    derived,
    shown_text,
    text_of,
)
from mskguard.model.serverless import ServerlessCluster
from mskguard.model.statements import allows, each, is_conditional, is_given, is_unread
from mskguard.survey.access_lines import (
    ADMINISTER,
    CONNECT,
    READ,
    WRITE,
    Access,
    AllAccess,
    Open,
    merged,
)
from mskguard.survey.acl_access import by_acls
from mskguard.value import Tri, Unknown

_VERB_OF = {
    "Connect": CONNECT,
    "ReadData": READ,
    "AlterGroup": READ,
    "WriteData": WRITE,
    "WriteDataIdempotently": WRITE,
    "AlterTransactionalId": WRITE,
}
"""Of the actions that are not named here, those that change something administer."""
_OWN_NAME = 3


def access(graph: Graph, facts: Facts) -> AllAccess:
    """All access that the input grants and denies, and what of it is not known."""
    found: list[Access] = []
    left: list[Open] = []
    principals: list[Principal] = [*graph.nodes(Role), *graph.nodes(User), *graph.nodes(Group)]
    for principal in principals:
        granted = grants_of(graph, facts, principal)
        found += _of_principal(granted, facts)
        left += _open(granted, principal)
    kafka = list(by_acls(graph, facts))
    found += (line for one in kafka for line in one.found)
    left += (gap for one in kafka for gap in one.left)
    defaults = tuple(it for one in kafka for it in one.defaults)
    return AllAccess(tuple(merged(found)), tuple(left), defaults)


def _open(granted: Grants, principal: Principal) -> Iterator[Open]:
    name = principal.instance
    if granted.missing:
        yield Open(name, granted.missing, principal.span)
    for one in granted.statements:
        now = one.statement.actions.now()
        if is_unread(one.statement) and isinstance(now, Unknown):
            yield Open(name, now.why, one.statement.span)
        elif is_given(one.statement.not_actions) or is_given(one.statement.not_resources):
            why = "a statement speaks of everything but what it names"
            yield Open(name, why, one.statement.span)


def _of_principal(granted: Grants, facts: Facts) -> Iterator[Access]:
    for one in granted.statements:
        if not is_unread(one.statement):
            for resource in each(one.statement.resources):
                yield from _on_resource(granted, one, text_of(granted.graph, resource), facts)


def _on_resource(granted: Grants, one: Granted, text: str, facts: Facts) -> Iterator[Access]:
    """What a statement lets the principal do with a resource, or denies, after all that denies."""
    exists = granted.principal.exists
    denies = allows(one.statement) is Tri.NO
    for verb, kind, actions in _verbs(granted, one, text, facts):
        answers = {it: granted.of(it, text) & exists.equals(True) for it in actions}
        for answer in (Tri.NO,) if denies else (Tri.YES, Tri.UNKNOWN):
            named = tuple(action for action in actions if answers[action] is answer)
            for cluster in _clusters(granted.graph, text) if named else ():
                yield Access(
                    principal=granted.principal.instance,
                    verb=verb,
                    cluster=cluster,
                    kind=kind,
                    name=_own_name(text, kind),
                    actions=named,
                    answer=answer,
                    places=(one.statement.span,),
                    why=tuple(_reasons(granted, one, text, answer)),
                )


def _verbs(
    granted: Grants, one: Granted, text: str, facts: Facts
) -> Iterator[tuple[str, str, list[str]]]:
    """What a statement lets do with a resource: verb, type of resource, actions."""
    by_verb: dict[tuple[str, str], list[str]] = {}
    for action in each(one.statement.actions):
        pattern = text_of(granted.graph, action)
        for found in facts.iam.matched("kafka-cluster:*" if pattern == "*" else pattern):
            service, _, name = found.name.partition(":")
            kind = found.resources[0] if found.resources else ""
            verb = _VERB_OF.get(name, ADMINISTER if found.access == "write" else "")
            if service == "kafka-cluster" and verb and may_be(text, kind) is not Tri.NO:
                by_verb.setdefault((verb, kind), []).append(found.name)
    for (verb, kind), names in by_verb.items():
        yield verb, kind, sorted(set(names))


def _reasons(granted: Grants, one: Granted, text: str, answer: Tri) -> Iterator[str]:
    """Why the answer is not known, or why it is no."""
    conditional = is_conditional(one.statement) is not Tri.NO
    if answer is Tri.NO:
        yield "a statement denies it under a condition" if conditional else "a statement denies it"
    if answer is not Tri.UNKNOWN:
        return
    exists = granted.principal.exists.now()
    if isinstance(exists, Unknown):
        yield exists.why
    if granted.bound:
        yield granted.bound
    if granted.is_foreign(text):
        yield ABROAD
    if conditional:
        yield "it is under a condition"
    for name in (*each(one.statement.resources), *each(one.statement.actions)):
        now = name.now()
        if isinstance(now, Unknown) and (text_of(granted.graph, name) == text):
            yield now.why


def _clusters(graph: Graph, text: str) -> list[str]:
    """The clusters that a resource is in: those that were read, else as it is written."""
    if text == "*":
        return ["*"]
    named = derived(_of_cluster(text), "cluster")
    read: list[Clusters] = [*graph.nodes(Cluster), *graph.nodes(ServerlessCluster)]
    found = [it.instance for it in read if covers(named, arn_of_cluster(graph, it)) is Tri.YES]
    last = named.rsplit(":", 1)[-1].split("/")
    return found or [shown_text(last[1] if len(last) > 1 else named)]


def _of_cluster(text: str) -> str:
    """A resource whose type is `*`, such as `…:*/orders/*`, as that of its cluster."""
    head, _, path = text.rpartition(":")
    kind, *names = path.split("/")
    return f"{head}:cluster/{names[0]}/{(*names, '*')[1]}" if kind == "*" and names else text


def _own_name(text: str, kind: str) -> str:
    if kind == "cluster":
        return ""
    parts = text.rsplit(":", 1)[-1].split("/", _OWN_NAME)
    return shown_text(parts[_OWN_NAME]) if len(parts) > _OWN_NAME else "*"
