"""Templates to what is declared, through the real front end, before any type is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from mskguard.adapters.cloudformation import resources
from mskguard.adapters.front_ends import Told
from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.adapters.shapes.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value

Read = Callable[..., Loaded]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Anything(Node):
    """A resource of any type, with what its reader was given."""

    kind: str
    declared: Declared

    def at(self, *path: str) -> Value[Any]:
        return self.declared.read.value(*path)


class Readers:
    """Reads every type but those that are made of others."""

    def __contains__(self, kind: str) -> bool:
        return kind.startswith("AWS::") and "Serverless::" not in kind

    def nodes(self, kind: str, declared: Declared, _: Facts) -> Iterator[Node]:
        if kind in self:
            yield Anything(**declared.common, kind=kind, declared=declared)


@pytest.fixture
def load_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Write files and load them; a lone text is `t.yaml`."""

    def write_and_load(files: str | Mapping[str, str], *paths: str, **told: Any) -> Loaded:
        written = {"t.yaml": files} if isinstance(files, str) else files
        for name, text in written.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8", newline="")
        monkeypatch.chdir(tmp_path)
        inputs = Inputs([Path(path) for path in paths or (".",)], told=Told(**told))
        return load(inputs, Facts())

    return write_and_load


@pytest.fixture
def declared(load_files: Read, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Resources by address, as their readers are given them."""
    monkeypatch.setattr(resources, "READERS", Readers())

    def by_address(files: str | Mapping[str, str], *paths: str, **told: Any) -> dict[str, Any]:
        return {node.address: node for node in load_files(files, *paths, **told).graph}

    return by_address


@pytest.fixture
def cluster(declared: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """The cluster `C` with these properties, in a template with these sections."""

    def of(properties: str, sections: str = "", **told: Any) -> Any:
        body = "".join(f"      {line}\n" for line in dedent(properties).strip("\n").splitlines())
        text = dedent(sections).strip("\n")
        head = "" if "Resources:" in text else "Resources:"
        template = f"{text}\n{head}\n  C:\n    Type: AWS::MSK::Cluster\n    Properties:\n{body}"
        return declared(template.lstrip("\n"), **told)["C"]

    return of
