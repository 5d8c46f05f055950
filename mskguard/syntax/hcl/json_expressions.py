"""HCL's expressions as JSON has them: strings are templates, or text where nothing is computed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from mskguard.source import SourceFile, Span
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.expressions import number_of
from mskguard.syntax.hcl.parse import parse_expression, parse_template
from mskguard.syntax.json import Json, Members
from mskguard.syntax.problem import Problem


class Broken(Exception):
    """A string whose template cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def expression_of(value: Json, *, literal: bool = False) -> ast.Expression:
    """The expression that a JSON value is. Raises `Broken`.

    `literal`: strings are plain text, as in files of variables and in defaults.
    """
    it = value.it
    if isinstance(it, str):
        return _text(value) if literal else template_of(value)
    if isinstance(it, list):
        return ast.Tuple(value.span, tuple(expression_of(one, literal=literal) for one in it))
    if isinstance(it, Members):
        items = [
            ast.Item(
                expression_of(_key(value, name), literal=literal),
                expression_of(one, literal=literal),
            )
            for name, one in it.items()
        ]
        return ast.Object(value.span, tuple(items))
    if isinstance(it, Decimal):
        return ast.Literal(value.span, number_of(str(it)) or it)
    assert it is None or isinstance(it, int)
    return ast.Literal(value.span, it)


def _key(holder: Json, name: str) -> Json:
    span = holder.key_span(name)
    return Json(holder.file, span.start, span.end, name)


def _text(value: Json) -> ast.Template:
    parts = tuple(ast.TextPart(span, text, verbatim) for span, text, verbatim in value.pieces())
    return ast.Template(value.span, parts)


def template_of(value: Json) -> ast.Template:
    """A string as a template. Raises `Broken`."""
    text = str(value.it)
    if "${" not in text and "%{" not in text:
        return _text(value)
    if value.end - value.start == len(text) + 2:
        found = parse_template(value.file, value.start + 1, value.end - 1)
        if isinstance(found, Problem):
            raise Broken(found)
        return found._replace(span=value.span)
    places = _Places(value)
    found = parse_template(places.unescaped)
    if isinstance(found, Problem):
        raise Broken(found._replace(span=places.span(found.span)))
    template: ast.Template = places.moved(found)
    return template._replace(span=value.span)


def expression_in(value: Json) -> ast.Expression:
    """A string as an expression without `${ }`, such as a type; else what it is as a value."""
    if isinstance(value.it, str) and value.end - value.start == len(value.it) + 2:
        found = parse_expression(value.file, value.start + 1, value.end - 1)
        if found is not None:
            return found
    return expression_of(value)


class _Places:
    """Where the characters of a string with escapes are written."""

    def __init__(self, value: Json) -> None:
        self.unescaped = SourceFile(value.file.path, str(value.it), on_disk=False)
        self._pieces = list(value.pieces())
        self._starts: list[int] = []
        at = 0
        for _, text, _ in self._pieces:
            self._starts.append(at)
            at += len(text)

    def span(self, span: Span) -> Span:
        """The place in the file of a stretch of the unescaped text."""
        start = self._place(max(bisect_right(self._starts, span.start) - 1, 0), span.start)
        if span.end <= span.start:
            return Span(start.file, start.start, start.start)
        end = self._place(max(bisect_left(self._starts, span.end) - 1, 0), span.end)
        return Span(start.file, start.start, end.end)

    def _place(self, index: int, offset: int) -> Span:
        span, _, verbatim = self._pieces[index]
        if not verbatim:
            return span
        at = min(span.start + offset - self._starts[index], span.end)
        return Span(span.file, at, at)

    def moved(self, node: Any) -> Any:
        """The same tree, each part of it at its place in the file."""
        if isinstance(node, Span):
            return self.span(node)
        if not isinstance(node, tuple):
            return node
        if hasattr(node, "_fields"):
            return type(node)(*map(self.moved, node))
        return tuple(one for part in node for one in self._parts(part))

    def _parts(self, part: Any) -> Iterator[Any]:
        if not isinstance(part, ast.TextPart) or not part.verbatim or not part.text:
            yield self.moved(part)
            return
        low, high = part.span.start, part.span.end
        for index in range(max(bisect_right(self._starts, low) - 1, 0), len(self._starts)):
            start, (_, text, verbatim) = self._starts[index], self._pieces[index]
            if start >= high:
                return
            begin, end = max(low, start), min(high, start + len(text))
            if begin < end:
                span = self.span(Span(part.span.file, begin, end))
                yield ast.TextPart(span, text[begin - start : end - start], verbatim)
