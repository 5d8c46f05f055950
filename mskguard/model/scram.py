"""Which secrets a cluster's SASL/SCRAM users sign in with."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ScramAssociation(Node):
    """Secrets associated with a cluster (`aws_msk_single_scram_secret_association`)."""

    cluster: Value[str]
    """The cluster's ARN."""
    secrets: Names
    """The ARNs of the secrets."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ExclusiveScramAssociation(ScramAssociation):
    """All secrets of a cluster: others are removed (`aws_msk_scram_secret_association`)."""
