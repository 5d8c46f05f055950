"""Parameters that the user gives a value: on the command line or in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mskguard.adapters.cloudformation.recognise import parse
from mskguard.adapters.cloudformation.values import Any_, scalar, spelled, text_of
from mskguard.adapters.front_ends import Told
from mskguard.adapters.terraform.tree import Tree
from mskguard.source import Fate, SourceFile, Unreadable, read_file
from mskguard.syntax.json import Json, Members
from mskguard.syntax.problem import Problem
from mskguard.value import Known, Piece, Text


def given_values(tree: Tree, told: Told) -> dict[str, Any_]:
    """Values by parameter: later files replace earlier ones, and options replace files."""
    found = {
        name: _plain(f"configured parameter {name}", text) for name, text in told.configured.items()
    }
    for path in told.parameter_files:
        found |= _of_file(tree, path)
    found |= {name: _plain(f"--parameter {name}", text) for name, text in told.parameters.items()}
    if told.region:
        found["AWS::Region"] = _plain("--region", told.region)
    if told.account:
        found["AWS::AccountId"] = _plain("--account", told.account)
    return found


def _plain(name: str, text: str) -> Any_:
    source = SourceFile(name, text, editable=False, on_disk=False)
    pieces = Text((Piece(source.whole, text, verbatim=True),))
    return Known(text, source.whole, text=pieces)


def _of_file(tree: Tree, path: Path) -> dict[str, Any_]:
    try:
        source = tree.sources.get(path) or SourceFile.decode(tree.shown(path), read_file(path))
    except (OSError, Unreadable) as error:
        said = error.message if isinstance(error, Unreadable) else error.strerror
        source = SourceFile(tree.shown(path), "")
        return _refused(tree, path, Problem(source.whole, said or "it cannot be read"))
    root, problems = parse(source)
    if root is None or problems:
        problem = problems[0] if problems else Problem(source.whole, "there is nothing in it")
        return _refused(tree, path, problem)
    tree.sources[path] = source
    found = dict(_pairs(root))
    if not found:
        return _refused(tree, path, Problem(root.span, "no parameters are given here"))
    tree.account(path, Fate.READ)
    return {name: value for name, value in found.items() if value is not None}


def _refused(tree: Tree, path: Path, problem: Problem) -> dict[str, Any_]:
    if not any(one.span.file.path == problem.span.file.path for one in tree.problems):
        tree.problems.append(problem)
    tree.account(path, Fate.UNREADABLE, problem.message)
    return {}


def _pairs(root: Json) -> Iterator[tuple[str, Any_ | None]]:
    """Names and values, in each of the forms that AWS's tools take."""
    inner = root.member("Parameters")
    if inner is not None:
        root = inner
    if isinstance(root.it, Members):
        yield from ((name, _value(one)) for name, one in root.it.items())
    for one in root.it if isinstance(root.it, list) else ():
        name, value = one.member("ParameterKey"), one.member("ParameterValue")
        if name is not None and isinstance(name.it, str):
            yield name.it, None if value is None else _value(value)
        elif isinstance(one.it, str) and "=" in one.it:
            key, _, text = one.it.partition("=")
            yield key, Known(text, one.span, text=Text((Piece(one.span, text),)))


def _value(node: Json) -> Any_ | None:
    text = spelled(node.it, node.raw)
    if isinstance(node.it, list):
        parts = [spelled(one.it, one.raw) for one in node.it]
        text = None if None in parts else ",".join(filter(None, parts))
        return (
            None if text is None else Known(text, node.span, text=Text((Piece(node.span, text),)))
        )
    if text is None:
        return None
    value = scalar(node)
    if not isinstance(value, Known):
        return None
    return Known(text, value.span, text=text_of(node), writer=value.writer)
