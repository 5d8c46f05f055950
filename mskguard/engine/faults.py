"""What is wrong with the input, and what of it is unknown, as findings: one for each cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mskguard.engine.finding import Finding, State
from mskguard.engine.reports import REPORTS, UNRESOLVED_INPUT, report
from mskguard.model.fault import Fault
from mskguard.source import Span
from mskguard.value import Hop

_MOST_NAMED = 3
"""Rules that a message names; it counts the others."""


def findings_of(faults: Iterable[Fault]) -> list[Finding]:
    """A finding for each place, with all resources that share it."""
    found: dict[tuple[str, Span, str], Finding] = {}
    for fault in faults:
        key = (fault.report, fault.span, fault.path)
        one = _finding(fault)
        before = found.get(key)
        if before is not None:
            one = replace(
                before,
                instances=tuple(dict.fromkeys(before.instances + one.instances)),
                when=" or ".join(dict.fromkeys((before.when, one.when)))
                if before.when and one.when
                else "",
                related=tuple(dict.fromkeys(before.related + one.related)),
            )
        found[key] = one
    return list(found.values())


def _finding(fault: Fault) -> Finding:
    rule = next(one for one in REPORTS if one.name == fault.report)
    where = (fault.unit, fault.address, fault.path) if fault.unit else (fault.span.file.path,)
    return Finding(
        rule=rule,
        state=State.VIOLATED,
        severity=rule.severity,
        kind=rule.kind,
        message=fault.message,
        span=fault.span,
        named=(rule.name, *where, "" if fault.unit else fault.message),
        instances=(f"{fault.unit}: {fault.instance}",) if fault.instance else (),
        when=fault.when,
        related=fault.related,
    )


def unresolved(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A report for each thing that is unknown, with the rules that it leaves open."""
    open_by: dict[Hop, list[Finding]] = {}
    for finding in findings:
        if finding.state is State.UNDETERMINED:
            for reason in finding.reasons:
                open_by.setdefault(reason, []).append(finding)
    for reason, left in open_by.items():
        rules = list(dict.fromkeys(one.rule.name for one in left))
        message = f"{reason.what}: {_some(rules)} cannot judge what hangs on it"
        instances = dict.fromkeys(name for one in left for name in one.instances)
        yield replace(
            report(UNRESOLVED_INPUT, reason.span, message),
            named=(UNRESOLVED_INPUT.name, reason.span.file.path, reason.what),
            instances=tuple(instances),
        )


def _some(names: list[str]) -> str:
    named, left = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if left > 0:
        return f"{', '.join(named)} and {left} more"
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
