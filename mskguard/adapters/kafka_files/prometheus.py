"""`prometheus.yml`: the jobs whose targets are brokers of MSK."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from mskguard.adapters.kafka_files.places import Sheet
from mskguard.model.node import Node
from mskguard.model.scrape import PrometheusScrape
from mskguard.source import SourceFile, Span
from mskguard.syntax.json import Json
from mskguard.value import Absent, Known, Origin, Unknown, Value

Open = Callable[[str], "Json | None"]
"""Reads a file that lies beside, by its name there; None where it cannot be read."""

_TARGET = re.compile(r"\S+\.kafka\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?:1100[12]")
"""A broker's JMX exporter or node exporter."""
_DURATION = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?")
_SECONDS = (604800, 86400, 3600, 60, 1)
_PLAIN = re.compile(r"[\w.-]+")
"""The name of one file in the same directory."""
_DEFAULT = 60
"""Seconds. Prometheus, "Configuration": `scrape_interval` is 1m where nothing sets it."""


def scrapes(sheet: Sheet, root: Json, open_beside: Open) -> Iterator[Node]:
    """A node for each job with a broker among its targets."""
    whole = root.member("global")
    usual = whole.member("scrape_interval") if whole is not None else None
    jobs = root.member("scrape_configs")
    for job in _items(jobs):
        targets = list(_targets(job, open_beside))
        if any(_TARGET.fullmatch(text) for text, _ in targets):
            yield _scrape(sheet, job, usual, targets)


def _scrape(
    sheet: Sheet, job: Json, usual: Json | None, targets: list[tuple[str, Span]]
) -> PrometheusScrape:
    name = job.member("job_name")
    called = name.it if name is not None and isinstance(name.it, str) else "?"
    place = name.span if name is not None else job.span
    found = tuple(Known(text, span) for text, span in targets)
    return PrometheusScrape(
        **sheet.common(f"scrape/{called}", place),
        job=Known(called, place) if called != "?" else Absent(place),
        interval=_interval(job.member("scrape_interval") or usual, place),
        targets=Known(found, place),
    )


def _interval(written: Json | None, place: Span) -> Value[int]:
    if written is None:
        return Known(_DEFAULT, place, Origin.DEFAULT)
    text = str(written.it)
    found = _DURATION.fullmatch(text)
    if not text or found is None:
        return Unknown(written.span, "this is no duration as Prometheus writes it")
    *whole, thousandths = (int(part or 0) for part in found.groups())
    seconds = sum(n * unit for n, unit in zip(whole, _SECONDS, strict=True))
    total = seconds + Decimal(thousandths) / 1000
    return Known(int(total), written.span)


def _targets(job: Json, open_beside: Open) -> Iterator[tuple[str, Span]]:
    """Targets in the job itself, and in files beside that it names."""
    for group in _items(job.member("static_configs")):
        yield from _texts(group.member("targets"))
    for discovery in _items(job.member("file_sd_configs")):
        for name, _ in _texts(discovery.member("files")):
            root = open_beside(name) if _PLAIN.fullmatch(name) else None
            for group in _items(root):
                yield from _texts(group.member("targets"))


def _texts(value: Json | None) -> Iterator[tuple[str, Span]]:
    yield from ((one.it, one.span) for one in _items(value) if isinstance(one.it, str))


def _items(value: Json | None) -> list[Json]:
    return value.it if value is not None and isinstance(value.it, list) else []


def parse_beside(source: SourceFile) -> Json | None:
    """A file of targets: YAML, of which JSON is a part."""
    from mskguard.syntax.yaml import parse

    roots = parse(source).roots
    return roots[0] if roots else None
