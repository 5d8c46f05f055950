"""Pairs the directives of a template: `%{ if }` with `%{ endif }`, `for` with `endfor`."""

from __future__ import annotations

from mskguard.syntax.hcl.ast import ForDirective, IfDirective, Part
from mskguard.syntax.hcl.cursor import DEEPEST, TOO_DEEP, Failure
from mskguard.syntax.hcl.template_text import Directive, Piece

_ENDS = {"if": "endif", "for": "endfor"}


class _Open:
    """A directive that waits for its end, and the parts within it so far."""

    def __init__(self, directive: Directive | None) -> None:
        self.directive = directive
        self.then: list[Part] = []
        self.otherwise: list[Part] | None = None

    @property
    def parts(self) -> list[Part]:
        return self.then if self.otherwise is None else self.otherwise

    def closed_by(self, end: Directive) -> IfDirective | ForDirective:
        start = self.directive
        assert start is not None and start.expression is not None
        span = start.span.to(end.span)
        then = tuple(self.then)
        if start.word == "for":
            return ForDirective(span, start.key, start.value, start.expression, then)
        return IfDirective(span, start.expression, then, tuple(self.otherwise or ()))


def assembled(pieces: list[Piece]) -> tuple[Part, ...]:
    """The parts of a template as a tree; raises `Failure` where its directives do not pair."""
    stack = [_Open(None)]
    for piece in pieces:
        if not isinstance(piece, Directive):
            stack[-1].parts.append(piece)
        elif piece.word in _ENDS:
            stack.append(_Open(piece))
            if len(stack) > DEEPEST:
                _fail(piece, TOO_DEEP)
        elif piece.word == "else":
            _turn(stack[-1], piece)
        else:
            _close(stack, piece)
    start = stack[-1].directive
    if start is not None:
        _fail(start, f'"%{{ {start.word} }}" is never closed by "%{{ {_ENDS[start.word]} }}"')
    return tuple(stack[0].then)


def _turn(opened: _Open, piece: Directive) -> None:
    if opened.directive is None or opened.directive.word != "if":
        _fail(piece, 'no "%{ if }" is open here for this "%{ else }"')
    if opened.otherwise is not None:
        _fail(piece, 'this "%{ if }" has a second "%{ else }"')
    opened.otherwise = []


def _close(stack: list[_Open], piece: Directive) -> None:
    start = stack[-1].directive
    if start is None or _ENDS[start.word] != piece.word:
        _fail(piece, f'no "%{{ {piece.word[3:]} }}" is open here for this "%{{ {piece.word} }}"')
    done = stack.pop().closed_by(piece)
    stack[-1].parts.append(done)


def _fail(piece: Directive, message: str) -> None:
    raise Failure(piece.span.start, piece.span.end, message)
