"""What `size` tells, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mskguard.survey.sizes import ClusterSize


def size_lines(sizes: list[ClusterSize]) -> Iterator[str]:
    """The report, cluster by cluster; the sources stand once, at the end."""
    sources: dict[str, None] = {}
    if not sizes:
        yield "No provisioned cluster is declared here"
    for number, one in enumerate(sizes):
        yield from [""] if number else []
        yield f"{one.address} ({one.place})"
        yield from _cluster(one)
        for measure in (*one.measures, *(it for choice in one.choices for it in choice.measures)):
            sources.update(dict.fromkeys(_cited(it) for it in measure.sources))
    if sources:
        yield ""
        yield "Sources"
        yield from (f"  {source}" for source in sources)


def _cluster(one: ClusterSize) -> Iterator[str]:
    if one.workload is None:
        yield "  no workload is declared for it"
        return
    load = one.workload
    grown = f", all of it {load.growth:g} % more" if load.growth else ""
    yield f"  workload: {load.ingress:g} MB/s in, {load.egress:g} MB/s out{grown}"
    if one.brokers is None:
        yield f"  {one.why}"
    else:
        yield f"  {one.brokers.count} x {one.brokers.size}"
        yield from _measures(one.measures, "too much")
        if not one.measures:
            yield "    no figure is known of this size"
    for choice in one.choices:
        yield f"  smallest {choice.kind}: {choice.brokers.count} x {choice.brokers.size}"
        yield from _measures(choice.measures, "")


def _measures(measures: Any, too_much: str) -> Iterator[str]:
    for it in measures:
        said = f"{it.needed:.4g} of {it.sustained:.4g} {it.unit} for each broker ({it.share:.0%})"
        mark = f"  {too_much}" if too_much and it.share > 1 else ""
        yield f"    {it.name:10}  {said}{mark}"
        yield f"                {it.formula}"


def _cited(citation: Any) -> str:
    source = citation.source
    sure = citation.confidence.value
    return f"{source.title}, {source.date} ({sure} confidence), {source.url}"


def size_json(sizes: list[ClusterSize]) -> list[dict[str, Any]]:
    """The same as data."""
    return [
        {
            "address": one.address,
            "place": str(one.place),
            "workload": None if one.workload is None else _workload(one.workload),
            "brokers": None if one.brokers is None else _brokers(one.brokers),
            "unknown": one.why,
            "measures": [_measure(it) for it in one.measures],
            "smallest": [
                {
                    "kind": it.kind,
                    "brokers": _brokers(it.brokers),
                    "measures": [_measure(measure) for measure in it.measures],
                }
                for it in one.choices
            ],
        }
        for one in sizes
    ]


def _workload(load: Any) -> dict[str, Any]:
    return {
        "ingress": load.ingress,
        "egress": load.egress,
        "retention_hours": load.retention_hours,
        "replication": load.replication,
        "partitions": load.partitions,
        "growth": load.growth,
    }


def _brokers(brokers: Any) -> dict[str, Any]:
    return {"size": brokers.size, "count": brokers.count, "volume_gib": brokers.volume_gib}


def _measure(it: Any) -> dict[str, Any]:
    return {
        "name": it.name,
        "needed": round(it.needed, 3),
        "sustained": round(it.sustained, 3),
        "unit": it.unit,
        "formula": it.formula,
        "sources": [_cited(one) for one in it.sources],
    }
