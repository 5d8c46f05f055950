"""What is wrong with the input itself, as the adapters that read it tell it."""

from __future__ import annotations

from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Hop


@record(frozen=True, slots=True)
class Fault:
    """One thing that AWS, or the language, refuses or does not know; the run goes on without it.

    `report` is the slug of the report that tells it. `address` and `instance` name the resource,
    empty where the fault lies in none; `path` the argument, in the dialect's own words.
    """

    report: str
    span: Span
    message: str
    unit: str = ""
    address: str = ""
    instance: str = ""
    path: str = ""
    when: str = ""
    """The world in which it holds; empty where it always does."""
    related: tuple[Hop, ...] = ()
