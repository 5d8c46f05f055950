"""Reads requests to AWS and its answers into the graph."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from mskguard.adapters.aws_cli.configurations import one_revision_each
from mskguard.adapters.aws_cli.files import Content, Part, content_of
from mskguard.adapters.aws_cli.kinds import Role
from mskguard.adapters.aws_cli.marker import Marker
from mskguard.adapters.aws_cli.named import about, needs_name
from mskguard.adapters.aws_cli.resources import Resource, merged
from mskguard.adapters.aws_cli.trees import opened, overlaid
from mskguard.adapters.aws_cli.units import Builder, body_of, resources_in
from mskguard.adapters.front_ends import Documents
from mskguard.model.change import ResourceChange
from mskguard.model.node import Dialect, Node, Standing, Unit
from mskguard.record import record
from mskguard.value import Tri

Observed = dict[tuple[str, str], tuple[Resource, Node]]
"""What was observed of a thing, by its type and ARN or id."""


def load_aws_cli(documents: Documents) -> set[Path]:
    """Add what requests and answers tell to the graph; answers the files that hold neither.

    A file that others read, as Terraform's `file` does, is judged there.
    """
    contents: dict[Path, list[Content]] = {}
    not_mine: set[Path] = set()
    for path in (one for one in documents.paths if one not in documents.tree.sources):
        content = content_of(documents.tree, path)
        if content is None:
            not_mine.add(path)
        else:
            contents.setdefault(path.parent, []).append(content)
    loader = _Loader(documents)
    for directory, held in contents.items():
        loader.observe(directory, held)
    for directory, held in contents.items():
        loader.request(directory, [part for content in held for part in content.parts])
    return not_mine


@record(frozen=True, slots=True, eq=False)
class _Loader:
    """One run's requests and answers on their way into the graph."""

    documents: Documents
    observed: Observed = field(default_factory=dict)

    def observe(self, directory: Path, contents: list[Content]) -> None:
        """The answers in a directory: an account's snapshot."""
        marker = next((one.marker for one in contents if one.marker is not None), None)
        found = [p for one in contents for p in one.parts if p.kind.role is Role.ANSWER]
        if not found:
            return
        files = {part.path for part in found}
        place = directory if marker is not None or len(files) > 1 else found[0].path
        builder = self._builder(place, marker)
        named = [part for part in found if needs_name(part.kind)]
        resources = [
            one for part in found if not needs_name(part.kind) for one in resources_in(part)
        ]
        for part in named:
            resources += resources_in(part, about(part.kind, part.path, marker, resources))
        for resource in merged(one_revision_each(resources)):
            nodes = self._add(builder, resource, Standing.OBSERVED)
            if resource.identity and nodes:
                key = (resource.type, resource.identity)
                self.observed.setdefault(key, (resource, nodes[0]))

    def _add(self, builder: Builder, resource: Resource, standing: Standing) -> list[Node]:
        nodes = builder.nodes(resource, standing)
        for node in nodes:
            self.documents.graph.add(node)
        return nodes

    def request(self, directory: Path, parts: list[Part]) -> None:
        """The requests in a directory: each file is a unit of its own, but for arguments."""
        for part in parts:
            if part.kind.role is Role.REQUEST:
                builder = self._builder(part.path)
                for resource in resources_in(part):
                    self._add(builder, resource, Standing.CREATED)
            elif part.kind.role is Role.UPDATE:
                self._update(part)
        self._arguments(directory, [one for one in parts if one.kind.role is Role.ARGUMENT])

    def _update(self, part: Part) -> None:
        from mskguard.adapters.aws_cli.updates import request_node

        builder = self._builder(part.path)
        for resource in resources_in(part):
            there = self.observed.get((resource.type, resource.identity))
            tree = overlaid(there[0].tree, resource.tree) if there else opened(resource.tree)
            nodes = self._add(builder, resource._replace(tree=tree), Standing.CHANGED)
            if there and nodes:
                change = ResourceChange(nodes[0].instance, there[1], nodes[0])
                self.documents.graph.changes.append(change)
        self.documents.graph.add(request_node(builder.unit, part.kind.command, body_of(part)))

    def _arguments(self, directory: Path, parts: list[Part]) -> None:
        """Arguments of one command where there is one of each at most, else each of its own."""
        if not parts:
            return
        from mskguard.adapters.aws_cli.requests import from_arguments

        names = [part.kind.reader for part in parts]
        alone = len(set(names)) < len(names)
        for group in [[one] for one in parts] if alone else [parts]:
            trees = {one.kind.reader: body_of(one) for one in group}
            name = group[0].path.stem if alone else directory.name
            creates = trees.keys() & {"BrokerNodeGroupInfo", "Provisioned", "Serverless"}
            standing = Standing.CREATED if creates else Standing.DECLARED
            self._add(self._builder(group[0].path), from_arguments(trees, name), standing)

    def _builder(self, place: Path, marker: Marker | None = None) -> Builder:
        name = self.documents.tree.unit_name(place)
        if place.is_dir() and name in {node.unit.name for node in self.documents.graph}:
            name = f"{name}/*.json"
        complete = Tri.UNKNOWN if marker is None else Tri.YES
        unit = Unit(name, Dialect.AWS_CLI, complete, marker.unread if marker else {})
        return Builder(unit, self.documents.facts, marker)
