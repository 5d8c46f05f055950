"""Reads bodies: arguments and blocks, one a line."""

from __future__ import annotations

import re
from typing import Any

from mskguard.source import SourceFile, Span
from mskguard.syntax.hcl.ast import Attribute, Block, Body, Expression
from mskguard.syntax.hcl.cursor import DEEPEST, END, LINE_BREAK, NAME, PLAIN, TOO_DEEP
from mskguard.syntax.hcl.expressions import ExpressionReader
from mskguard.syntax.problem import Problem

_NUMBER = re.compile(r"\b[0-9][0-9.]*+\Z")
_SHALLOW = 2 * DEEPEST
"""Characters in which no expression nests too deep: every level takes two at least."""


class BodyReader(ExpressionReader):
    """Reads arguments and blocks; `problems` collects what does not end the reading."""

    def __init__(self, source: SourceFile, at: int, stop: int) -> None:
        super().__init__(source, at, stop)
        self.problems: list[Problem] = []

    def item(self) -> Attribute | Block:
        """The argument or block that the cursor stands on, with the line break behind it."""
        if self.kind != NAME:
            self._fail_without_item()
        start, end, name = self.start, self.end, self.word
        self.advance()
        if self.kind == "=":
            attribute = self._attribute(start, end, name)
            self._end_line("argument")
            return attribute
        if self.kind not in (NAME, PLAIN, '"', "{"):
            why = f'"=" and a value, or "{{", is expected after "{name}"'
            self.fail(f"{why}, not {self.found()}")
        block = self._block(start, name)
        self._end_line("block")
        return block

    def _attribute(self, start: int, name_end: int, name: str) -> Attribute:
        equals = self.end
        self.advance()
        if self.kind in (LINE_BREAK, END, "}"):
            self.fail_at(start, equals, f'a value is missing after "{name} ="')
        expression = self.checked_expression()
        span = self.span(start, expression.span.end)
        return Attribute(span, name, self.span(start, name_end), expression)

    def checked_expression(self) -> Expression:
        """A whole expression of which no part nests too deep."""
        expression = self.expression()
        start, end = expression.span.start, expression.span.end
        if end - start > _SHALLOW and _height_exceeds(expression, DEEPEST):
            self.fail_at(start, end, TOO_DEEP)
        return expression

    def _block(self, start: int, kind: str) -> Block:
        labels: list[str] = []
        while self.kind != "{":
            labels.append(self._label(kind))
        opened, header_end = self.start, self.end
        self.deeper()
        self.advance()
        if self.kind in (LINE_BREAK, END, "}"):
            attributes, blocks = self._lines(opened)
        else:
            attributes, blocks = self._single(opened), []
        body = Body(self.span(header_end, self.start), tuple(attributes), tuple(blocks))
        span = self.span(start, self.end)
        self.advance()
        self.depth -= 1
        return Block(span, kind, tuple(labels), self.span(start, header_end), body)

    def _label(self, kind: str) -> str:
        if self.kind == NAME:
            label = self.word
            self.advance()
            return label
        if self.kind not in (PLAIN, '"'):
            self.fail(f'a label or "{{" is expected after "{kind}", not {self.found()}')
        template = self.plain() if self.kind == PLAIN else self.quoted()
        literal = template.literal
        if literal is None:
            span = template.span
            why = "a block's label is plain text without ${ }"
            self.fail_at(span.start, span.end, why)
        return literal

    def _lines(self, opened: int) -> tuple[list[Attribute], list[Block]]:
        """Everything up to the closing brace, on which the cursor then stands."""
        attributes: list[Attribute] = []
        blocks: list[Block] = []
        written: set[str] = set()
        while self.kind != "}":
            if self.kind == LINE_BREAK:
                self.advance()
            elif self.kind == END:
                self.fail_unclosed(opened, opened + 1, '"{" is never closed')
            elif isinstance(item := self.item(), Block):
                blocks.append(item)
            else:
                self.keep(item, attributes, written, "in this block")
        return attributes, blocks

    def keep(
        self, attribute: Attribute, attributes: list[Attribute], written: set[str], where: str
    ) -> None:
        """Add an argument; the second of a name is a problem instead."""
        if attribute.name in written:
            why = f'"{attribute.name}" is written twice {where}'
            self.problems.append(Problem(attribute.name_span, why))
            return
        written.add(attribute.name)
        attributes.append(attribute)

    def _single(self, opened: int) -> list[Attribute]:
        if self.kind != NAME:
            self._fail_without_item()
        start, end, name = self.start, self.end, self.word
        self.advance()
        if self.kind != "=":
            self.fail("a block on one line holds one argument: begin a new line after its brace")
        attribute = self._attribute(start, end, name)
        if self.kind == END:
            self.fail_unclosed(opened, opened + 1, '"{" is never closed')
        if self.kind == LINE_BREAK:
            self.fail(
                "a block that begins on one line ends there: begin a new line after its brace"
            )
        if self.kind != "}":
            self.fail("a block on one line holds one argument: write one argument a line")
        return [attribute]

    def _end_line(self, what: str) -> None:
        if self.kind == LINE_BREAK:
            self.advance()
        elif self.kind == ",":
            self.fail(f"a line break ends this {what}, not a comma")
        elif self.kind != END:
            self._fail_on_line(what)

    def _fail_on_line(self, what: str) -> None:
        if self.kind == "}":
            self.fail(f'missing line break between this {what} and "}}"')
        if self.kind == NAME and (number := _NUMBER.search(self.text, self._line(), self.start)):
            word = number[0] + self.word
            self.fail_at(number.start(), self.end, f'"{word}" is no number')
        self.fail(f"missing line break after this {what}: Terraform allows one {what} a line")

    def _line(self) -> int:
        return self.text.rfind("\n", 0, self.start) + 1

    def _fail_without_item(self) -> None:
        if self.kind == "}":
            self.fail('"}" closes nothing here')
        if self.kind in (PLAIN, '"'):
            self.fail("the name of an argument is written without quotes")
        self.fail(f"an argument or block is expected here, not {self.found()}")


def _height_exceeds(expression: Expression, limit: int) -> bool:
    """Whether a tree is higher than `limit`; told without recursion."""
    waiting: list[tuple[Any, int]] = [(expression, 0)]
    while waiting:
        node, height = waiting.pop()
        height += hasattr(node, "span")
        if height > limit:
            return True
        waiting += [
            (child, height)
            for child in node
            if isinstance(child, tuple) and not isinstance(child, Span)
        ]
    return False
