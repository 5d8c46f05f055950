"""Who comes in to a cluster other than by IAM: by SCRAM, mutual TLS, or without authentication."""

from __future__ import annotations

from typing import Any

from mskguard.model.cluster import Cluster
from mskguard.model.graph import Graph, Related, Relation
from mskguard.model.node import Node
from mskguard.model.resource_texts import shown_text, text_of
from mskguard.model.scram import ScramAssociation
from mskguard.model.secret import Secret, SecretVersion
from mskguard.model.topic import ScramCredential
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import HOLE, Absent, Known, Tri, Unknown, Value

SCRAM, MUTUAL_TLS, NOTHING = "SCRAM", "mutual TLS", "no authentication"
ANONYMOUS = "User:ANONYMOUS"


@record(frozen=True, slots=True, eq=False)
class Login:
    """A way to come in that is on, or may be."""

    method: str
    """`SCRAM`, `mutual TLS` or `no authentication`."""
    enabled: Tri
    switch: Value[Any]
    """The setting that says so."""


@record(frozen=True, slots=True, eq=False)
class ScramUser:
    """A user who signs in by SCRAM."""

    name: str
    """As `text_of` has it: with a hole where it is not known."""
    holder: Node
    """The secret, or the credential."""
    places: tuple[Span, ...]
    why: str
    """Why its name is not known; empty where it is."""


@record(frozen=True, slots=True, eq=False)
class ScramUsers:
    """The users of a cluster; `missing` says why there may be more, empty where these are all."""

    found: tuple[ScramUser, ...]
    missing: str


def logins(cluster: Cluster) -> tuple[Login, ...]:
    """Every way to come in for which Kafka's ACLs count, but those that are off."""
    auth = cluster.authentication
    anybody = auth.unauthenticated.equals(True) | ~auth.by_any_method
    ways = (
        Login(SCRAM, auth.scram.equals(True), auth.scram),
        Login(MUTUAL_TLS, auth.tls.equals(True), _certificates(cluster)),
        Login(NOTHING, anybody, auth.unauthenticated),
    )
    return tuple(way for way in ways if way.enabled is not Tri.NO)


def _certificates(cluster: Cluster) -> Value[Any]:
    authorities = cluster.authentication.certificate_authorities
    return authorities if isinstance(authorities.now(), Known) else cluster.authentication.tls


def may_be_by(principal: str, method: str) -> bool:
    """Whether somebody of this name may have come in by a method.

    A certificate's subject is a distinguished name, a client without authentication is
    `User:ANONYMOUS`.
    """
    if principal in ("User:*", ANONYMOUS):
        return principal != ANONYMOUS or method == NOTHING
    if shown_text(principal) != principal:
        return True
    return method == (MUTUAL_TLS if "=" in principal else SCRAM)


def scram_users(graph: Graph, cluster: Cluster) -> ScramUsers:
    """The users of the secrets that are associated with a cluster."""
    found: list[ScramUser] = []
    missing: list[str] = []

    def all_of(related: Related[Any]) -> tuple[Any, ...]:
        if related.complete is not Tri.YES:
            missing.append(related.why or "not all of its secrets were read")
        return related.nodes

    associations = graph.sources(cluster, Relation.GIVES_SECRETS_TO, ScramAssociation)
    for association in all_of(associations):
        for secret in all_of(graph.targets(association, Relation.ASSOCIATES, Secret)):
            found += _of_secret(graph, association, secret)
    for one in graph.sources(cluster, Relation.BELONGS_TO, ScramCredential).nodes:
        found.append(_user(graph, one.username, one, (one.span,)))
    if not associations.nodes and not found and not missing:
        missing.append(f"no secret of {cluster.address} is written here")
    return ScramUsers(tuple(found), next(iter(missing), ""))


def _of_secret(graph: Graph, association: Node, secret: Secret) -> list[ScramUser]:
    versions = graph.sources(secret, Relation.ATTACHED_TO, SecretVersion).nodes
    if not versions:
        why = f"what {secret.address} holds is not written here"
        return [ScramUser(HOLE, secret, (association.span,), why)]
    users = []
    for version in versions:
        members = version.members.now()
        name: Value[str] = Unknown(version.span, f"what {secret.address} holds is not known")
        if isinstance(members, Known):
            name = members.it.get("username", Absent(version.span))
        if not isinstance(name.now(), Absent):
            users.append(_user(graph, name, secret, (association.span, version.span)))
    return users


def _user(graph: Graph, name: Value[str], holder: Node, places: tuple[Span, ...]) -> ScramUser:
    now = name.now()
    why = now.why if isinstance(now, Unknown) else ""
    return ScramUser(text_of(graph, name) or HOLE, holder, places, why)
