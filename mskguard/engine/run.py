"""Asks every rule about every node, in every world that the answer depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mskguard.engine.catalog import Catalog, Entry
from mskguard.engine.finding import Crash, Description, Finding, Fix, State
from mskguard.engine.fixing import render
from mskguard.engine.twins import Told, counted_once
from mskguard.model.change import ResourceChange
from mskguard.model.node import BESIDE_THE_INPUT, Node
from mskguard.record import record
from mskguard.rule import Context, Level, Verdict
from mskguard.source import Span
from mskguard.value import (
    Condition,
    Hop,
    Reading,
    Tri,
    Undecided,
    Unknown,
    World,
    conditions,
    joined,
    reading,
)

Subject = Node | ResourceChange

_MOST_MET = 100
"""Unknown values of a rule's run that are kept from its beginning, and from its end."""
MOST_WORLDS = 64
"""A question that depends on more combinations of conditions stays undetermined."""


@record(frozen=True, slots=True)
class Outcome:
    """One verdict in one world, violated or undetermined."""

    verdict: Verdict
    violated: Tri
    world: World
    reasons: tuple[Hop, ...]


def run(catalog: Catalog, context: Context) -> tuple[list[Finding], list[Crash]]:
    """Every finding of every rule, violated or undetermined, one for each cause."""
    findings: list[Finding] = []
    crashes: list[Crash] = []
    twins = context.graph.twins()
    for entry in catalog:
        told: list[Told] = []
        own = context.of(entry.rule.name, entry.rule.settings)
        for node in _subjects(entry, context):
            try:
                told += ((node, *one) for one in _findings(entry, node, own))
            except Exception as error:  # a defect of one rule is told and ends no run
                crashes.append(
                    Crash(entry.rule.name, node.instance, f"{type(error).__name__}: {error}")
                )
        findings += _one_for_each_cause(counted_once(told, twins))
    return findings, crashes


def _subjects(entry: Entry, context: Context) -> Iterator[Subject]:
    everything: Iterable[Subject] = (*context.graph, *context.graph.changes)
    return (one for one in everything if isinstance(one, entry.rule.subject))


def _findings(entry: Entry, node: Subject, context: Context) -> list[tuple[str, Finding]]:
    """What the rule finds in one node, each with what it is about."""
    outcomes, existing = _explore(entry, node, context)
    if not outcomes:
        return []
    outcomes = [one for place in _by_attribute(outcomes) for one in _settled(place, existing)]
    worlds = len(existing)
    description = entry.description
    by_place: dict[tuple[Span, str, Tri], list[Outcome]] = {}
    for outcome in outcomes:
        key = (outcome.verdict.span, outcome.verdict.about, outcome.violated)
        by_place.setdefault(key, []).append(outcome)
    violated = {key[:2] for key in by_place if key[2] is Tri.YES}
    return [
        (key[1], _finding(description, node, same, worlds))
        for key, same in by_place.items()
        if key[2] is Tri.YES or key[:2] not in violated
    ]


def _by_attribute(outcomes: Iterable[Outcome]) -> Iterable[list[Outcome]]:
    """The outcomes on each attribute, whose value may stand in another place in each world."""
    attributes: dict[tuple[Span | str, str], list[Outcome]] = {}
    for one in outcomes:
        slot = one.verdict.slot
        at = slot.path if slot and slot.path else one.verdict.span
        attributes.setdefault((at, one.verdict.about), []).append(one)
    return attributes.values()


def _settled(place: list[Outcome], existing: list[World]) -> Iterator[Outcome]:
    """Outcomes on one attribute; what breaks in some of the supposed cases only is undetermined."""
    broken = {id(one.world) for one in place if one.violated is Tri.YES}
    for one in place:
        if one.violated is Tri.YES and one.world.supposed:
            alike = (world for world in existing if world.is_written_like(one.world))
            if not all(id(world) in broken for world in alike):
                one = replace(one, violated=Tri.UNKNOWN, reasons=_whether(one.world))
        yield one


def _whether(world: World) -> tuple[Hop, ...]:
    return tuple(Hop(one.span, f"whether {one.text}") for one in world.decisions)


def _explore(entry: Entry, node: Subject, context: Context) -> tuple[list[Outcome], list[World]]:
    """What is not kept in each world, and the worlds in which the node exists."""
    outcomes: list[Outcome] = []
    pending = [World()]
    existing: list[World] = []
    asked = 0
    while pending:
        world = pending.pop()
        asked += 1
        with reading(world) as current:
            try:
                if node.exists.equals(False) is Tri.YES:
                    continue
                said = list(_verdicts(entry, node, context, current))
            except Undecided as question:
                if asked + len(pending) < MOST_WORLDS:
                    pending += [world.where(question.condition, holds) for holds in (False, True)]
                    continue
                return _too_many(entry, node, question), [World()]
        existing.append(world)
        outcomes += said
    return outcomes, existing


def _verdicts(entry: Entry, node: Subject, context: Context, current: Reading) -> Iterator[Outcome]:
    current.unknowns.clear()
    for verdict in entry.rule.judge(node, context):
        violated = verdict.violated
        if violated is Tri.NO:
            continue
        world = current.world
        reasons: tuple[Hop, ...] = ()
        if violated is Tri.YES and world.entangled:
            violated, reasons = Tri.UNKNOWN, _whether(world)
        elif violated is Tri.UNKNOWN:
            reasons = _reasons(current.unknowns)
            if any(it.span == verdict.span and it.what in BESIDE_THE_INPUT for it in reasons):
                continue
        yield Outcome(verdict, violated, world, reasons)


def _reasons(unknowns: Sequence[Unknown[object]]) -> tuple[Hop, ...]:
    """Each reason once; of very many, those that were met first and last."""
    few = len(unknowns) <= 2 * _MOST_MET
    met = unknowns if few else (*unknowns[:_MOST_MET], *unknowns[-_MOST_MET:])
    return tuple(dict.fromkeys(Hop(unknown.span, unknown.why) for unknown in met))


def _each_why(hops: Iterable[Hop]) -> tuple[Hop, ...]:
    """Each reason at the first of its places: that the region has no name is no news twice."""
    first: dict[str, Hop] = {}
    for hop in hops:
        first.setdefault(hop.what, hop)
    return tuple(first.values())


def _too_many(entry: Entry, node: Subject, question: Undecided) -> list[Outcome]:
    why = f"it depends on more than {MOST_WORLDS} combinations of conditions"
    message = f"{node.address}: {entry.rule.summary}"
    verdict = Verdict(Tri.UNKNOWN, node.span, None, message)
    reasons = (Hop(question.condition.span, why),)
    return [Outcome(verdict, Tri.UNKNOWN, World(), reasons)]


def _finding(rule: Description, node: Subject, same: list[Outcome], worlds: int) -> Finding:
    first = same[0].verdict
    state = State.VIOLATED if same[0].violated is Tri.YES else State.UNDETERMINED
    always = len({id(outcome.world) for outcome in same}) == worlds
    given = frozenset(conditions(node.exists))
    gravest = max((outcome.verdict for outcome in same), key=lambda one: _severity(one, rule).value)
    span, related = _editable(first, node)
    path = first.slot.path if first.slot else ""
    return Finding(
        rule=rule,
        state=state,
        severity=_severity(gravest, rule),
        kind=gravest.kind or rule.kind,
        message=_told(gravest) if state is State.VIOLATED else _perhaps(node, rule),
        span=span,
        named=(rule.name, node.unit.name, node.address, path, first.about),
        instances=(f"{node.unit.name}: {node.instance}",),
        when="" if always else " or ".join(_worlds(same, given)),
        related=related,
        reasons=_each_why(hop for one in same for hop in one.reasons),
        fix=_rendered(same) if state is State.VIOLATED else None,
    )


def _rendered(same: list[Outcome]) -> Fix | None:
    """The fix, but for a value that is one of several that may be chosen."""
    change = same[0].verdict.fix
    if change is None or all(one.world.supposed for one in same):
        return None
    return render(change)


def _worlds(same: list[Outcome], given: frozenset[Condition]) -> Iterable[str]:
    """What the outcomes' worlds decide, beyond what the resource's existence already says."""
    said = joined(one.world.without(given).written for one in same)
    return dict.fromkeys(str(world) for world in said) if all(map(str, said)) else ()


def _severity(verdict: Verdict, rule: Description) -> Level:
    return verdict.severity or rule.severity


def _perhaps(node: Subject, rule: Description) -> str:
    """What is not known, said without the figures of a verdict that was not reached."""
    summary = rule.summary
    if not summary[1:2].isupper():
        summary = summary[0].lower() + summary[1:]
    return f"{node.address}: perhaps {summary}"


def _told(verdict: Verdict) -> str:
    """The message; of a text in Base64 it names the decoded line, which nobody can see."""
    file = verdict.span.file
    if file.decoded_from is None or file.line_count == 1:
        return verdict.message
    return f"{verdict.message}, in line {verdict.span.line} of the decoded text"


def _editable(verdict: Verdict, node: Subject) -> tuple[Span, tuple[Hop, ...]]:
    """The primary place, which is one that the user can edit, and the others, each once."""
    related = (*verdict.related, *node.called_at)
    span = verdict.span
    if span.file.decoded_from is not None:
        span = next((one.span for one in related if one.span.file is span.file.decoded_from), span)
        related = (Hop(verdict.span, verdict.span.shown.strip()), *related)
    elif not span.file.editable:
        mine = [hop.span for hop in reversed(related) if hop.span.file.editable]
        span = mine[0] if mine else span
        related = (Hop(verdict.span, "written here"), *related)
    return span, _once(hop for hop in related if hop.span != span)


def _one_for_each_cause(findings: Iterable[tuple[str, Finding]]) -> list[Finding]:
    """Findings of one rule at one place become one, which lists the instances."""
    merged: dict[tuple[Span, State, str], Finding] = {}
    for about, finding in findings:
        key = (finding.span, finding.state, about)
        before = merged.get(key)
        if before is None:
            merged[key] = finding
            continue
        merged[key] = replace(
            before,
            severity=max(before.severity, finding.severity, key=lambda one: one.value),
            instances=tuple(dict.fromkeys(before.instances + finding.instances)),
            when=_either(before.when, finding.when),
            related=_once(before.related + finding.related),
            reasons=_each_why(before.reasons + finding.reasons),
        )
    return list(merged.values())


def _either(one: str, other: str) -> str:
    """In which worlds one of two findings holds: in all of them where one names none."""
    if not one or not other:
        return ""
    return " or ".join(dict.fromkeys((*one.split(" or "), *other.split(" or "))))


def _once(hops: Iterable[Hop]) -> tuple[Hop, ...]:
    """Each place once, by the first words that say what it is."""
    places: dict[Span, Hop] = {}
    for hop in hops:
        if hop.span not in places or not places[hop.span].what:
            places[hop.span] = hop
    return tuple(places.values())
