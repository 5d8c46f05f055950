"""Reads a file, and what stands around its errors."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mskguard.source import SourceFile
from mskguard.syntax.hcl.ast import Attribute, Block, Body, Expression, File, Template
from mskguard.syntax.hcl.bodies import BodyReader
from mskguard.syntax.hcl.cursor import END, LINE_BREAK, TOO_DEEP, Failure
from mskguard.syntax.problem import Problem

if TYPE_CHECKING:
    from mskguard.syntax.hcl.outline import Outline

_PATIENCE = 8
"""How often the text may be read again after errors before the rest is left unread."""
_SHORT = 100_000
"""Characters that are read again in any case."""


def parse(source: SourceFile) -> File:
    """The tree of a file. Never raises: what cannot be read is a problem and not in the tree."""
    reader = _FileReader(source, 0, len(source.text))
    reader.read()
    body = Body(source.whole, tuple(reader.attributes), tuple(reader.blocks))
    return File(source, body, tuple(sorted(reader.problems, key=lambda one: one.span.start)))


def parse_expression(source: SourceFile, start: int, end: int) -> Expression | None:
    """The expression that stands alone between two offsets; None where there is none."""
    reader = BodyReader(source, start, end)
    reader.in_brackets()
    try:
        reader.advance()
        expression = reader.checked_expression()
    except (Failure, RecursionError):
        return None
    return expression if reader.kind == END else None


def parse_template(
    source: SourceFile, start: int = 0, end: int | None = None
) -> Template | Problem:
    """A text as a template without quotes, as a template file holds it, or what is wrong."""
    end = len(source.text) if end is None else end
    reader = BodyReader(source, start, end)
    try:
        return reader.bare()
    except Failure as failure:
        return Problem(source.span(failure.start, failure.end), failure.message)
    except RecursionError:
        return Problem(source.span(start, end), TOO_DEEP)


class _FileReader(BodyReader):
    """Reads the items of a file one by one, and goes on behind one that fails."""

    def __init__(self, source: SourceFile, at: int, stop: int) -> None:
        super().__init__(source, at, stop)
        self.attributes: list[Attribute] = []
        self.blocks: list[Block] = []
        self._written: set[str] = set()
        self._began = 0
        self._known = 0

    @cached_property
    def _outline(self) -> Outline:
        from mskguard.syntax.hcl.outline import Outline  # 5 ms that only an error costs

        return Outline(self.text)

    def read(self) -> None:
        """Read everything that can be read."""
        patience = _PATIENCE * self.stop + _SHORT
        at: int | None = 0
        while at is not None:
            try:
                self._items(at)
                return
            except Failure as failure:
                patience -= self.end - self._began
                self._tell(failure)
                closed = failure.message == TOO_DEEP
                at = self._outline.next_item(self._began, failure.start, closed=closed)
            if at is not None and patience < 0:
                why = "the rest of this file is left unread: too much before this cannot be read"
                self.problems.append(Problem(self.span(at, at), why))
                return

    def _items(self, at: int) -> None:
        self.depth, self.end, self._began = 0, at, at
        self._known = len(self.problems)
        self.in_lines()
        self.advance()
        while self.kind != END:
            self._began, self._known = self.start, len(self.problems)
            if self.kind == LINE_BREAK:
                self.advance()
                continue
            item = self._bounded_item()
            if isinstance(item, Block):
                self.blocks.append(item)
            else:
                self.keep(item, self.attributes, self._written, "in this file")

    def _bounded_item(self) -> Attribute | Block:
        try:
            return self.item()
        except RecursionError:
            raise Failure(self.start, self.end, TOO_DEEP) from None

    def _tell(self, failure: Failure) -> None:
        """Keep the failure of an item as a problem; what else the item told may be untrue."""
        del self.problems[self._known :]
        stray = self.text[failure.start : failure.end] == "}" and failure.start == self._began
        if stray and self.problems:
            return
        start, end, message = self._outline.cause(self._began, failure)
        self.problems.append(Problem(self.span(start, end), message))
