"""The operations that Kafka's ACLs allow or deny."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record

ALL = "all"
"""The operation that stands for every other one, as `plain_word` has it."""


@record(frozen=True, slots=True, kw_only=True)
class AclOperation(Fact):
    """An operation. Source: Apache Kafka documentation, "Authorization and ACLs"."""

    name: str
    """As Kafka's tools take it: `Read`, `AlterConfigs`."""
    resources: tuple[str, ...]
    """The types of resource that it applies to: `topic`, `group`, `cluster`, …"""
    implies: tuple[str, ...]
    """What is allowed too where it is allowed."""


@cache
def acl_operations() -> dict[str, AclOperation]:
    """Every operation by its name."""
    return {
        row.need("name", str): AclOperation(
            row=row,
            name=row.need("name", str),
            resources=tuple(row.need("resources", list)),
            implies=tuple(row.need("implies", list)),
        )
        for row in table("kafka_acls")
    }


def plain_word(word: str) -> str:
    """A word of Kafka's in one spelling: `TRANSACTIONAL_ID` is `transactionalid`."""
    return word.replace("_", "").replace("-", "").lower()
