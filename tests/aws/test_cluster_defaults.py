"""What MSK does where an argument of a cluster is absent."""

from __future__ import annotations

import pytest

from mskguard.aws.brokers import BrokerKind
from mskguard.aws.facts import Facts

FACTS = Facts()

SAME_FOR_BOTH: dict[str, str | bool] = {
    "transit.client_broker": "TLS",
    "transit.in_cluster": True,
    "monitoring.level": "DEFAULT",
    "monitoring.jmx_exporter": False,
    "monitoring.node_exporter": False,
    "connectivity.public_access": "DISABLED",
    "connectivity.network_type": "IPV4",
    "connectivity.vpc_iam": False,
    "connectivity.vpc_scram": False,
    "connectivity.vpc_tls": False,
    "authentication.iam": False,
    "authentication.scram": False,
    "authentication.tls": False,
    "logging.cloudwatch.enabled": False,
    "logging.firehose.enabled": False,
    "logging.s3.enabled": False,
    "brokers.az_distribution": "DEFAULT",
}
STANDARD_ONLY: dict[str, str | bool] = {
    "storage.mode": "LOCAL",
    "storage.throughput_enabled": False,
}
NONE = ["authentication.unauthenticated", "rest.kms_key", "storage.volume_size", "tags"]


@pytest.mark.parametrize("argument", SAME_FOR_BOTH)
def test_a_default_of_every_cluster(argument: str) -> None:
    found = FACTS.cluster_default(argument)
    for kind in (BrokerKind.STANDARD, BrokerKind.EXPRESS, None):
        assert found.of(kind) is not None
        assert found.of(kind) == SAME_FOR_BOTH[argument]
    assert not found.why


@pytest.mark.parametrize("argument", STANDARD_ONLY)
def test_a_default_of_standard_clusters_only(argument: str) -> None:
    found = FACTS.cluster_default(argument)
    assert found.of(BrokerKind.STANDARD) == STANDARD_ONLY[argument]
    assert found.of(BrokerKind.EXPRESS) is None
    assert found.of(None) is None
    assert found.why


@pytest.mark.parametrize("argument", NONE)
def test_no_default_is_claimed_where_none_is_known(argument: str) -> None:
    found = FACTS.cluster_default(argument)
    assert found.of(BrokerKind.STANDARD) is None
    assert found.of(BrokerKind.EXPRESS) is None
    assert found.why


def test_no_other_default_is_claimed() -> None:
    assert set(FACTS.cluster_defaults) == {*SAME_FOR_BOTH, *STANDARD_ONLY, *NONE}
    with pytest.raises(KeyError):
        FACTS.cluster_default("transit.clientbroker")
