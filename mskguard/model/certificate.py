"""Private certificate authorities."""

from __future__ import annotations

from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class CertificateAuthority(Node):
    """A private CA that clusters may trust (`aws_acmpca_certificate_authority`)."""

    arn: Value[str]
    type: Value[str]
    """`ROOT` or `SUBORDINATE`."""
    usage_mode: Value[str]
    """`GENERAL_PURPOSE` or `SHORT_LIVED_CERTIFICATE`."""
    enabled: Value[bool]
