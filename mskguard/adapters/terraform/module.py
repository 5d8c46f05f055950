"""One directory's configuration as it is written: its files joined, nothing evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mskguard.source import SourceFile
from mskguard.syntax.hcl import ast

K = TypeVar("K")


@dataclass(slots=True)
class Module:
    """What a directory declares, by name. The first declaration of a name counts."""

    directory: Path
    shown: str
    """The directory as a person would name it, `.` for the working directory."""
    files: tuple[ast.File, ...]
    variables: dict[str, ast.Block] = field(default_factory=dict)
    locals: dict[str, ast.Attribute] = field(default_factory=dict)
    outputs: dict[str, ast.Block] = field(default_factory=dict)
    calls: dict[str, ast.Block] = field(default_factory=dict)
    resources: dict[tuple[str, str], ast.Block] = field(default_factory=dict)
    data: dict[tuple[str, str], ast.Block] = field(default_factory=dict)
    providers: dict[tuple[str, str], ast.Block] = field(default_factory=dict)
    """By local name and alias, which is empty for the default configuration."""

    @property
    def whole(self) -> bool:
        """Whether all of it could be read."""
        return not any(file.problems for file in self.files)


def module_of(directory: Path, shown: str, files: Iterable[ast.File]) -> Module:
    """Join a directory's files. Override files come last and change what the others declare."""
    ordered = sorted(files, key=lambda file: (_overrides(file.source), file.source.path))
    module = Module(directory, shown, tuple(ordered))
    for file in ordered:
        for block in file.body.blocks:
            _declare(module, block, override=_overrides(file.source))
    _hide_sensitive_defaults(module)
    return module


def _overrides(source: SourceFile) -> bool:
    stem = source.path.rsplit("/", 1)[-1].split(".", 1)[0]
    return stem == "override" or stem.endswith("_override")


def _declare(module: Module, block: ast.Block, *, override: bool) -> None:
    match block.type, block.labels:
        case "locals", ():
            for attribute in block.body.attributes:
                if override or attribute.name not in module.locals:
                    module.locals[attribute.name] = attribute
        case "variable", (name,):
            _put(module.variables, name, block, override)
        case "output", (name,):
            _put(module.outputs, name, block, override)
        case "provider", (name,):
            _put(module.providers, (name, _alias(block)), block, override)
        case "module", (name,):
            _put(module.calls, name, block, override)
        case "resource", (kind, name):
            _put(module.resources, (kind, name), block, override)
        case "data", (kind, name):
            _put(module.data, (kind, name), block, override)
        case _:
            pass


def _alias(block: ast.Block) -> str:
    attribute = block.body.attribute("alias")
    written = attribute.expression if attribute else None
    return (written.literal or "") if isinstance(written, ast.Template) else ""


def _put(known: dict[K, ast.Block], key: K, block: ast.Block, override: bool) -> None:
    before = known.get(key)
    if before is None:
        known[key] = block
    elif override:
        known[key] = before._replace(body=_merged(before.body, block.body))


def _merged(body: ast.Body, over: ast.Body) -> ast.Body:
    """Arguments replace those of their name; nested blocks replace all of their type."""
    names = {attribute.name for attribute in over.attributes}
    types = {_block_type(block) for block in over.blocks}
    kept = tuple(one for one in body.attributes if one.name not in names)
    blocks = tuple(one for one in body.blocks if _block_type(one) not in types)
    return ast.Body(body.span, kept + over.attributes, blocks + over.blocks)


def _block_type(block: ast.Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def _hide_sensitive_defaults(module: Module) -> None:
    for name in sensitive_variables(module):
        default = module.variables[name].body.attribute("default")
        if default is not None:
            hide_texts(default.expression)


def sensitive_variables(module: Module) -> set[str]:
    """The variables declared `sensitive = true`."""
    return {
        name
        for name, block in module.variables.items()
        if (flag := block.body.attribute("sensitive")) is not None
        and isinstance(flag.expression, ast.Literal)
        and flag.expression.it is True
    }


def hide_texts(expression: ast.Expression) -> None:
    """Hide every literal in an expression from all output."""
    match expression:
        case ast.Literal(span=span):
            span.file.hide(span.start, span.end)
        case ast.Template(parts=parts):
            for part in parts:
                if isinstance(part, ast.TextPart):
                    part.span.file.hide(part.span.start, part.span.end)
        case ast.Tuple(items=items):
            for item in items:
                hide_texts(item)
        case ast.Object(items=items):
            for entry in items:
                hide_texts(entry.value)
        case ast.Call(arguments=arguments):
            for argument in arguments:
                hide_texts(argument)
        case ast.Parentheses(inner=inner):
            hide_texts(inner)
        case _:
            pass
