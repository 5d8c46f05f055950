"""A template's conditions, each decided once for each way of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mskguard.adapters.cloudformation.choices import deciding
from mskguard.adapters.cloudformation.scope import Mode
from mskguard.adapters.cloudformation.values import Any_, unusable
from mskguard.source import Span
from mskguard.value import Choice, Condition, Known, Unknown

if TYPE_CHECKING:
    from mskguard.adapters.cloudformation.template import Template


class Conditions:
    """Named conditions as truths that may differ by what they depend on."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._decided: dict[tuple[str, bool], Any_] = {}

    def value(self, name: str, span: Span, mode: Mode) -> Any_:
        """Whether a condition holds: known, or a choice. `Mode.DEFAULTS`: by defaults alone."""
        by_defaults = mode is Mode.DEFAULTS
        key = (name, by_defaults)
        if key not in self._decided:
            written = self._template.section("Conditions").get(name)
            if written is None:
                return unusable(span, f"the template has no condition {name}")
            self._decided[key] = unusable(span, f"the condition {name} depends on itself")
            asked = Mode.DEFAULTS if by_defaults else Mode.DECIDING
            value = deciding(written, self._template.scope.of(asked), name)
            self._decided[key] = self._settled(value, name, written.span)
        return self._decided[key]

    def _settled(self, value: Any_, name: str, span: Span) -> Any_:
        """A truth that is not known at all as a question of its own."""
        if isinstance(value, Choice):
            yes, no = (self._settled(one, name, span) for one in (value.yes, value.no))
            return Choice(value.condition, yes, no)
        if isinstance(value, Known):
            return value
        roots = value.roots if isinstance(value, Unknown) else frozenset()
        subject = (self._template.unit, self._template.instance(name))
        question = Condition(subject, True, name, span, roots)
        return Choice(question, Known(True, span), Known(False, span))
