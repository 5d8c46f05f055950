"""Writes HCL for fixes: literals, a new argument in a block, an argument less."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile

from mskguard.source import SourceFile, Span, TextEdit
from mskguard.syntax.hcl.ast import Attribute, Block, Template
from mskguard.syntax.hcl.cursor import LINE_BREAK, Cursor

_UNIT = "  "
_ESCAPED = re.compile(r'["\\]|[$%](?=\{)|[\x00-\x1f\x7f-\x9f\u2028\u2029]')
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\", "$": "$$", "%": "%%"}


def spell(value: str | int | bool | Decimal) -> str:
    """The literal that stands for a value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_ESCAPED.sub(lambda match: _escaped(match[0]), value)}"'
    return str(value)


def _escaped(char: str) -> str:
    return _NAMED.get(char) or f"\\u{ord(char):04x}"


def insert_argument(source: SourceFile, block: Block, path: tuple[str, ...], text: str) -> TextEdit:
    """Add `name = text` to a block, within new nested blocks where `path` names more than one.

    An argument goes behind the last one before the nested blocks, a nested block to the end.
    """
    layout = _Layout(source, block)
    *blocks, name = path
    if "\n" not in block.body.span.text:
        return layout.spread(blocks, name, text)
    if blocks:
        return layout.append_blocks(blocks, name, text)
    if block.body.attributes:
        return layout.follow(_last_of_front(block), name, text)
    return layout.lead(name, text)


def _last_of_front(block: Block) -> Attribute:
    """The last argument before the first nested block; else the last of all."""
    blocks = block.body.blocks
    first = blocks[0].span.start if blocks else block.span.end
    front = [one for one in block.body.attributes if one.span.start < first]
    return (front or list(block.body.attributes))[-1]


def _line_before(source: SourceFile, offset: int) -> str:
    """What stands in a line before a place."""
    return source.text[source.offset(source.position(offset)[0]) : offset]


def _line_end(source: SourceFile, offset: int) -> tuple[int, int]:
    """Before and behind the next line break that no comment holds."""
    cursor = Cursor(source, offset, len(source.text))
    cursor.advance()
    while cursor.kind != LINE_BREAK and cursor.end < cursor.stop:
        cursor.advance()
    return cursor.start, cursor.end


class _Layout:
    """How one block is laid out: its line breaks and its indentation."""

    def __init__(self, source: SourceFile, block: Block) -> None:
        self.source = source
        self.block = block
        header = _line_before(source, block.span.start)
        self.outer = header[: len(header) - len(header.lstrip(" \t"))]
        self.inner = self._inner()
        self.unit = self.inner.removeprefix(self.outer) or _UNIT
        first_break = source.text.find("\n")
        self.newline = "\r\n" if source.text[:first_break].endswith("\r") else "\n"

    def _inner(self) -> str:
        body = self.block.body
        starts = [one.span.start for one in body.attributes] + [
            one.span.start for one in body.blocks
        ]
        for start in starts:
            before = _line_before(self.source, start)
            if not before.strip(" \t"):
                return before
        return self.outer + ("\t" if self.outer.startswith("\t") else _UNIT)

    def spread(self, blocks: list[str], name: str, text: str) -> TextEdit:
        """Rewrite a block that stands on one line, over several."""
        old = self.block.body.attributes
        inside = self.block.body.span.text.strip(" \t")
        width = 0 if blocks else max(len(one) for one in (name, *(one.name for one in old)))
        lines = [f"{self.inner}{one.name.ljust(width)} = {one.expression.span.text}" for one in old]
        if inside and not lines:
            lines.append(self.inner + inside)
        if lines and blocks:
            lines.append("")
        lines += self._lines(blocks, name.ljust(width), text)
        body = self.newline.join(["", *lines, self.outer])
        return TextEdit(self.block.body.span, body)

    def follow(self, attribute: Attribute, name: str, text: str) -> TextEdit:
        """Write the argument on the line behind another."""
        at = _line_end(self.source, attribute.span.end)[0]
        column = self._column(attribute)
        if len(name) < column and "\n" not in text:
            name = name.ljust(column - 1)
        return self._insert(at, f"{self.newline}{self.inner}{name} = {text}")

    def _column(self, attribute: Attribute) -> int:
        """How far behind the name's start the `=` stands; 0 where none is aligned to it."""
        value = attribute.expression
        if "\n" in value.span.text and not (isinstance(value, Template) and value.heredoc):
            return 0
        behind = self.source.text[attribute.name_span.end : attribute.expression.span.start]
        gap = "".join(takewhile(lambda char: char != "=", behind))
        return len(attribute.name) + len(gap) if not gap.strip(" \t") else 0

    def lead(self, name: str, text: str) -> TextEdit:
        """Write the argument as the first line of the body."""
        at, after = _line_end(self.source, self.block.header.end)
        rest = self.source.text[after : self.block.body.span.end]
        next_line = rest.partition("\n")[0].strip()
        gap = self.newline if rest.strip() and next_line else ""
        return self._insert(at, f"{self.newline}{self.inner}{name} = {text}{gap}")

    def append_blocks(self, blocks: list[str], name: str, text: str) -> TextEdit:
        """Write new nested blocks at the end of the body."""
        end = self.block.body.span.end
        before = _line_before(self.source, end)
        lines = self._lines(blocks, name, text)
        if before.strip(" \t"):
            return self._insert(end, self.newline.join(["", *lines, self.outer]))
        at = end - len(before)
        body = self.source.text[self.block.header.end : at]
        blank_above = body.replace("\r", "").rstrip(" \t").endswith("\n\n")
        if body.strip() and not blank_above:
            lines.insert(0, "")
        return self._insert(at, "".join(line + self.newline for line in lines))

    def _lines(self, blocks: list[str], name: str, text: str) -> list[str]:
        opening, closing = [], []
        indent = self.inner
        for block in blocks:
            opening.append(f"{indent}{block} {{")
            closing.append(f"{indent}}}")
            indent += self.unit
        return [*opening, f"{indent}{name} = {text}", *reversed(closing)]

    def _insert(self, at: int, text: str) -> TextEdit:
        return TextEdit(Span(self.source, at, at), text)
