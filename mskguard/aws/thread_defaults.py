"""How many threads brokers have by default where MSK goes by their vCPUs."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class ThreadDefault(Fact):
    """The default of a property of brokers with tiered storage."""

    property: str
    least: int
    vcpus: int
    """How many of them there are to a thread, where that is more than the least."""

    def of(self, vcpus: int) -> int:
        """The threads of a broker with so many vCPUs."""
        return max(self.least, vcpus // self.vcpus)


@cache
def thread_defaults() -> dict[str, ThreadDefault]:
    """By the property."""
    found = (
        ThreadDefault(
            row=row,
            property=row.need("property", str),
            least=row.need("least", int),
            vcpus=row.need("vcpus", int),
        )
        for row in table("thread_defaults")
    )
    return {it.property: it for it in found}
