"""Terraform's files in JSON to the same tree as those in HCL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mskguard.source import SourceFile, Span
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.json_expressions import Broken, expression_in, expression_of
from mskguard.syntax.json import Json, Members, parse
from mskguard.syntax.problem import Problem

_LABELS = {
    "check": 1,
    "data": 2,
    "ephemeral": 2,
    "locals": 0,
    "module": 1,
    "output": 1,
    "provider": 1,
    "resource": 2,
    "terraform": 0,
    "variable": 1,
}
"""The blocks of a file, and how many labels each has."""
_RESOURCES = frozenset({"data", "ephemeral", "resource"})
_COMMENT = "//"


def parse_configuration(source: SourceFile) -> ast.File:
    """The tree of a `.tf.json` file."""
    return _file(source, lambda reader, root: reader.top(root))


def parse_values(source: SourceFile) -> ast.File:
    """The tree of a `.tfvars.json` file, in which no string is computed."""
    return _file(source, lambda reader, root: reader.values(root))


def _file(source: SourceFile, read: Callable[[_Reader, Json], ast.Body]) -> ast.File:
    document = parse(source)
    reader = _Reader(document.problems)
    body = ast.Body(source.whole, (), ())
    if document.root is not None:
        body = read(reader, document.root)
    problems = sorted(reader.problems, key=lambda one: one.span.start)
    return ast.File(source, body._replace(span=source.whole), tuple(problems))


class _Place(NamedTuple):
    """A block on the way down to its body."""

    type: str
    key: Span
    """The type or label that was read last, with its quotes."""
    labels: tuple[str, ...] = ()


class _Reader:
    """Makes blocks and arguments of JSON, and collects what does not fit."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = list(problems)

    def top(self, root: Json) -> ast.Body:
        """What a file declares."""
        blocks: list[ast.Block] = []
        for holder in self._objects(root):
            for name, value, key in _members(holder):
                labels = _LABELS.get(name)
                if labels is not None:
                    blocks += self._blocks(_Place(name, key), labels, value)
        return ast.Body(root.span, (), tuple(blocks))

    def values(self, root: Json) -> ast.Body:
        """What a file gives to variables."""
        return ast.Body(
            root.span,
            tuple(
                argument
                for holder in self._objects(root)
                for name, value, key in _members(holder)
                for argument in self._argument(name, value, key, literal=True)
            ),
            (),
        )

    def _objects(self, value: Json) -> Iterator[Json]:
        """An object, or each of a list of objects."""
        if isinstance(value.it, Members):
            yield value
        elif isinstance(value.it, list):
            for one in value.it:
                yield from self._objects(one)
        elif value.it is not None:
            self.problems.append(Problem(value.span, "an object is expected here"))

    def _blocks(self, place: _Place, labels: int, value: Json) -> Iterator[ast.Block]:
        for holder in self._objects(value):
            if labels:
                for name, one, key in _members(holder):
                    inner = _Place(place.type, key, (*place.labels, name))
                    yield from self._blocks(inner, labels - 1, one)
            else:
                yield self._block(place, holder)

    def _block(self, place: _Place, value: Json) -> ast.Block:
        body = self._body(place, value)
        start = min(place.key.start, value.start)
        follows = "{" not in value.file.text[place.key.end : value.start]
        header = Span(value.file, start if follows else value.start, value.start + 1)
        span = Span(value.file, header.start, value.end)
        return ast.Block(span, place.type, place.labels, header, body)

    def _body(self, place: _Place, value: Json) -> ast.Body:
        attributes: list[ast.Attribute] = []
        blocks: list[ast.Block] = []
        for name, one, key in _members(value):
            labels = _labels_within(place.type, name, one)
            if labels is not None:
                blocks += self._blocks(_Place(name, key), labels, one)
            else:
                literal = (place.type, name) == ("variable", "default")
                attributes += self._argument(name, one, key, literal=literal, within=place.type)
        inside = Span(value.file, value.start + 1, value.end - 1)
        return ast.Body(inside, tuple(attributes), tuple(blocks))

    def _argument(
        self, name: str, value: Json, key: Span, *, literal: bool, within: str = ""
    ) -> Iterator[ast.Attribute]:
        """An argument; nothing where its value cannot be read, which is a problem."""
        bare = (within, name) in (("variable", "type"), ("dynamic", "iterator"))
        try:
            found = expression_in(value) if bare else expression_of(value, literal=literal)
        except Broken as broken:
            self.problems.append(broken.problem)
            return
        name_span = Span(key.file, key.start + 1, key.end - 1)
        yield ast.Attribute(Span(key.file, key.start, value.end), name, name_span, found)


def _members(value: Json) -> Iterator[tuple[str, Json, Span]]:
    """Name, value and place of the name of all that is no comment."""
    if isinstance(value.it, Members):
        for name, one in value.it.items():
            if name != _COMMENT:
                yield name, one, value.key_span(name)


def _labels_within(outer: str, name: str, value: Json) -> int | None:
    """How many labels a block within a block has; None for what is read as an argument.

    A nested block is an argument that is an object, unless it has parts that only a block has.
    """
    if outer in _LABELS and outer not in _RESOURCES:
        return None
    if name == "dynamic":
        return 1
    if name in ("content", "lifecycle") and (outer == "dynamic" or outer in _RESOURCES):
        return 0
    return 0 if _holds_dynamic(value) else None


def _holds_dynamic(value: Json) -> bool:
    pending = [value]
    while pending:
        it = pending.pop().it
        if isinstance(it, Members):
            if "dynamic" in it and isinstance(it["dynamic"].it, (Members, list)):
                return True
            pending += it.values()
        elif isinstance(it, list):
            pending += it
    return False
