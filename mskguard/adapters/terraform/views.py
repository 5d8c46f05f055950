"""A resource's blocks as one instance has them: static, dynamic, or written as an argument."""

from __future__ import annotations

from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.loops import pairs
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    HCL,
    Any_,
    attributes_of,
    failure,
    is_null,
    settle,
    unknown_among,
)
from mskguard.record import record
from mskguard.source import Span, TextEdit
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.write import insert_argument
from mskguard.value import (
    Absent,
    Known,
    Scalar,
    Unknown,
    distribute,
)


@record(frozen=True, slots=True)
class BlockHolder:
    """A written block, which can take an argument that it lacks."""

    block: ast.Block

    def insert(self, path: tuple[str, ...], value: Scalar) -> TextEdit:
        return insert_argument(self.block.header.file, self.block, path, HCL.spell(value))


def holder_of(block: ast.Block) -> BlockHolder | None:
    """What takes an argument that a block lacks; nothing in JSON, where no fix adds any."""
    return None if block.header.file.path.endswith(".json") else BlockHolder(block)


@record(frozen=True, slots=True)
class View:
    """One block as one instance has it. `header` is where a person sees it begin."""

    block: ast.Block
    scope: Scope

    @property
    def header(self) -> Span:
        return self.block.header

    def child(self, name: str) -> Any_:
        """The nested block of a type, as a value: absent, unknown, or different by condition.

        Of several, the first: the blocks read here may stand only once.
        """
        for block in self.block.body.blocks:
            if block.type == name:
                return Known(View(block, self.scope), block.header)
            if block.type == "dynamic" and block.labels == (name,):
                found = distribute(self._first, self._dynamic(name, block))
                if not isinstance(found, Absent):
                    return found
        attribute = self.block.body.attribute(name)
        if attribute is not None:
            return self._as_argument(attribute)
        return Absent(self.header)

    def children(self, name: str) -> Any_:
        """All nested blocks of a type, as a tuple of values; absent where there are none.

        A dynamic block over something unknown stands in it as one unknown block, however many it
        makes; where nothing else is there, the whole is unknown.
        """
        parts: list[Any_] = []
        for block in self.block.body.blocks:
            if block.type == name:
                parts.append(Known((Known(View(block, self.scope), block.header),), block.header))
            elif block.type == "dynamic" and block.labels == (name,):
                parts.append(self._dynamic(name, block))
        attribute = self.block.body.attribute(name)
        if attribute is not None and not parts:
            written = settle(evaluate(attribute.expression, self.scope), attribute.expression.span)
            return distribute(listed, written)
        return distribute(self._joined, *parts)

    def ignored_changes(self) -> Any_:
        """`lifecycle` takes names and literals only: its paths are read as they are written."""
        lifecycle = next(self.block.body.blocks_of("lifecycle"), None)
        ignored = lifecycle.body.attribute("ignore_changes") if lifecycle else None
        if ignored is None:
            return Absent(self.header)
        expression = ignored.expression
        items = expression.items if isinstance(expression, ast.Tuple) else (expression,)
        return Known(tuple(map(_ignored_path, items)), expression.span)

    def _joined(self, *parts: Any_) -> Any_:
        """Several groups of blocks as one."""
        if len(parts) == 1 and isinstance(parts[0], Unknown):
            return parts[0]
        blocks: tuple[Any_, ...] = ()
        for part in parts:
            blocks += part.it if isinstance(part, Known) else (part,)
        return Known(blocks, blocks[0].span) if blocks else Absent(self.header)

    def _first(self, blocks: Any_) -> Any_:
        if not isinstance(blocks, Known):
            return blocks
        return blocks.it[0] if blocks.it else Absent(self.header)

    def _as_argument(self, attribute: ast.Attribute) -> Any_:
        """Terraform 0.11 and JSON write a block as an argument: an object, or a list of one."""
        value = settle(evaluate(attribute.expression, self.scope), attribute.expression.span)

        def first(it: Any_) -> Any_:
            if isinstance(it, Known) and isinstance(it.it, tuple):
                return it.it[0] if it.it else Absent(it.span)
            return Absent(it.span) if is_null(it) else it

        return distribute(first, value)

    def _dynamic(self, name: str, block: ast.Block) -> Any_:
        for_each = block.body.attribute("for_each")
        content = next(block.body.blocks_of("content"), None)
        if for_each is None or content is None:
            return failure(block.header, f'dynamic "{name}" lacks for_each or content')
        span = for_each.expression.span
        iterator = _iterator(block, name)
        collection = settle(evaluate(for_each.expression, self.scope), span)

        def generated(it: Any_) -> Any_:
            elements = pairs(it) if isinstance(it, Known) else None
            if elements is None:
                return unknown_among([it]) or failure(span, "for_each takes a map or a set")
            views = []
            for key, value in elements:
                binding = {iterator: attributes_of(span, key=key, value=value)}
                view = View(content, self.scope.with_names(**binding))
                views.append(Known(view, block.header))
            return Known(tuple(views), block.header)

        return distribute(generated, collection)


def _ignored_path(expression: ast.Expression) -> Any_:
    literal = expression.literal if isinstance(expression, ast.Template) else None
    return Known(literal or "".join(expression.span.text.split()), expression.span)


def _iterator(block: ast.Block, name: str) -> str:
    written = block.body.attribute("iterator")
    if written is not None and isinstance(written.expression, ast.Name):
        return written.expression.name
    return name


def listed(value: Any_) -> Any_:
    """Blocks that are written as an argument: a list or set of objects, or a single one."""
    if is_null(value) or (isinstance(value, Known) and value.it == ()):
        return Absent(value.span)
    if isinstance(value, Known) and not isinstance(value.it, tuple):
        return Known((value,), value.span)
    return value
