"""What a root module's variables are given, in Terraform's order of precedence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mskguard.adapters.terraform.constraints import Scalar, constraint_of
from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.instance import Input
from mskguard.adapters.terraform.module import Module, hide_texts, sensitive_variables
from mskguard.adapters.terraform.scope import NoNames, Scope
from mskguard.adapters.terraform.tree import Tree
from mskguard.adapters.terraform.values import Any_, failure
from mskguard.record import record
from mskguard.source import SourceFile
from mskguard.syntax.hcl import ast
from mskguard.value import Known, Piece, Text


@record(frozen=True, slots=True)
class Given:
    """What the user says of variables beside the files that Terraform reads by itself."""

    configured: Mapping[str, str]
    files: Sequence[Path]
    options: Mapping[str, str]


def root_inputs(tree: Tree, module: Module, given: Given) -> dict[str, Input]:
    """The values given to a root's variables: later ones replace earlier ones.

    `terraform.tfvars` and its twin in JSON, then `*.auto.tfvars` and those in JSON by name, as
    Terraform has it; then the configuration, the files that the user names, and the options.
    """
    inputs = _from_files(tree, module, _automatic(module.directory))
    inputs |= _from_texts(module, given.configured, "configured variable")
    inputs |= _from_files(tree, module, given.files)
    return inputs | _from_texts(module, given.options, "--var")


def _from_files(tree: Tree, module: Module, paths: Sequence[Path]) -> dict[str, Input]:
    inputs: dict[str, Input] = {}
    sensitive = sensitive_variables(module)
    for path in paths:
        file = tree.parse(path)
        for attribute in file.body.attributes if file else ():
            if attribute.name in sensitive:
                hide_texts(attribute.expression)
            inputs[attribute.name] = _evaluated(attribute.expression)
    return inputs


def _from_texts(module: Module, texts: Mapping[str, str], label: str) -> dict[str, Input]:
    sensitive = sensitive_variables(module)
    return {
        name: _given(f"{label} {name}", text, module.variables[name], hidden=name in sensitive)
        for name, text in texts.items()
        if name in module.variables
    }


def _automatic(directory: Path) -> list[Path]:
    first = [directory / "terraform.tfvars", directory / "terraform.tfvars.json"]
    others = [*directory.glob("*.auto.tfvars"), *directory.glob("*.auto.tfvars.json")]
    return [path for path in (*first, *sorted(others)) if path.is_file()]


def _evaluated(expression: ast.Expression) -> Input:
    return lambda: evaluate(expression, Scope(NoNames()))


def _given(name: str, text: str, block: ast.Block, *, hidden: bool) -> Input:
    """A value given as text: itself for a scalar type or none, an expression for another."""
    source = SourceFile(name, text, editable=False, on_disk=False)
    if hidden:
        source.hide(0, len(text))
    stated = block.body.attribute("type")
    plain = stated is None or isinstance(constraint_of(stated.expression), Scalar)
    return lambda: _plain(source) if plain else _parsed(source)


def _plain(source: SourceFile) -> Any_:
    pieces = Text((Piece(source.whole, source.text, verbatim=True),))
    return Known(source.text, source.whole, text=pieces)


def _parsed(source: SourceFile) -> Any_:
    from mskguard.syntax.hcl.parse import parse_expression  # only for a variable of such a type

    expression = parse_expression(source, 0, len(source.text))
    if expression is None:
        return failure(source.whole, "it is no Terraform expression")
    return evaluate(expression, Scope(NoNames()))
