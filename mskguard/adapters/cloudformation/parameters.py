"""A template's parameters: given, by default, or what each world's conditions imply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mskguard.adapters.cloudformation.asked import Asked, asked_of
from mskguard.adapters.cloudformation.scope import Mode
from mskguard.adapters.cloudformation.texts import cut
from mskguard.adapters.cloudformation.values import Any_, scalar, spelled, text_of, unknown
from mskguard.source import Span
from mskguard.syntax.json import Json
from mskguard.value import Choice, Condition, Known, Piece, Text, Unknown, distribute

if TYPE_CHECKING:
    from mskguard.adapters.cloudformation.template import Template

PSEUDO = {
    "AWS::AccountId": "nothing names the account (--account)",
    "AWS::NotificationARNs": "whom the stack notifies is not known",
    "AWS::Partition": "nothing names the region (--region)",
    "AWS::Region": "nothing names the region (--region)",
    "AWS::StackId": "the stack has no id before it is deployed",
    "AWS::StackName": "the stack's name is not known",
    "AWS::URLSuffix": "nothing names the region (--region)",
}
"""The names that every template has, and why nothing is known of them."""

_LISTS = ("CommaDelimitedList", "List<")
_LOOKED_UP = "AWS::SSM::Parameter::Value<"


class Parameters:
    """Values of parameters and pseudo-parameters by name."""

    def __init__(self, template: Template, given: Mapping[str, Any_]) -> None:
        self._template = template
        self._given = given
        self._made: dict[tuple[str, Mode, Span | None], Any_] = {}

    def value(self, name: str, span: Span, mode: Mode) -> Any_:
        """What a parameter is, asked for at a place. `mode`: where nobody gives it a value."""
        key = (name, mode, span if name in PSEUDO else None)
        if key not in self._made:
            self._made[key] = self._open(name, span)  # where its own conditions ask for it
            self._made[key] = self._value(name, span, mode)
        return self._made[key]

    def _value(self, name: str, span: Span, mode: Mode) -> Any_:
        if name in self._given:
            return self._typed(name, self._given[name])
        if self._kind(name).startswith(_LOOKED_UP):
            return self._open(name, span)
        if mode is Mode.DEFAULTS:
            return self._default(name) or self._open(name, span)
        asked = self._asked.get(name, Asked())
        allowed = self._allowed(name)
        literals = [one for one in asked.literals if not allowed or one in allowed]
        rest = self._rest(name, span, mode, literals, allowed, asked)
        if mode is Mode.DECIDING and not allowed:
            return rest
        for literal in reversed(literals):
            rest = Choice(self._question(name, literal, span), self._implied(name, literal), rest)
        return self._typed(name, rest)

    @property
    def _asked(self) -> dict[str, Asked]:
        return asked_of(self._template)

    def _written(self, name: str) -> Json | None:
        return self._template.section("Parameters").get(name)

    def _kind(self, name: str) -> str:
        written = self._written(name)
        kind = written.member("Type") if written is not None else None
        return str(kind.it) if kind is not None else ""

    def _open(self, name: str, span: Span) -> Unknown[Any]:
        identity = self._template.identity(name)
        if name in PSEUDO:
            return unknown(span, PSEUDO[name], identity)
        if self._kind(name).startswith(_LOOKED_UP):
            why = f"the parameter {name} is looked up in Parameter Store"
            return unknown(span, why, identity)
        place = self._template.section("Parameters").get(name)
        why = f"the parameter {name} has no value (--parameter {name}=…)"
        return unknown(place.span if place is not None else span, why, identity)

    def _default(self, name: str) -> Any_ | None:
        written = self._written(name)
        default = written.member("Default") if written is not None else None
        if default is None or default.tag:
            return None
        return self._typed(name, _as_parameter(default))

    def _allowed(self, name: str) -> dict[str, Json]:
        """The values that a parameter may take, where the template lists them."""
        written = self._written(name)
        listed = written.member("AllowedValues") if written is not None else None
        items = listed.it if listed is not None and isinstance(listed.it, list) else []
        return {text: one for one in items if (text := spelled(one.it, one.raw)) is not None}

    def _rest(
        self,
        name: str,
        span: Span,
        mode: Mode,
        literals: list[str],
        allowed: dict[str, Json],
        asked: Asked,
    ) -> Any_:
        """What it is where it is none of the values that conditions compare it with."""
        left = [text for text in allowed if text not in literals]
        if allowed and not left:
            return self._implied(name, literals.pop())
        if mode is Mode.DECIDING:
            may_differ = len(left) != 1 and literals == asked.literals
            return self._open(name, span) if may_differ else self._one_of(name, span, allowed, left)
        default = self._default(name)
        if default is not None and self._default_text(name) not in literals:
            return self._in_worlds(name, span, default, asked)
        return self._one_of(name, span, allowed, left) if left else self._open(name, span)

    def _one_of(self, name: str, span: Span, allowed: dict[str, Json], left: list[str]) -> Any_:
        """One of the values that are allowed: which of them, nobody says."""
        *others, last = left
        value = _as_parameter(allowed[last])
        for text in reversed(others):
            question = self._question(name, text, span, supposed=True)
            value = Choice(question, _as_parameter(allowed[text]), value)
        return value

    def _default_text(self, name: str) -> str | None:
        written = self._written(name)
        default = written.member("Default") if written is not None else None
        return spelled(default.it, default.raw) if default is not None else None

    def _in_worlds(self, name: str, span: Span, default: Any_, asked: Asked) -> Any_:
        """Its default in the worlds where every condition on it is as the default has it."""
        from mskguard.adapters.cloudformation.evaluate import evaluate

        value = default
        for one in asked.comparisons:
            as_deployed = evaluate(one, self._template.scope.of(Mode.DEFAULTS))
            if not isinstance(as_deployed, Known):
                continue
            other = unknown(
                span,
                f"the parameter {name} has another value than its default here",
                self._template.identity(name, "other than its default"),
            )
            open_ = evaluate(one, self._template.scope.of(Mode.DECIDING))
            value = distribute(_kept(as_deployed, value, other), open_)
        return value

    def _implied(self, name: str, literal: str) -> Any_:
        """The value that a world implies, standing where the template writes it."""
        allowed = self._allowed(name)
        default = self._default(name)
        if default is not None and self._default_text(name) == literal:
            return default
        if literal in allowed:
            return _as_parameter(allowed[literal])
        place = self._asked[name].places.get(literal)
        assert place is not None
        return Known(literal, place.span, text=Text((Piece(place.span, literal),)))

    def _question(
        self, name: str, literal: str, span: Span, *, supposed: bool = False
    ) -> Condition:
        identity = self._template.identity(name)
        asked = self._asked.get(name)
        label = asked.labels.get(literal) if asked else None
        place = asked.places[literal].span if asked and literal in asked.places else span
        text = label or f'{identity} == "{literal}"'
        return Condition(identity, literal, text, place, frozenset((identity,)), supposed)

    def _typed(self, name: str, value: Any_) -> Any_:
        """A list, where the parameter is one and its value a text with commas."""
        kind = self._kind(name)
        if kind.startswith(_LISTS) or f"<{_LISTS[1]}" in kind:
            return distribute(_listed, value)
        return value


def _listed(value: Any_) -> Any_:
    if not isinstance(value, Known) or not isinstance(value.it, str):
        return value
    return cut(value, ",") if value.it else Known((), value.span, value.origin, value.via)


def _as_parameter(written: Json) -> Any_:
    """A scalar as the text that a parameter takes it for."""
    value = scalar(written)
    if isinstance(written.it, str) or not isinstance(value, Known):
        return value
    text = spelled(written.it, written.raw)
    return Known(text or "", value.span, value.origin, text=text_of(written), writer=value.writer)


def _kept(as_deployed: Known[Any], value: Any_, other: Any_) -> Any:
    def case(it: Any_) -> Any_:
        if isinstance(it, Known) and it.it != as_deployed.it:
            return other
        return value

    return case
