"""`Fn::ForEach`: the members that a loop makes of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import Any_, as_text, joined
from mskguard.record import record
from mskguard.source import Span
from mskguard.syntax.json import Json, Members
from mskguard.value import Known, Piece, Text

LOOP = "Fn::ForEach::"
EXTENSIONS = "AWS::LanguageExtensions"
"""The transform that knows loops."""
MOST_TURNS = 1000
"""Of all loops of a template together: it may have 500 resources."""
_VARIABLE = re.compile(r"[$&]\{([A-Za-z0-9:.]+)\}")


@record(frozen=True, slots=True)
class Member:
    """A member of a mapping after its loops, with what its value is evaluated in."""

    name: str
    span: Span
    value: Json
    scope: Scope


def expanded(node: Json, members: Members, scope: Scope) -> Iterator[Member | str]:
    """The members of a mapping; in place of a loop that cannot be followed, the reason."""
    for name, value in members.items():
        span = _bare(node.key_span(name))
        if name.startswith(LOOP):
            yield from _turns(name, value, scope)
        elif scope.loops and "{" in name:
            found = _substituted(name, span, scope)
            if not isinstance(found, Known):
                yield f"the key {name} is not known"
                return
            yield Member(found.it, span, value, scope)
        else:
            yield Member(name, span, value, scope)


def _bare(span: Span) -> Span:
    """A key's place without its quotes."""
    quoted = span.end - span.start > 1 and span.file.text[span.start] in "\"'"
    return Span(span.file, span.start + 1, span.end - 1) if quoted else span


def _turns(name: str, loop: Json, scope: Scope) -> Iterator[Member | str]:
    from mskguard.adapters.cloudformation.evaluate import evaluate, items_of

    if EXTENSIONS not in scope.template.transforms:
        yield f"{name} needs the transform {EXTENSIONS}"
        return
    operands = items_of(loop)
    variable = operands[0].it if len(operands) == 3 else None
    if not isinstance(variable, str) or not isinstance(operands[2].it, Members):
        yield f"{name} takes a name, a list and a mapping"
        return
    values = evaluate(operands[1], scope)
    if not isinstance(values, Known) or not isinstance(values.it, tuple):
        why = getattr(values, "why", "it differs by a condition")
        yield f"what {name} goes through is not known: {why}"
        return
    budget = scope.template.budget
    for one in values.it:
        budget.turns += 1
        if budget.spent or budget.turns > MOST_TURNS:
            yield budget.spent or f"the template's loops take more than {MOST_TURNS} turns"
            return
        inner = scope.looping(variable, as_text(one))
        yield from expanded(operands[2], operands[2].it, inner)


def _substituted(text: str, span: Span, scope: Scope) -> Any_:
    return with_loops(Known(text, span, text=Text((Piece(span, text, span.text == text),))), scope)


def with_loops(value: Known[Any], scope: Scope) -> Any_:
    """A text in which the variables of the loops around it stand for what they are."""
    text = value.text
    if text is None:
        return value
    parts: list[Any_] = []
    at = 0
    for found in _VARIABLE.finditer(text.joined):
        variable = scope.loops.get(found[1])
        if variable is None:
            continue
        parts += (_part(text, at, found.start(), value.span), variable)
        at = found.end()
    if not parts:
        return value
    parts.append(_part(text, at, len(text.joined), value.span))
    return joined(value.span, parts)


def _part(text: Text, start: int, end: int, span: Span) -> Any_:
    part = text.cut(start, end)
    return Known(part.joined, span, text=part)
