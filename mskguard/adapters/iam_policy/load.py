"""Reads policy documents that stand in files of their own into the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mskguard.adapters.front_ends import Documents
from mskguard.adapters.policies import policy_of
from mskguard.adapters.shapes.fields import Fields
from mskguard.adapters.terraform.tree import Tree
from mskguard.model.node import Dialect, Unit
from mskguard.model.policy import Policy, PolicyFile, Statement
from mskguard.source import Fate, SourceFile, Span, Unreadable
from mskguard.syntax.json import Json, Members, parse
from mskguard.value import Absent, Known, Piece, Slot, Text, Tri, Unknown, Value

_PLACEHOLDER = re.compile(r"\$\{(?![\w-]+:[^:}]|[*?$]\})[^{}]*\}|\{\{[^{}]*\}\}")
"""What a template fills in. A variable of IAM's own has one colon in it: `${aws:username}`."""
_LATER = "a template puts its value here"


def load_policies(documents: Documents) -> set[Path]:
    """Add the documents to the graph; answers the files that are none.

    A file that others read, as Terraform's `file` does, is judged there.
    """
    not_mine: set[Path] = set()
    for path in (one for one in documents.paths if one not in documents.tree.sources):
        root = _read(documents.tree, path)
        if root is None:
            not_mine.add(path)
        else:
            documents.graph.add(_node(documents.tree.unit_name(path), root))
    return not_mine


def _read(tree: Tree, path: Path) -> Json | None:
    """A file's document; None where it holds none, or cannot be read, which is accounted for."""
    data = tree.data(path)
    if data is None:
        return None
    try:
        source = SourceFile.decode(tree.shown(path), data)
    except Unreadable:
        return None
    root, problems = parse(source)
    if root is None:
        tree.sources[path] = source
        tree.problems += problems
        tree.account(path, Fate.UNREADABLE, problems[0].message)
        return None
    if not _is_policy(root):
        return None
    tree.sources[path] = source
    tree.problems += problems
    tree.account(path, Fate.READ)
    return root


def _is_policy(root: Json) -> bool:
    """Whether a statement in it has an effect."""
    statement = root.member("Statement")
    if statement is None:
        return False
    items = statement.it if isinstance(statement.it, list) else [statement]
    return any(one.member("Effect") is not None for one in items)


def _node(name: str, root: Json) -> PolicyFile:
    unit = Unit(name, Dialect.IAM, Tri.YES)
    value = _tree(root).at(Slot(name, ""))
    policy = policy_of(value)
    return PolicyFile(
        unit=unit,
        address=name,
        instance=name,
        span=root.span,
        exists=Known(True, root.span),
        kind=_kind(policy, root.span),
        policy=policy,
    )


def _kind(policy: Policy, span: Span) -> Value[str]:
    statements = policy.statements.now()
    if not isinstance(statements, Known) or not statements.it:
        return Unknown(span, "it has no statements that tell its kind")
    for_principals = [one for one in statements.it if _has_principals(one)]
    if not for_principals:
        return Known("identity", span)
    assumes = all(
        name.startswith("sts:") for one in for_principals for name in _names(one.actions.now())
    )
    return Known("trust" if assumes else "resource", span)


def _has_principals(statement: Statement) -> bool:
    return not (
        isinstance(statement.principals.now(), Absent)
        and isinstance(statement.not_principals.now(), Absent)
    )


def _names(actions: Value[Any]) -> Iterator[str]:
    for one in actions.it if isinstance(actions, Known) else ():
        yield one.otherwise("").lower()


def _tree(value: Json) -> Value[Any]:
    """The document as an evaluated tree; what a template fills in is unknown."""
    it: Any = value.it
    if isinstance(it, Members):
        keys = {
            key: Span(value.file, start + 1, end - 1) for key, (start, end) in it.keys_at.items()
        }
        return Known(Fields(((key, _tree(one)) for key, one in it.items()), keys), value.span)
    if isinstance(it, list):
        return Known(tuple(_tree(one) for one in it), value.span)
    return _text(value, it) if isinstance(it, str) else Known(it, value.span)


def _text(value: Json, it: str) -> Value[str]:
    inner = Span(value.file, value.start + 1, value.end - 1)
    pieces = tuple(Piece(*piece) for piece in value.pieces())
    if not _PLACEHOLDER.search(it):
        return Known(it, inner, text=Text(pieces))
    later: Unknown[str] = Unknown(inner, _LATER, roots=frozenset(((value.file.path, value.start),)))
    return Unknown(inner, _LATER, roots=later.roots, text=Text(tuple(_with_holes(pieces, later))))


def _with_holes(pieces: tuple[Piece, ...], later: Unknown[str]) -> Iterator[Piece]:
    for piece in pieces:
        at = 0
        text = piece.shown
        for found in _PLACEHOLDER.finditer(text):
            if found.start() > at:
                yield piece.cut(at, found.start())
            yield Piece(piece.cut(*found.span()).span, None, of=later)
            at = found.end()
        if at < len(text):
            yield piece.cut(at, len(text))
