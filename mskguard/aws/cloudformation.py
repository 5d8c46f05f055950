"""What references to CloudFormation's resources stand for."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class Reference(Fact):
    """What `Ref` of one type of resource is."""

    type: str
    attribute: str
    """The attribute of `Fn::GetAtt` that it is the same as; empty where none is."""
    named_by: str
    """The property whose value it is where that is written; empty where none is."""


@cache
def references() -> dict[str, Reference]:
    """The types of which it is known, by name."""
    return {
        row.need("type", str): Reference(
            row=row,
            type=row.need("type", str),
            attribute=row.get("attribute", str) or "",
            named_by=row.get("named_by", str) or "",
        )
        for row in table("cloudformation_references")
    }
