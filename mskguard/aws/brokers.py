"""The broker sizes that MSK offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache

from mskguard.aws.nearest import nearest
from mskguard.aws.table import Fact, Row, table
from mskguard.record import record
from mskguard.value import Tri

_SHAPE = re.compile(
    r"(?P<kind>kafka|express)\.(?P<series>[a-z]{1,3})(?P<generation>[1-9][0-9]?)[a-z]*(?:-[a-z]+)?"
    r"\.(?:nano|micro|small|medium|large|(?:[1-9][0-9]?)?xlarge)"
)
_LIKENESS = 0.65


class BrokerKind(Enum):
    """The two kinds of broker of a provisioned cluster."""

    STANDARD = "standard"
    EXPRESS = "express"

    @classmethod
    def of(cls, size: str) -> BrokerKind | None:
        """The kind that a size's name claims to be, whether MSK offers that size or not."""
        if size.startswith("express."):
            return cls.EXPRESS
        return cls.STANDARD if size.startswith("kafka.") else None


@record(frozen=True, slots=True, kw_only=True)
class BrokerSize(Fact):
    """A broker size that MSK offers. Source: Developer Guide, "Amazon MSK broker sizes"."""

    name: str
    """The instance type, such as `kafka.m7g.large`."""
    kind: BrokerKind
    family: str
    """`t3`, `m5` or `m7g`."""
    size: str
    """`large`, `xlarge` and so on."""
    vcpu: int
    partitions_recommended: int
    """Partitions for each broker, replicas included."""
    partitions_max: int
    """The most partitions with which MSK updates a Standard broker; an Express broker's limit."""
    throughput_max: float | None
    """The most provisioned storage throughput in MiB/s; None where there is none."""
    tiered_storage: Tri
    multi_vpc: Tri
    dual_stack: Tri
    replicator: Tri


@cache
def broker_sizes() -> dict[str, BrokerSize]:
    """All sizes by name."""
    sizes = (_size(row) for row in table("broker_sizes"))
    return {size.name: size for size in sizes}


def _size(row: Row) -> BrokerSize:
    return BrokerSize(
        row=row,
        name=row.need("name", str),
        kind=BrokerKind(row.need("kind", str)),
        family=row.need("family", str),
        size=row.need("size", str),
        vcpu=row.need("vcpu", int),
        partitions_recommended=row.need("partitions_recommended", int),
        partitions_max=row.need("partitions_max", int),
        throughput_max=row.number("throughput_max"),
        tiered_storage=row.tri("tiered_storage"),
        multi_vpc=row.tri("multi_vpc"),
        dual_stack=row.tri("dual_stack"),
        replicator=row.tri("replicator"),
    )


def offers(sizes: Mapping[str, BrokerSize], name: str) -> Tri:
    """Whether MSK offers a size; UNKNOWN for one of a newer generation than the facts know.

    The generation is compared within the kind and series (t3 with t4g); for a series that MSK has
    none of, with the newest of all, so that kafka.r5.large is wrong and kafka.r8g.large unknown.
    Another processor of a known generation (m7i beside m7g) is no newer, and therefore wrong.
    """
    if name in sizes:
        return Tri.YES
    shape = _SHAPE.fullmatch(name)
    if shape is None:
        return Tri.NO
    newest = _newest(sizes, f"{shape['kind']}.{shape['series']}") or _newest(sizes, "")
    return Tri.UNKNOWN if int(shape["generation"]) > newest else Tri.NO


def _newest(sizes: Iterable[str], series: str) -> int:
    """The highest generation of a series; of all for the empty one, 0 for one there is none of."""
    shapes = filter(None, map(_SHAPE.fullmatch, sizes))
    return max(
        (
            int(shape["generation"])
            for shape in shapes
            if series in ("", f"{shape['kind']}.{shape['series']}")
        ),
        default=0,
    )


def nearest_size(sizes: Iterable[str], name: str) -> str | None:
    """The size that was probably meant; a name without kind is a Standard broker's."""
    kinded = f"kafka.{name}" if name.count(".") == 1 else name
    return nearest(kinded, sizes, _LIKENESS)
