"""Reads what stands in brackets: lists, objects, `for` expressions and the arguments of calls."""

from __future__ import annotations

import re

from mskguard.syntax.hcl.ast import (
    Call,
    Expression,
    For,
    Item,
    Literal,
    Name,
    Object,
    Parentheses,
    Template,
    TextPart,
    Tuple,
)
from mskguard.syntax.hcl.cursor import BLANK_PATTERN, END, LINE_BREAK, NAME
from mskguard.syntax.hcl.templates import TemplateReader

_FOR = re.compile(rf"(?:{BLANK_PATTERN}|\r?\n)*+for(?![\w-])", re.VERBOSE)


class CollectionReader(TemplateReader):
    """Reads one bracketed expression; the cursor stands on its opening bracket."""

    def parentheses(self) -> Parentheses:
        """`( … )`."""
        start, mode = self.start, self.mode
        self.in_brackets()
        self.advance()
        inner = self.expression()
        end = self._closed(start, ")", mode)
        return Parentheses(self.span(start, end), inner)

    def tuple_or_for(self) -> Tuple | For:
        """`[ … ]`."""
        start, mode = self.start, self.mode
        self.in_brackets()
        self.advance()
        if self.word == "for" and self.kind == NAME:
            return self._for(start, "]", mode)
        items: list[Expression] = []
        while self.kind != "]":
            items.append(self.expression())
            if self.kind != ",":
                break
            self.advance()
        end = self._closed(start, "]", mode, 'or ","')
        return Tuple(self.span(start, end), tuple(items))

    def object_or_for(self) -> Object | For:
        """`{ … }` as an expression."""
        start, mode = self.start, self.mode
        if _FOR.match(self.text, self.end, self.stop):
            self.in_brackets()
            self.advance()
            return self._for(start, "}", mode)
        self.in_lines()
        self.advance()
        items: list[Item] = []
        while self.kind != "}":
            if self.kind == LINE_BREAK:
                self.advance()
                continue
            items.append(self._object_item(start))
            if self.kind not in (",", LINE_BREAK):
                break
            self.advance()
        end = self._closed(start, "}", mode, '"," or a line break')
        return Object(self.span(start, end), tuple(items))

    def _object_item(self, start: int) -> Item:
        if self.kind == END:
            self._never_closed(start)
        bare, key_start = self.kind != "(", self.start
        key = self.expression()
        if bare and isinstance(key, Name | Literal):
            text = self.text[key_start : key.span.end]
            if isinstance(key, Name) or text in ("true", "false", "null"):
                key = Template(key.span, (TextPart(key.span, text, True),))
        if self.kind not in ("=", ":"):
            self.fail(f'"=" is expected after the key {_shown(key)}, not {self.found()}')
        self.advance()
        if self.kind in (LINE_BREAK, ",", "}", END):
            why = f"a value is missing after the key {_shown(key)}"
            self.fail_at(key_start, key.span.end, why)
        return Item(key, self.expression())

    def _for(self, start: int, closer: str, mode: re.Pattern[str]) -> For:
        self.advance()
        key, value = self.loop_names()
        collection = self.expression()
        self.expect(":", '":" is expected after the collection')
        key_result: Expression | None = None
        result = self.expression()
        if closer == "}" or self.kind == "=>":
            self._check_arrow(closer)
            key_result, result = result, self.expression()
        grouping = self.kind == "..."
        if grouping:
            if closer == "]":
                self.fail('"..." groups the results of a "{ for }" only, not of a list')
            self.advance()
        condition: Expression | None = None
        if self.word == "if" and self.kind == NAME:
            self.advance()
            condition = self.expression()
        span = self.span(start, self._closed(start, closer, mode))
        return For(span, key, value, collection, key_result, result, condition, grouping)

    def _check_arrow(self, closer: str) -> None:
        if closer == "]":
            self.fail('"key => value" builds an object: write "{ for" instead of "[for"')
        self.expect("=>", '"=>" and a value are expected after the key of an object')

    def call(self, start: int, name: str, name_end: int) -> Call:
        """A call; the cursor stands on the parenthesis behind the name."""
        opened, mode = self.start, self.mode
        self.in_brackets()
        self.advance()
        arguments: list[Expression] = []
        expand = False
        while self.kind != ")":
            arguments.append(self.expression())
            expand = self.kind == "..."
            if self.kind not in (",", "..."):
                break
            self.advance()
            if expand:
                break
        end = self._closed(opened, ")", mode, "" if expand else 'or ","')
        name_span = self.span(start, name_end)
        return Call(self.span(start, end), name, name_span, tuple(arguments), expand)

    def _closed(self, start: int, closer: str, mode: re.Pattern[str], other: str = "") -> int:
        """Step over the closing bracket and give the place behind it."""
        if self.kind != closer:
            if self.kind == END:
                self._never_closed(start)
            wanted = f'"{closer}" {other}'.rstrip() if other[:2] in ("", "or") else other
            self.fail(f"{wanted} is expected here, not {self.found()}")
        end = self.end
        self.mode = mode
        self.advance()
        return end

    def _never_closed(self, start: int) -> None:
        self.fail_unclosed(start, start + 1, f'"{self.text[start]}" is never closed')


def _shown(key: Expression) -> str:
    text = key.span.text
    return text if text.startswith('"') else f'"{text}"'
