"""Who may do what by a cluster's Kafka ACLs, and what is open where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from mskguard.aws.acls import ALL, plain_word
from mskguard.aws.facts import Facts
from mskguard.model.acl_grants import (
    ANYONE,
    AclEntry,
    AclGrants,
    acl_grants_of,
    as_written,
    plain_name,
    stray_grants,
)
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Graph
from mskguard.model.logins import (
    SCRAM,
    Login,
    ScramUser,
    ScramUsers,
    logins,
    may_be_by,
    scram_users,
)
from mskguard.model.resource_texts import Clusters, shown_text
from mskguard.model.serverless import ServerlessCluster
from mskguard.record import record
from mskguard.survey.access_lines import (
    ADMINISTER,
    CONNECT,
    READ,
    WRITE,
    Access,
    AllAccess,
    Open,
    OpenByDefault,
)
from mskguard.survey.access_worlds import in_all_worlds
from mskguard.survey.relations import in_worlds
from mskguard.value import HOLE, Tri, Unknown, noting, some

_VERB_OF = {"Read": READ, "Write": WRITE, "IdempotentWrite": WRITE}
_NO_VERB = frozenset({"Describe", "DescribeConfigs", "DescribeTokens"})
"""The operations that change nothing; those in neither list administer."""
_KINDS = ("topic", "group", "transactional-id", "cluster")
_BY_IAM = "clients come in by IAM alone, and for them no ACL counts"


@record(frozen=True, slots=True, eq=False)
class _Case:
    """A cluster, its ACLs, and who comes in for whom they count."""

    name: str
    grants: AclGrants
    ways: tuple[Login, ...]
    users: ScramUsers
    verbs: dict[str, list[tuple[str, str]]]
    """By type of resource, each operation with its verb."""


def by_acls(graph: Graph, facts: Facts) -> Iterator[AllAccess]:
    """What the ACLs of each cluster say, and those that are of no cluster that was read."""
    verbs = _verbs(facts)
    clusters: list[Clusters | None] = [*graph.nodes(Cluster), *graph.nodes(ServerlessCluster), None]
    for cluster in clusters:
        yield in_all_worlds(in_worlds(partial(_told, graph, facts, cluster, verbs)))


def _told(
    graph: Graph, facts: Facts, cluster: Clusters | None, verbs: dict[str, list[tuple[str, str]]]
) -> AllAccess:
    case = _case(graph, facts, cluster, verbs)
    told = [*_connecting(case), *_by_acls(case)]
    return AllAccess(
        tuple(one for one in told if isinstance(one, Access)),
        tuple(one for one in told if isinstance(one, Open)),
        (_default(case),) if case.ways else (),
    )


def _case(
    graph: Graph, facts: Facts, cluster: Clusters | None, verbs: dict[str, list[tuple[str, str]]]
) -> _Case:
    nobody = ScramUsers((), "")
    if cluster is None:
        return _Case("…", stray_grants(graph, facts), (), nobody, verbs)
    grants = acl_grants_of(graph, facts, cluster)
    if isinstance(cluster, ServerlessCluster):
        return _Case(cluster.instance, grants, (), nobody, verbs)
    users = scram_users(graph, cluster)
    return _Case(cluster.instance, grants, logins(cluster), users, verbs)


def _verbs(facts: Facts) -> dict[str, list[tuple[str, str]]]:
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for one in facts.acl_operations.values():
        for kind in one.resources if one.name not in _NO_VERB else ():
            by_kind.setdefault(kind, []).append((one.name, _VERB_OF.get(one.name, ADMINISTER)))
    return by_kind


def _principals(case: _Case) -> list[str]:
    return list(dict.fromkeys(entry.principal for entry in case.grants.entries))


def _connecting(case: _Case) -> Iterator[Access | Open]:
    """Who comes in: everyone by each method, the SCRAM users, and whom ACLs name."""
    for way in case.ways:
        yield _login(case, ANYONE, way)
        if way.method == SCRAM:
            yield from (_user(case, user, way) for user in case.users.found)
            if case.users.missing:
                yield Open(ANYONE, case.users.missing, way.switch.span)
    known = {f"User:{user.name}" for user in case.users.found}
    for principal in _principals(case):
        if principal != ANYONE and principal not in known:
            yield from (_login(case, principal, way) for way in _ways_of(case, principal))


def _user(case: _Case, user: ScramUser, way: Login) -> Access:
    """That a user of a secret comes in."""
    is_named = HOLE not in user.name
    return Access(
        principal=f"User:{shown_text(user.name)}" if is_named else user.holder.instance,
        verb=CONNECT,
        cluster=case.name,
        kind="cluster",
        name="",
        actions=(way.method,),
        answer=way.enabled,
        places=(way.switch.span, *user.places),
        why=_why(way),
    )


def _ways_of(case: _Case, principal: str) -> list[Login]:
    return [way for way in case.ways if may_be_by(principal, way.method)]


def _login(case: _Case, principal: str, way: Login) -> Access:
    """Whether a principal comes in by a method; a SCRAM user needs a secret."""
    answer, why = way.enabled, _why(way)
    if way.method == SCRAM and principal != ANYONE:
        unread = case.users.missing or next((it.why for it in case.users.found if it.why), "")
        if unread:
            answer, why = Tri.UNKNOWN, (*why, unread)
        else:
            answer, why = Tri.NO, ("no secret of the cluster is for it",)
    places = (way.switch.span,)
    name = shown_text(principal)
    return Access(name, CONNECT, case.name, "cluster", "", (way.method,), answer, places, why)


def _why(way: Login) -> tuple[str, ...]:
    now = way.switch.now()
    if way.enabled is not Tri.UNKNOWN:
        return ()
    return (now.why if isinstance(now, Unknown) else f"whether {way.method} is on is not known",)


def _by_acls(case: _Case) -> Iterator[Access | Open]:
    """What each ACL says, after all that deny it."""
    for entry in case.grants.entries:
        kind = next((it for it in case.verbs if plain_word(it) == entry.kind), "")
        if HOLE in entry.kind:
            yield Open(shown_text(entry.principal), entry.why, entry.acl.span)
        for operation, verb in case.verbs.get(kind, ()):
            if entry.operation in (ALL, HOLE, plain_word(operation)):
                yield _line(case, entry, kind, operation, verb)


def _line(case: _Case, entry: AclEntry, kind: str, operation: str, verb: str) -> Access:
    asked = entry.principal, operation, kind, entry.pattern
    with noting() as met:
        answer = case.grants.of(*asked)
    why = [one.why for one in met.unknowns] if answer is Tri.UNKNOWN else []
    places = [entry.acl.span]
    if answer is Tri.NO:
        places = [it.acl.span for it in case.grants.establishing(*asked, allowing=False)]
        why = ["an ACL denies it"]
    if case.grants.cluster is not None and answer is not Tri.NO:
        ways = _ways_of(case, entry.principal)
        answer &= some(*(way.enabled for way in ways))
        why += [reason for way in ways for reason in _why(way)] if answer is Tri.UNKNOWN else []
        if answer is Tri.NO:
            why = ["nobody comes in under this name" if case.ways else _BY_IAM]
    return Access(
        principal=shown_text(entry.principal),
        verb=verb,
        cluster=case.name,
        kind=kind,
        name="" if kind == "cluster" else _shown(entry.pattern),
        actions=(operation,),
        answer=answer,
        places=tuple(places),
        why=tuple(dict.fromkeys(why)),
    )


def _shown(pattern: str) -> str:
    return shown_text(as_written(pattern))


def _default(case: _Case) -> OpenByDefault:
    """Whether what no ACL is on is open to everyone."""
    grants = case.grants
    patterns = [(one.kind, one.pattern) for one in grants.entries if one.exists is not Tri.NO]
    kinds = tuple(kind for kind in _KINDS if not _is_spoken_of_whole(grants, kind))
    answer = grants.open_by_default if kinds else Tri.NO
    now = grants.default.now()
    why = (now.why,) if isinstance(now, Unknown) and kinds else ()
    said = dict.fromkeys(_named(case, kind, pattern) for kind, pattern in patterns)
    return OpenByDefault(
        cluster=case.name,
        answer=answer,
        kinds=kinds,
        spoken_of=tuple(said),
        patterns=tuple(patterns),
        place=now.span,
        is_default=grants.default.is_default is Tri.YES,
        why=why,
        missing=grants.missing,
    )


def _is_spoken_of_whole(grants: AclGrants, kind: str) -> bool:
    whole = plain_name("kafka-cluster") if kind == "cluster" else "*"
    return some(*(it.exists & it.is_on(kind, whole) for it in grants.entries)) is Tri.YES


def _named(case: _Case, kind: str, pattern: str) -> str:
    word = next((it for it in case.verbs if plain_word(it) == kind), _shown(kind))
    return f"{word} {_shown(pattern)}"
