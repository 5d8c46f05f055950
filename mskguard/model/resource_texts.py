"""ARNs and names as texts to match with, in which the same unknown thing is the same part."""

from __future__ import annotations

import re
from typing import Any

from mskguard.aws.wildcards import ATOM_END, ATOM_START, atom
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Graph
from mskguard.model.serverless import ServerlessCluster
from mskguard.value import HOLE, Absent, Identity, Known, Replaced, Text, Unknown, Value

Clusters = Cluster | ServerlessCluster


def text_of(graph: Graph, value: Value[str]) -> str:
    """The text of a value in the world being read, with what is not known as parts of it."""
    now = value.now()
    if isinstance(now, Known):
        return now.it
    return "" if isinstance(now, Absent) else _of_unknown(graph, now)


def _of_unknown(graph: Graph, value: Unknown[Any]) -> str:
    if isinstance(value.identity, (Identity, Replaced)):
        return _of_identity(graph, value.identity)
    return HOLE if value.text is None else _of_text(graph, value.text)


def _of_text(graph: Graph, text: Text) -> str:
    parts = []
    for piece in text.pieces:
        of = piece.of
        if piece.text is not None:
            parts.append(piece.text)
        elif of is not None and isinstance(of.identity, (Identity, Replaced)):
            parts.append(_of_identity(graph, of.identity))
        else:
            parts.append(HOLE)
    return "".join(parts)


def _of_identity(graph: Graph, identity: Identity | Replaced) -> str:
    if isinstance(identity, Replaced):
        inner = _of_identity(graph, identity.inner)
        plain = _HOLES.sub("", inner)
        return inner.replace(identity.old, identity.new) if plain else atom(str(identity))
    if identity.attribute.lower() in _ARNS:
        clusters: list[Clusters] = [*graph.nodes(Cluster), *graph.nodes(ServerlessCluster)]
        for cluster in clusters:
            if cluster.unit.name == identity.unit and identity.owner == cluster.instance:
                return arn_of_cluster(graph, cluster)
    chosen = not identity.attribute and not identity.owner.startswith("AWS::")
    return atom(f"{identity.unit} {identity}", chosen=chosen)


_ARNS = ("arn", "id", "ref")


def arn_of_cluster(graph: Graph, cluster: Clusters, kind: str = "cluster", rest: str = "") -> str:
    """The ARN of a cluster, or of the topics or groups in it; `rest` begins with a slash."""
    arn = cluster.arn.now()
    if isinstance(arn, Known):
        return arn.it.replace(":cluster/", f":{kind}/", 1) + rest
    owner = f"{cluster.unit.name} {cluster.instance}"
    region = _told(graph, cluster.region, f"{owner} region")
    account = _told(graph, cluster.account, f"{owner} account")
    name = _told(graph, cluster.name, f"{owner} name")
    partition, uuid = atom(f"{owner} partition"), atom(f"{owner} uuid")
    return f"arn:{partition}:kafka:{region}:{account}:{kind}/{name}/{uuid}{rest}"


def _told(graph: Graph, value: Value[str], name: str) -> str:
    now = value.now()
    if isinstance(now, Unknown) and (now.text is not None or now.identity is not None):
        return text_of(graph, now).replace(HOLE, atom(name))
    return now.it if isinstance(now, Known) else atom(name)


def derived(resource: str, kind: str) -> str:
    """The resource of another type in the same cluster: of a topic its cluster, say."""
    fields = resource.split(":", _LAST_FIELD)
    if len(fields) <= _LAST_FIELD:
        return resource
    stated_kind, *parts = fields[_LAST_FIELD].split("/")
    if stated_kind == kind:
        return resource
    names = _names_of_cluster(stated_kind, parts)
    path = "/".join((kind, *names))
    if kind != "cluster" and path[-1] != "*":
        path += "/*"
    return ":".join((*fields[:_LAST_FIELD], path))


def _names_of_cluster(kind: str, parts: list[str]) -> list[str]:
    """The name and UUID of a cluster in a resource; a `*` may stand for both."""
    if "*" in kind or HOLE in kind or not parts:
        return ["*"]
    name = parts[0]
    if len(parts) == 1:
        return [name] if name.endswith("*") else [name, "*"]
    uuid = parts[1]
    return [name, uuid[: uuid.index("*") + 1] if "*" in uuid else uuid]


def shown_text(text: str) -> str:
    """A text for people, with dots in the place of what is not known."""
    return _HOLES.sub("…", text)


_HOLES = re.compile(f"{HOLE}|{ATOM_START}[^{ATOM_END}]*{ATOM_END}")
_LAST_FIELD = 5
