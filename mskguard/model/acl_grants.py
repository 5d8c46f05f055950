"""What a cluster's Kafka ACLs allow, where one that denies wins."""

from __future__ import annotations

from typing import Any

from mskguard.aws.acls import ALL, plain_word
from mskguard.aws.facts import Facts
from mskguard.aws.wildcards import covers
from mskguard.model.cluster import Cluster
from mskguard.model.effective import effective_property
from mskguard.model.graph import Graph, Relation
from mskguard.model.node import NOWHERE, Node
from mskguard.model.resource_texts import Clusters, text_of
from mskguard.model.topic import KafkaAcl
from mskguard.record import record
from mskguard.value import HOLE, Absent, Known, Tri, Unknown, Value, some

ANYONE = "User:*"
_STAR, _QUESTION = "\ue010", "\ue011"
OPEN_BY_DEFAULT = "allow.everyone.if.no.acl.found"


@record(frozen=True, slots=True, eq=False)
class AclEntry:
    """An ACL as it is in the world in which it was gathered."""

    acl: KafkaAcl
    principal: str
    kind: str
    """The type of resource, as `plain_word` has it."""
    pattern: str
    """The names that it is on: a `*` at the end where it is prefixed, alone where it is on all."""
    operation: str
    """As `plain_word` has it."""
    allows: Tri
    exists: Tri
    everywhere: Tri
    """Whether it is for clients at every address."""
    why: str
    """The first part of it that is not known; empty where all are."""

    def is_on(self, kind: str, name: str) -> Tri:
        """Whether it is on everything of a type that a name, or a pattern, stands for."""
        same = covers(self.kind, plain_word(kind))
        return same if same is Tri.NO else self._noted(same & covers(self.pattern, name))

    def is_for(self, principal: str) -> Tri:
        """Whether it is for a principal: that very one, or everyone."""
        if self.principal == ANYONE:
            return Tri.YES
        return self._noted(covers(plain_name(self.principal), plain_name(principal)))

    def _noted(self, answer: Tri) -> Tri:
        if answer is Tri.UNKNOWN:
            Unknown[object](self.acl.span, self.why or "its name is not known").now()
        return answer

    def speaks(self, principal: str, operations: frozenset[str], kind: str, name: str) -> Tri:
        """Whether it is about a principal, one of the operations and a resource."""
        spoken = some(*(covers(self.operation, one) for one in operations))
        if spoken is Tri.NO:
            return Tri.NO
        return (
            self._noted(spoken & self.exists & self.everywhere)
            & self.is_for(principal)
            & self.is_on(kind, name)
        )


@record(frozen=True, slots=True, eq=False)
class AclGrants:
    """The ACLs of a cluster. Nobody is a super user of an MSK cluster."""

    facts: Facts
    cluster: Node | None
    """None for ACLs of which it is not known what cluster they are of."""
    entries: tuple[AclEntry, ...]
    missing: str
    """Why there may be more of them, also ones that deny; empty where these are all."""
    default: Value[str]
    """Whether what no ACL is on is open to everyone: `allow.everyone.if.no.acl.found`."""

    @property
    def complete(self) -> Tri:
        """Whether these are known to be all."""
        return Tri.of(not self.missing)

    @property
    def open_by_default(self) -> Tri:
        """Whether what no ACL is on is open to everyone."""
        return self.default.satisfies(lambda it: it.strip().lower() == "true")

    def of(self, principal: str, operation: str, kind: str, name: str) -> Tri:
        """Whether a principal that has come in may do something with a resource.

        As Kafka decides: an ACL that denies wins, then one that allows; where no ACL at all is on
        the resource, the default counts. YES and NO are by the ACLs that were read: `missing` says
        why others may say otherwise.
        """
        denied = some(*self._answers(principal, operation, kind, name, allowing=False))
        allowed = some(*self._answers(principal, operation, kind, name, allowing=True))
        if allowed is not Tri.YES:
            allowed |= self.open_by_default & ~self.is_spoken_of(kind, name)
        return allowed & ~denied

    def is_spoken_of(self, kind: str, name: str) -> Tri:
        """Whether an ACL is on the resource, whoever it is for; one that was not read may be."""
        found = some(*(one.is_on(kind, name) & one.exists for one in self.entries))
        if found is Tri.NO and self.missing:
            found = Unknown[bool](self._place.span, self.missing).equals(True)
        return found

    def establishing(
        self, principal: str, operation: str, kind: str, name: str, *, allowing: bool
    ) -> tuple[AclEntry, ...]:
        """The ACLs that allow it, or that deny it, or may."""
        answers = self._answers(principal, operation, kind, name, allowing=allowing)
        pairs = zip(self.entries, answers, strict=True)
        return tuple(one for one, answer in pairs if answer is not Tri.NO)

    def _answers(
        self, principal: str, operation: str, kind: str, name: str, *, allowing: bool
    ) -> list[Tri]:
        words = self._allowing(operation) if allowing else frozenset({operation})
        meant = frozenset({ALL, *map(plain_word, words)})
        return [
            (one.allows if allowing else ~one.allows) & one.speaks(principal, meant, kind, name)
            for one in self.entries
        ]

    def _allowing(self, operation: str) -> frozenset[str]:
        """The operations whose being allowed allows one: it, and those that imply it."""
        implying = (it.name for it in self.facts.acl_operations.values() if operation in it.implies)
        return frozenset({operation, *implying})

    @property
    def _place(self) -> Value[Any] | Node:
        return self.default if self.cluster is None else self.cluster


def plain_name(text: str) -> str:
    """A text of Kafka's for matching, in which no character is a wildcard."""
    return text.replace("*", _STAR).replace("?", _QUESTION)


def as_written(pattern: str) -> str:
    """A name or pattern as it was before `plain_name`."""
    return pattern.replace(_STAR, "*").replace(_QUESTION, "?")


def acl_grants_of(graph: Graph, facts: Facts, cluster: Clusters) -> AclGrants:
    """The ACLs of a cluster, and what counts where there are none; a serverless one takes none."""
    related = graph.sources(cluster, Relation.BELONGS_TO, KafkaAcl)
    missing = ""
    if related.complete is not Tri.YES:
        missing = related.why or "a part of what is declared with it could not be read"
    elif not related.nodes:
        missing = f"no ACL of {cluster.address} is written here"
    stray = strays(graph)
    if stray and not missing:
        missing = f"which cluster {stray[0].address} is of is not known"
    default: Value[str] = Absent(cluster.span)
    if isinstance(cluster, Cluster):
        default = effective_property(graph, facts, cluster, OPEN_BY_DEFAULT)
    entries = tuple(_entry(graph, one) for one in related.nodes)
    return AclGrants(facts, cluster, entries, missing, default)


def stray_grants(graph: Graph, facts: Facts) -> AclGrants:
    """The ACLs of which it is not known what cluster they are of, as if they were of one."""
    why = "which cluster the ACLs are of is not known"
    found = strays(graph)
    span = found[0].span if found else NOWHERE
    entries = tuple(_entry(graph, one) for one in found)
    return AclGrants(facts, None, entries, why, Unknown(span, why))


def strays(graph: Graph) -> list[KafkaAcl]:
    """The ACLs of which it is not known what cluster they are of."""
    return [
        acl
        for acl in graph.nodes(KafkaAcl)
        if acl.exists.equals(True) is not Tri.NO
        and not graph.targets(acl, Relation.BELONGS_TO, Node).nodes
    ]


def _entry(graph: Graph, acl: KafkaAcl) -> AclEntry:
    parts = (
        acl.exists, acl.principal, acl.resource_type, acl.resource_name, acl.pattern_type,
        acl.operation, acl.permission, acl.host,
    )  # fmt: skip
    now = [part.now() for part in parts]
    why = next((part.why for part in now if isinstance(part, Unknown)), "")
    everywhere = Tri.YES if acl.host.equals("*") is Tri.YES else Tri.UNKNOWN
    if everywhere is Tri.UNKNOWN and not why:
        why = f"it is for clients at {acl.host}"
    allows = acl.permission.satisfies(lambda it: it.lower() == "allow")
    return AclEntry(
        acl=acl,
        principal=text_of(graph, acl.principal),
        kind=_word(acl.resource_type),
        pattern=_pattern(graph, acl),
        operation=_word(acl.operation),
        allows=allows if isinstance(acl.permission.now(), Known) else Tri.UNKNOWN,
        exists=acl.exists.equals(True),
        everywhere=everywhere,
        why=why,
    )


def _word(value: Value[str]) -> str:
    now = value.now()
    return plain_word(now.it) if isinstance(now, Known) else HOLE


def _pattern(graph: Graph, acl: KafkaAcl) -> str:
    name, kind = text_of(graph, acl.resource_name), acl.pattern_type.now()
    word = kind.it.lower() if isinstance(kind, Known) else ""
    if isinstance(kind, Absent) or word == "literal":
        return name if name == "*" else plain_name(name)
    return plain_name(name) + "*" if word == "prefixed" else HOLE
