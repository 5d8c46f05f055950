"""What a run tells: findings, undetermined questions, and the account of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from mskguard.profiles.profile import Profile
from mskguard.record import record
from mskguard.rule import Kind, Level
from mskguard.source import Fate, FileAccount, Span, TextEdit
from mskguard.value import Hop


@record(frozen=True, slots=True)
class Description:
    """A rule as reports show it, be it a rule file's or an input report of the machine itself."""

    name: str
    family: str
    severity: Level
    """The gravest that a finding of it can be."""
    kind: Kind
    summary: str
    doc: str
    """The whole documentation: Markdown, with examples as diffs, `Source:` and `Controls:`."""
    fixable: bool = False

    @property
    def guide(self) -> str:
        """The documentation for people: without the `?` lines and flags that only tests read."""
        lines: list[str] = []
        in_diff = False
        for line in self.doc.splitlines():
            if line.startswith("```"):
                in_diff = not in_diff
            if not (in_diff and line.startswith("?")):
                lines.append("```diff" if line.startswith("```diff") else line)
        return "\n".join(lines)

    @property
    def source(self) -> str:
        return self._line("Source:")

    @property
    def controls(self) -> str:
        """Identifiers of the same check elsewhere: Security Hub, checkov, trivy and others."""
        return self._line("Controls:")

    def _line(self, label: str) -> str:
        lines = iter(self.doc.splitlines())
        for line in lines:
            if line.startswith(label):
                words = [line.removeprefix(label).strip()]
                for more in lines:
                    if not more.strip() or ": " in more.split(" ", 1)[0] + " ":
                        break
                    words.append(more.strip())
                return " ".join(words).rstrip(".")
        return ""


class State(Enum):
    """What became of a rule's question."""

    VIOLATED = "violated"
    UNDETERMINED = "undetermined"


@record(frozen=True, slots=True)
class Fix:
    """Text edits that put a finding right. `safe`: they change nothing else's meaning."""

    description: str
    edits: tuple[TextEdit, ...]
    safe: bool


@record(frozen=True, slots=True)
class Finding:
    """One cause, found by one rule.

    `named` tells it from every other one. `instances` are the resources that it concerns, with
    instance keys, each after its unit's name. `when` names the world in which it holds, empty where
    it always does. `reasons` say what was unknown where the state is UNDETERMINED. `suppressed` is
    the reason given by an ignore comment, None where there is none.
    """

    rule: Description
    state: State
    severity: Level
    kind: Kind
    message: str
    span: Span
    named: tuple[str, ...]
    instances: tuple[str, ...] = ()
    when: str = ""
    related: tuple[Hop, ...] = ()
    reasons: tuple[Hop, ...] = ()
    fix: Fix | None = None
    suppressed: str | None = None

    @property
    def fingerprint(self) -> str:
        """Names it across edits: `named` is never made of line numbers or instance keys."""
        import hashlib  # 5 ms that the text report saves

        text = "\x1f".join(self.named)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def is_active(self) -> bool:
        """Whether it counts: a violation that no comment ignores."""
        return self.state is State.VIOLATED and self.suppressed is None


@record(frozen=True, slots=True)
class Crash:
    """A rule that raised an exception: a defect of the rule, not of what it judged."""

    rule: str
    address: str
    error: str


@record(frozen=True, slots=True)
class Result:
    """Everything that a run has to tell, in the order in which reports show it."""

    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]
    rules: Sequence[Description]
    """The rules that were asked."""
    crashes: tuple[Crash, ...] = ()
    subjects: int = 0
    """How many resources were judged."""
    judging: frozenset[str] = frozenset()
    """The names of the rules that had something to judge."""
    profile: Profile | None = None
    """What chose the rules, beside the user's selection."""

    @property
    def active(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_active)

    @property
    def undetermined(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.state is State.UNDETERMINED)

    @property
    def suppressed(self) -> tuple[Finding, ...]:
        return tuple(
            one
            for one in self.findings
            if one.suppressed is not None and one.state is State.VIOLATED
        )

    def counts(self) -> Counter[Level]:
        return Counter(finding.severity for finding in self.active)

    def files_by(self, fate: Fate) -> tuple[FileAccount, ...]:
        return tuple(account for account in self.files if account.fate is fate)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By file, then place, then gravity, then name."""
    return tuple(
        sorted(
            findings,
            key=lambda one: (
                one.span.file.path,
                one.span.start,
                -one.severity.value,
                one.rule.name,
                one.message,
            ),
        )
    )
