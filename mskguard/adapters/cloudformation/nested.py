"""Nested stacks whose templates lie beside the one that nests them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from mskguard.adapters.cloudformation.evaluate import evaluate
from mskguard.adapters.cloudformation.parameters import PSEUDO
from mskguard.adapters.cloudformation.recognise import is_template, parse
from mskguard.adapters.cloudformation.secrets import hide_secrets_of
from mskguard.adapters.cloudformation.template import STACKS, Resource, Template
from mskguard.adapters.cloudformation.values import Any_, through
from mskguard.adapters.shapes.fields import Fields
from mskguard.adapters.terraform.tree import Tree
from mskguard.source import Fate
from mskguard.syntax.json import Json, Members
from mskguard.value import Hop, Known

MOST_NESTED = 10
"""Stacks within each other."""
_ELSEWHERE = ("http://", "https://", "s3://", "arn:")


class Stacks:
    """The templates of a tree, and which of them nests which."""

    def __init__(self, tree: Tree, found: Mapping[Path, Json]) -> None:
        self._tree = tree
        self._found: dict[Path, Json | None] = dict(found)
        self._given = list(found)

    def roots(self) -> list[Path]:
        """The templates to begin with: those that no other nests, and of a circle the first."""
        below = {path: set(self._below(path)) for path in self._given}
        nested = {one for path, them in below.items() for one in them if one != path}
        begun: set[Path] = set()
        roots: list[Path] = []
        for path in [*(one for one in self._given if one not in nested), *self._given]:
            if path not in begun:
                roots.append(path)
                begun |= self.reached(path)
        return roots

    def reached(self, path: Path) -> set[Path]:
        """A template and all that it nests, at any depth."""
        reached: set[Path] = set()
        pending = [path]
        while pending:
            one = pending.pop()
            if one not in reached:
                reached.add(one)
                pending += self._below(one)
        return reached

    def _below(self, path: Path) -> Iterator[Path]:
        root = self._root(path)
        resources = root.member("Resources") if root is not None else None
        members = resources.it if resources is not None else None
        for one in members.values() if isinstance(members, Members) else ():
            kind = one.member("Type")
            place = STACKS.get(str(kind.it)) if kind is not None else None
            properties = one.member("Properties")
            written = properties.member(place) if properties is not None and place else None
            if written is not None and isinstance(written.it, str) and not written.tag:
                target = self._target(path, written.it)
                if not isinstance(target, str) and self._root(target) is not None:
                    yield target

    def _target(self, path: Path, place: str) -> Path | str:
        """The file that a place means, or why it is not read."""
        if place.startswith(_ELSEWHERE):
            return "its template lies elsewhere"
        target = Path(os.path.normpath(path.parent / place))
        try:
            if not self._tree.within(target):
                return f"its template {place} lies outside the scanned tree"
            return target if target.is_file() else f"its template {place} is not there"
        except (OSError, ValueError):
            return "its template cannot be opened"

    def _root(self, path: Path) -> Json | None:
        if path not in self._found:
            self._found[path] = None
            source = self._tree.read(path)
            if source is not None and self._tree.files[path].fate is not Fate.UNREADABLE:
                root, problems = parse(source)
                self._tree.problems += problems
                if problems:
                    self._tree.account(path, Fate.UNREADABLE, problems[0].message)
                self._found[path] = root if root is not None and is_template(root) else None
        return self._found[path]

    def template(self, above: Template, resource: Resource) -> Template | str:
        """The template of a nested stack with what is passed down to it, or why it is not read."""
        name = resource.name
        if len(above.around.above) >= MOST_NESTED:
            return f"{name}: stacks are nested more than {MOST_NESTED} levels deep"
        properties = resource.node.member("Properties")
        written = properties.member(STACKS[resource.type]) if properties is not None else None
        place = evaluate(written, resource.scope) if written is not None else None
        if not isinstance(place, Known) or not isinstance(place.it, str):
            return f"{name}: where its template lies is not known"
        target = self._target(above.around.path, place.it)
        if isinstance(target, str):
            return f"{name}: {target}"
        root = self._root(target)
        if root is None:
            return f"{name}: {place.it} is no template that can be read"
        around = replace(
            above.around,
            path=target,
            given=_passed(above, resource, properties),
            above=(*above.around.above, name),
        )
        nested = Template(root, around)
        hide_secrets_of(nested)
        return nested


def _passed(above: Template, resource: Resource, properties: Json | None) -> dict[str, Any_]:
    """The parameters that a stack passes down, and what holds for all stacks."""
    passed = {
        name: value
        for name, value in above.around.given.items()
        if name in PSEUDO and name != "AWS::StackName"
    }
    written = properties.member("Parameters") if properties is not None else None
    values = evaluate(written, resource.scope) if written is not None else None
    if isinstance(values, Known) and isinstance(values.it, Fields):
        for name, value in values.it.items():
            span = values.it.keys_at.get(name, values.span)
            passed[name] = through(value, Hop(span, f"{resource.name}.Parameters.{name}"))
    return passed
