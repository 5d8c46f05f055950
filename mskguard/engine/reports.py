"""Reports about the input itself: told by the machine, in the form of a rule's finding."""

from __future__ import annotations

from mskguard.engine.finding import Description, Finding, State, fingerprint
from mskguard.rule import Level
from mskguard.source import Span

FAMILY = "input"

UNREADABLE_FILE = Description(
    "unreadable-file",
    FAMILY,
    Level.HIGH,
    "constraint",
    "A file, or a part of it, cannot be read",
    """A file, or a part of it, cannot be read.

What cannot be read cannot be judged: a cluster declared there is not checked. The rest of the run
goes on. The finding says where reading failed and what was expected there; a run with such a file
never ends with exit code 0.

Source: https://developer.hashicorp.com/terraform/language/syntax/configuration.
""",
)

UNUSED_IGNORE = Description(
    "unused-ignore",
    FAMILY,
    Level.LOW,
    "advice",
    "An ignore comment matches no finding",
    """An ignore comment matches no finding.

The finding is gone, the rule's name is misspelt, or the comment stands on another line than the
finding. Remove the comment, so that it cannot hide a later finding.

Source: mskguard.
""",
)

REPORTS = (UNREADABLE_FILE, UNUSED_IGNORE)


def report(rule: Description, span: Span, message: str) -> Finding:
    """A finding of the machine itself."""
    return Finding(
        rule=rule,
        state=State.VIOLATED,
        severity=rule.severity,
        kind=rule.kind,
        message=message,
        span=span,
        fingerprint=fingerprint(rule.name, span.file.path, message),
    )
