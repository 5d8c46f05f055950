"""Who may do what in which cluster, topic and group, by which statement."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.aws.arns import may_be
from mskguard.aws.facts import Facts
from mskguard.aws.wildcards import covers
from mskguard.model.cluster import Cluster
from mskguard.model.grants import Granted, Grants
from mskguard.model.graph import Graph, Relation
from mskguard.model.iam import Group, Role, User
from mskguard.model.node import Node
from mskguard.model.principals import Principal, grants_of
from mskguard.model.resource_texts import arn_of_cluster, derived, shown_text, text_of
from mskguard.model.serverless import ServerlessCluster
from mskguard.model.statements import allows, each, is_conditional, is_unread
from mskguard.model.topic import KafkaAcl
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Tri, Unknown

CONNECT, READ, WRITE, ADMINISTER = VERBS = ("connect", "read", "write", "administer")

_VERB_OF = {
    "Connect": CONNECT,
    "ReadData": READ,
    "AlterGroup": READ,
    "WriteData": WRITE,
    "WriteDataIdempotently": WRITE,
    "AlterTransactionalId": WRITE,
}
"""Of the actions that are not named here, those that change something administer."""
_VERBS_OF_ACL: dict[str, tuple[str, ...]] = {
    "read": (READ,),
    "write": (WRITE,),
    "idempotentwrite": (WRITE,),
    "all": (READ, WRITE, ADMINISTER),
}
_OWN_NAME = 3


@record(frozen=True, slots=True)
class Access:
    """What a principal may do with a cluster, or with topics or groups in it."""

    principal: str
    verb: str
    cluster: str
    """Its address where it was read, else its name or a pattern; `*` for every cluster."""
    kind: str
    """`cluster`, `topic`, `group` or `transactional-id`."""
    name: str
    """The topic's or group's name or pattern; empty for the cluster itself."""
    actions: tuple[str, ...]
    answer: Tri
    places: tuple[Span, ...]
    """The statements or ACLs that say so."""
    why: tuple[str, ...] = ()
    """Why the answer is not known."""


@record(frozen=True, slots=True)
class Open:
    """What is not known of a principal's access as a whole."""

    principal: str
    why: str
    place: Span


def access(graph: Graph, facts: Facts) -> tuple[tuple[Access, ...], tuple[Open, ...]]:
    """All access that the input grants, and what of it is not known."""
    found: list[Access] = []
    left: list[Open] = []
    principals: list[Principal] = [*graph.nodes(Role), *graph.nodes(User), *graph.nodes(Group)]
    for principal in principals:
        granted = grants_of(graph, facts, principal)
        found += _of_principal(granted, facts)
        left += _open(granted, principal)
    for acl in graph.nodes(KafkaAcl):
        found += _of_acl(graph, acl)
    return tuple(_merged(found)), tuple(left)


def _open(granted: Grants, principal: Principal) -> Iterator[Open]:
    name = principal.instance
    if granted.missing:
        yield Open(name, granted.missing, principal.span)
    for one in granted.statements:
        now = one.statement.actions.now()
        if is_unread(one.statement) and isinstance(now, Unknown):
            yield Open(name, now.why, one.statement.span)


def _of_principal(granted: Grants, facts: Facts) -> Iterator[Access]:
    for one in granted.statements:
        if allows(one.statement) is Tri.NO or is_unread(one.statement):
            continue
        for resource in each(one.statement.resources):
            yield from _on_resource(granted, one, text_of(granted.graph, resource), facts)


def _on_resource(granted: Grants, one: Granted, text: str, facts: Facts) -> Iterator[Access]:
    """What a statement lets the principal do with a resource, after all that denies it."""
    for verb, kind, actions in _verbs(granted, one, text, facts):
        answers = {action: granted.of(action, text) for action in actions}
        for answer in (Tri.YES, Tri.UNKNOWN):
            allowed = tuple(action for action in actions if answers[action] is answer)
            why = () if answer is Tri.YES else tuple(_reasons(granted, one, text))
            for cluster in _clusters(granted.graph, text) if allowed else ():
                yield Access(
                    principal=granted.principal.instance,
                    verb=verb,
                    cluster=cluster,
                    kind=kind,
                    name=_own_name(text, kind),
                    actions=allowed,
                    answer=answer,
                    places=(one.statement.span,),
                    why=why,
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


def _reasons(granted: Grants, one: Granted, text: str) -> Iterator[str]:
    if granted.bound:
        yield granted.bound
    if is_conditional(one.statement) is not Tri.NO:
        yield "it is under a condition"
    for name in (*each(one.statement.resources), *each(one.statement.actions)):
        now = name.now()
        if isinstance(now, Unknown) and (text_of(granted.graph, name) == text):
            yield now.why


def _clusters(graph: Graph, text: str) -> list[str]:
    """The clusters that a resource is in: those that were read, else as it is written."""
    if text == "*":
        return ["*"]
    named = derived(text, "cluster")
    read: list[Cluster | ServerlessCluster] = [
        *graph.nodes(Cluster),
        *graph.nodes(ServerlessCluster),
    ]
    found = [it.instance for it in read if covers(named, arn_of_cluster(graph, it)) is Tri.YES]
    last = named.rsplit(":", 1)[-1].split("/")
    return found or [shown_text(last[1] if len(last) > 1 else named)]


def _own_name(text: str, kind: str) -> str:
    if kind == "cluster":
        return ""
    parts = text.rsplit(":", 1)[-1].split("/", _OWN_NAME)
    return shown_text(parts[_OWN_NAME]) if len(parts) > _OWN_NAME else "*"


def _of_acl(graph: Graph, acl: KafkaAcl) -> Iterator[Access]:
    if acl.permission.satisfies(lambda it: it.lower() == "deny") is Tri.YES:
        return
    operation = acl.operation.otherwise("").replace("_", "").lower()
    verbs: tuple[str, ...] = () if operation.startswith("describe") else (ADMINISTER,)
    verbs = _VERBS_OF_ACL.get(operation, verbs)
    clusters = graph.targets(acl, Relation.BELONGS_TO, Node).nodes
    name = text_of(graph, acl.resource_name)
    prefixed = acl.pattern_type.satisfies(lambda it: it.lower() == "prefixed")
    for verb in verbs:
        for cluster in [it.instance for it in clusters] or ["…"]:
            yield Access(
                principal=shown_text(text_of(graph, acl.principal)),
                verb=verb,
                cluster=cluster,
                kind=acl.resource_type.otherwise("").lower(),
                name=shown_text(name) + ("*" if prefixed is Tri.YES else ""),
                actions=(acl.operation.otherwise(""),),
                answer=acl.permission.satisfies(lambda it: it.lower() == "allow"),
                places=(acl.span,),
            )


def _merged(found: list[Access]) -> Iterator[Access]:
    """One line for what several statements say alike."""
    alike: dict[tuple[str, str, str, str, str, str], list[Access]] = {}
    for one in found:
        key = (one.principal, one.cluster, one.kind, one.name, one.verb, one.answer.name)
        alike.setdefault(key, []).append(one)
    for key in sorted(alike, key=lambda it: (*it[:4], _rank(it[4]), it[5])):
        same = alike[key]
        yield Access(
            principal=key[0],
            verb=key[4],
            cluster=key[1],
            kind=key[2],
            name=key[3],
            actions=tuple(sorted({action for one in same for action in one.actions})),
            answer=same[0].answer,
            places=tuple(dict.fromkeys(place for one in same for place in one.places)),
            why=tuple(dict.fromkeys(reason for one in same for reason in one.why)),
        )


def _rank(verb: str) -> int:
    return VERBS.index(verb)
