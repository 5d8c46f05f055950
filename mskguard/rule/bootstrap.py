"""What rules ask about bootstrap servers: which brokers they name, and where these are."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.aws.broker_hosts import BrokerHost, broker_hosts
from mskguard.model.broker import BrokerNode
from mskguard.rule.judging import Context
from mskguard.value import Known, Tri, every

__all__ = ["brokers_in_one_subnet", "names_one_broker"]


def names_one_broker(servers: str) -> bool:
    """Whether a bootstrap string names one broker of a provisioned cluster and nothing else."""
    return len({_broker(host) for host in broker_hosts(servers) if host.broker}) == 1


def brokers_in_one_subnet(ctx: Context, servers: str) -> tuple[BrokerNode, ...]:
    """The several brokers that a bootstrap string names, where all were read and share a subnet."""
    seen = {key: node for node in ctx.graph.nodes(BrokerNode) for key in _keys(node)}
    named = dict.fromkeys(_broker(host) for host in broker_hosts(servers))
    nodes = tuple(seen[broker] for broker in named if broker in seen)
    if len(nodes) < len(named) or len(nodes) < 2:
        return ()
    first, *others = nodes
    alike = every(*(first.subnet.same(other.subnet) for other in others))
    return nodes if alike is Tri.YES else ()


def _keys(node: BrokerNode) -> Iterator[tuple[str, str]]:
    servers = node.servers.now()
    for server in servers.it if isinstance(servers, Known) else ():
        now = server.now()
        for host in broker_hosts(now.it) if isinstance(now, Known) else ():
            yield _broker(host)


def _broker(host: BrokerHost) -> tuple[str, str]:
    return host.domain, host.broker
