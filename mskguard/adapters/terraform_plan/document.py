"""The parts of a plan that are read, each taken only where it has the form that Terraform gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mskguard.record import record
from mskguard.source import SourceFile, Span
from mskguard.syntax.json import Json, Members, parse
from mskguard.syntax.problem import Problem

NEWEST_MAJOR = 1
"""Of `format_version`; Terraform asks readers to reject any later one."""
_VERSION = re.compile(r"(\d{1,6})\.\d{1,6}", re.ASCII)


@record(frozen=True, slots=True, eq=False)
class Planned:
    """One resource instance as the plan will leave it, or as it was."""

    address: str
    kind: str
    span: Span
    values: Json
    unknown: Json | None
    """Marks the values that are known only after apply: true, or a tree of such marks."""
    actions: tuple[str, ...]


@record(frozen=True, slots=True, eq=False)
class ResourceChange:
    """What the plan does to one resource instance."""

    address: str
    actions: tuple[str, ...]
    before: Planned | None
    after: Planned | None
    replace_paths: tuple[tuple[str | int, ...], ...]


class NoPlan(Exception):
    """The file is another kind of JSON; the message says why it is not read."""


class Plan:
    """A plan's document. What has another form than Terraform's is a problem and left out."""

    def __init__(self, source: SourceFile) -> None:
        """Raises `NoPlan` for JSON of another kind."""
        document = parse(source)
        self.source = source
        self.problems = list(document.problems)
        self.root = document.root
        if self.root is not None:
            self._require_plan(self.root)
        self.changes = {one.address: one for one in self._changes()}

    def _require_plan(self, root: Json) -> None:
        if root.member("planned_values") is None and root.member("resource_changes") is None:
            if root.member("values") is not None:
                raise NoPlan("a Terraform state, not a plan")
            raise NoPlan("no Terraform plan")
        version = root.member("format_version")
        found = _VERSION.fullmatch(version.it) if version and isinstance(version.it, str) else None
        if version is not None and found is None:
            self.wrong(version, 'a version such as "1.2"')
        elif version is not None and found and int(found[1]) > NEWEST_MAJOR:
            raise NoPlan(f"plan format {found[0]} is newer than mskguard knows ({NEWEST_MAJOR}.x)")

    def wrong(self, value: Json, expected: str) -> None:
        self.problems.append(Problem(value.span, f"{expected} is expected here"))

    def part(self, value: Json | None, name: str) -> Json | None:
        """A member that is an object."""
        found = value.member(name) if value else None
        if found is None or found.it is None:
            return None
        if not isinstance(found.it, Members):
            self.wrong(found, "an object")
            return None
        return found

    def parts(self, value: Json | None, name: str) -> Iterator[Json]:
        """The objects of a member that is a list of them."""
        found = value.member(name) if value else None
        if found is None or found.it is None:
            return
        if not isinstance(found.it, list):
            self.wrong(found, "a list")
            return
        for item in found.it:
            if isinstance(item.it, Members):
                yield item
            else:
                self.wrong(item, "an object")

    def text(self, value: Json, name: str) -> str | None:
        """A member that is a string, which must be there."""
        found = value.member(name)
        if found is None:
            self.problems.append(Problem(value.key_span(name), f'"{name}" is missing here'))
            return None
        if not isinstance(found.it, str):
            self.wrong(found, "a string")
            return None
        return found.it

    def _kind(self, resource: Json) -> str | None:
        """The resource's type, a data source's with `data.` before it."""
        kind, mode = self.text(resource, "type"), resource.member("mode")
        return f"data.{kind}" if kind and mode is not None and mode.it == "data" else kind

    @property
    def is_complete(self) -> bool:
        """Whether the plan covers the whole root and was made without an error."""
        errored = self.root.member("errored") if self.root else None
        complete = self.root.member("complete") if self.root else None
        broken = errored is not None and errored.it is True
        partial = complete is not None and complete.it is False
        return not (self.problems or broken or partial)

    def resources(self) -> Iterator[Planned]:
        """Every resource instance as it will be, and what data sources have read."""
        values = self.part(self.root, "planned_values")
        if values is None:
            yield from (one.after for one in self.changes.values() if one.after)
        else:
            yield from self._resources_of(values)
        before = self.part(self.part(self.root, "prior_state"), "values")
        yield from (one for one in self._resources_of(before) if one.kind.startswith("data."))

    def _resources_of(self, values: Json | None) -> Iterator[Planned]:
        pending = [self.part(values, "root_module")]
        while pending:
            module = pending.pop()
            for resource in self.parts(module, "resources"):
                found = self._resource(resource)
                if found is not None:
                    yield found
            pending += reversed(list(self.parts(module, "child_modules")))

    def _resource(self, resource: Json) -> Planned | None:
        address, kind = self.text(resource, "address"), self._kind(resource)
        if address is None or kind is None:
            return None
        change = self.changes.get(address)
        after = change.after if change else None
        values = self.part(resource, "values") or (after.values if after else None)
        if values is None:
            return None
        return Planned(
            address,
            kind,
            _place(resource),
            values,
            after.unknown if after else None,
            change.actions if change else (),
        )

    def _changes(self) -> Iterator[ResourceChange]:
        for one in self.parts(self.root, "resource_changes"):
            change = self.part(one, "change")
            if change is None or one.member("deposed") is not None:
                continue
            address, kind = self.text(one, "address"), self._kind(one)
            if address is None or kind is None:
                continue
            actions = tuple(self._texts(change, "actions"))
            before, after = self.part(change, "before"), self.part(change, "after")
            unknown = change.member("after_unknown")
            place = _place(one)
            yield ResourceChange(
                address,
                actions,
                Planned(address, kind, place, before, None, actions) if before else None,
                Planned(address, kind, place, after, unknown, actions) if after else None,
                tuple(self._paths(change)),
            )

    def _texts(self, value: Json, name: str) -> Iterator[str]:
        found = value.member(name)
        if found is None or found.it is None:
            return
        if not isinstance(found.it, list):
            self.wrong(found, "a list")
            return
        for item in found.it:
            if isinstance(item.it, str):
                yield item.it
            else:
                self.wrong(item, "a string")

    def _paths(self, change: Json) -> Iterator[tuple[str | int, ...]]:
        found = change.member("replace_paths")
        for path in found.it if found and isinstance(found.it, list) else ():
            if isinstance(path.it, list):
                yield tuple(step.it for step in path.it if isinstance(step.it, (str, int)))


def _place(resource: Json) -> Span:
    address = resource.member("address")
    return address.span if address else resource.span
