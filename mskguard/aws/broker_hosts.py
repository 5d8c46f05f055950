"""The names of brokers in bootstrap strings, and what they say of their cluster.

Source: Developer Guide, "Get the bootstrap brokers using the AWS CLI",
https://docs.aws.amazon.com/msk/latest/developerguide/get-bootstrap-cli.html (2025).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PORT = r"(?::\d{1,5})?"
_END = r"(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?"
_PROVISIONED = re.compile(
    r"(?P<broker>b-\d+)(?:-public)?\.(?:(?:iam|scram|tls)\.)?"
    rf"(?P<domain>(?P<cluster>[a-z0-9-]+)\.[a-z0-9]+\.c\d+\.kafka\.{_END}){_PORT}"
)
_SERVERLESS = re.compile(rf"(?P<domain>boot-[a-z0-9]+\.c\d+\.kafka-serverless\.{_END}){_PORT}")
_MARK = ".kafka"


class BrokerHost(NamedTuple):
    """The host name of a broker of MSK, in lower case; of a serverless cluster the one for all."""

    domain: str
    """What all brokers of one cluster share, and no other cluster has."""
    region: str
    cluster: str = ""
    """The cluster's name in lower case, which MSK may have cut short; empty for serverless."""
    broker: str = ""
    """Such as `b-1`, whatever network it is reached by; empty for serverless."""


def broker_hosts(servers: str) -> tuple[BrokerHost, ...]:
    """The hosts of a bootstrap string; none where one of them is not a broker of MSK."""
    if _MARK not in servers:
        return ()
    parts = [part.strip().lower() for part in servers.split(",")]
    found = [_host(part) for part in parts if part]
    return tuple(host for host in found if host) if all(found) else ()


def _host(text: str) -> BrokerHost | None:
    if found := _PROVISIONED.fullmatch(text):
        return BrokerHost(found["domain"], found["region"], found["cluster"], found["broker"])
    found = _SERVERLESS.fullmatch(text)
    return BrokerHost(found["domain"], found["region"]) if found else None
