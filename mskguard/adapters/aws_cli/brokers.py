"""Answers on a cluster's brokers: their bootstrap strings, and where each one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mskguard.adapters.aws_cli.resources import (
    BOOTSTRAP_BROKERS,
    BROKER_NODE,
    Resource,
    named_in,
    of,
)
from mskguard.adapters.aws_cli.trees import Any_, items, pick, shaped, word
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import Fields
from mskguard.model.broker import BootstrapBrokers, BrokerNode
from mskguard.model.node import Node
from mskguard.value import Known

_STRINGS = "BootstrapBrokerString"
_NODE = re.compile(r"(?P<stem>arn:[^/]*):broker/(?P<cluster>[^/]+/[^/]+)/.+")


def bootstrap(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`get-bootstrap-brokers`, which does not say of which cluster."""
    members = answer.it if isinstance(answer, Known) and isinstance(answer.it, Fields) else {}
    servers = tuple(one for key, one in members.items() if key.startswith(_STRINGS) and word(one))
    if servers:
        listed: Any_ = Known(servers, answer.span)
        tree = shaped(answer, {"ClusterArn": about or servers[0], "Servers": listed})
        yield Resource(BOOTSTRAP_BROKERS, of("bootstrap-brokers", None, named_in(about)), tree)


def nodes(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`list-nodes`: the brokers, not the nodes that keep the cluster's metadata."""
    for one in items(pick(answer, "NodeInfoList")):
        broker, arn = pick(one, "BrokerNodeInfo"), pick(one, "NodeARN")
        if broker is not None:
            members = {
                "ClusterArn": _cluster_of(arn),
                "Subnet": pick(broker, "ClientSubnet"),
                "Servers": pick(broker, "Endpoints"),
            }
            name = f"{named_in(arn)}/{word(pick(broker, 'BrokerId'))}"
            yield Resource(
                BROKER_NODE, of("broker", None, name), shaped(one, members), identity=word(arn)
            )


def _cluster_of(arn: Any_ | None) -> Any_ | None:
    """The ARN of a broker's cluster, which the broker's own ARN tells."""
    found = _NODE.fullmatch(word(arn))
    if found is None or arn is None:
        return None
    known: Known[Any] = Known(f"{found['stem']}:cluster/{found['cluster']}", arn.span)
    return known


def bootstrap_brokers(declared: Declared) -> Node:
    """The bootstrap strings of a cluster."""
    read = declared.read
    return BootstrapBrokers(
        **declared.common, cluster=read.text("ClusterArn"), servers=read.names("Servers")
    )


def broker_node(declared: Declared) -> Node:
    """One broker."""
    read = declared.read
    return BrokerNode(
        **declared.common,
        cluster=read.text("ClusterArn"),
        subnet=read.text("Subnet"),
        servers=read.names("Servers"),
    )
