"""Reads expressions: operators by their precedence, terms, and the traversals behind them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from mskguard.syntax.hcl.ast import (
    Binary,
    Conditional,
    Each,
    Expression,
    GetAttr,
    Index,
    Literal,
    Name,
    Splat,
    Unary,
)
from mskguard.syntax.hcl.brackets import CollectionReader
from mskguard.syntax.hcl.cursor import END, HEREDOC, LINE_BREAK, NAME, NUMBER, PLAIN, misplaced

_PRECEDENCE = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}
_KEYWORDS = {"true": True, "false": False, "null": None}
_LONGEST_INTEGER = 1000
"""Digits; Python does not print integers of more than 4300, and nobody writes one."""


class ExpressionReader(CollectionReader):
    """Reads one expression from the token at hand."""

    def expression(self) -> Expression:
        """A whole expression."""
        self.deeper()
        left = self._term()
        if self.kind in _PRECEDENCE:
            left = self._operations(left)
        if self.kind == "?":
            self.advance()
            then = self.expression()
            self.expect(":", '":" and a value for the other case are expected after "? …"')
            otherwise = self.expression()
            span = self.span(left.span.start, otherwise.span.end)
            left = Conditional(span, left, then, otherwise)
        self.depth -= 1
        return left

    def _operations(self, first: Expression) -> Expression:
        operands, operators = [first], [self.kind]
        self.advance()
        operands.append(self._term())
        while True:
            coming = _PRECEDENCE.get(self.kind, 0)
            while operators and _PRECEDENCE[operators[-1]] >= coming:
                right, left = operands.pop(), operands.pop()
                span = self.span(left.span.start, right.span.end)
                operands.append(Binary(span, operators.pop(), left, right))
            if not coming:
                return operands[0]
            operators.append(self.kind)
            self.advance()
            operands.append(self._term())

    def _term(self) -> Expression:
        kind = self.kind
        term: Expression
        if kind == NAME:
            term = self._named()
        elif kind == PLAIN:
            term = self.plain()
        elif kind == NUMBER:
            term = self._number()
        elif kind == '"':
            term = self.quoted()
        elif kind == "[":
            term = self.tuple_or_for()
        elif kind == "{":
            term = self.object_or_for()
        elif kind == "(":
            term = self.parentheses()
        elif kind in ("-", "!"):
            return self._unary()
        elif kind == HEREDOC:
            term = self.heredoc()
        else:
            self._fail_without_value()
        return self._traversals(term) if self.kind in (".", "[") else term

    def _unary(self) -> Unary:
        self.deeper()
        start, operator = self.start, self.kind
        self.advance()
        operand = self._term()
        self.depth -= 1
        return Unary(self.span(start, operand.span.end), operator, operand)

    def _named(self) -> Expression:
        start, end, name = self.start, self.end, self.word
        self.advance()
        while self.kind == "::":
            self.advance()
            end = self.end
            name += "::" + self.expect(NAME, 'the name of a function is expected after "::"')
            if self.kind not in ("::", "("):
                self.fail(f'"(" is expected after the function "{name}", not {self.found()}')
        if self.kind == "(":
            return self.call(start, name, end)
        if name in _KEYWORDS:
            return Literal(self.span(start, end), _KEYWORDS[name])
        return Name(self.span(start, end), name)

    def _number(self) -> Literal:
        start, end, word = self.start, self.end, self.word
        number = number_of(word)
        if number is None:
            self.fail(f'"{word}" is no number')
        self.advance()
        return Literal(self.span(start, end), number)

    def _traversals(self, source: Expression) -> Expression:
        while True:
            start = source.span.start
            if self.kind == "[":
                opened, mode = self.start, self.mode
                self.advance()
                if self.kind == "*":
                    self.advance()
                    self.deeper()
                    each = Each(self.span(opened, self._closed(opened, "]", mode)))
                    inner = self._traversals(each)
                    self.depth -= 1
                    return Splat(self.span(start, inner.span.end), source, inner, True)
                self.in_brackets()
                if self.kind == LINE_BREAK:
                    self.advance()
                key = self.expression()
                source = Index(self.span(start, self._closed(opened, "]", mode)), source, key)
            elif self.kind == ".":
                source = self._dotted(source)
            else:
                return source

    def _dotted(self, source: Expression) -> Expression:
        dot = self.start
        self.advance()
        if self.kind != "*":
            return self._attribute_of(source)
        each: Expression = Each(self.span(dot, self.end))
        self.advance()
        while self.kind == ".":
            self.advance()
            if self.kind == "*":
                self.fail('a second ".*" within the first: write "[*]" instead')
            each = self._attribute_of(each)
        return Splat(self.span(source.span.start, each.span.end), source, each, False)

    def _attribute_of(self, source: Expression) -> Expression:
        """What stands behind a dot: a name, or a number as of old."""
        span = self.span(source.span.start, self.end)
        word_span = self.span(self.start, self.end)
        if self.kind == NUMBER:
            number = number_of(self.word)
            if number is None or "." in self.word:
                self.fail(f'".{self.word}" is no index: write it in brackets')
            self.advance()
            return Index(span, source, Literal(word_span, number))
        name = self.expect(NAME, "a name is expected after the dot")
        return GetAttr(span, source, name, word_span)

    def _fail_without_value(self) -> None:
        if self.kind == "'" or (len(self.kind) == 1 and not self.kind.isascii()):
            self.fail(misplaced(self.kind))
        if self.kind == "<<":
            self.fail('a heredoc begins with "<<" and a marker alone at the end of the line')
        where = "at" if self.kind in (END, LINE_BREAK) else "here, not"
        self.fail(f"a value is expected {where} {self.found()}")


def number_of(word: str) -> int | Decimal | None:
    """The exact number that a numeric literal spells; None where it spells none."""
    if word.isdigit() and len(word) <= _LONGEST_INTEGER:
        return int(word)
    try:
        number = Decimal(word)
    except InvalidOperation:
        return None
    if number.adjusted() < _LONGEST_INTEGER and number == number.to_integral_value():
        return int(number)
    return number
