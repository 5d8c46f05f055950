"""Terraform text to the graph and its questions on reach."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TypeVar

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.model.node import Node
from mskguard.model.reach import Reach

N = TypeVar("N", bound=Node)


class Scene:
    """What a text declares, and what can be asked about it."""

    def __init__(self, directory: Path, text: str) -> None:
        (directory / "main.tf").write_text("# aws_msk\n" + dedent(text), encoding="utf-8")
        loaded = load(Inputs([directory]), Facts())
        assert not loaded.problems
        self.graph = loaded.graph
        self.reach = Reach(loaded.graph, Facts())

    def node(self, kind: type[N], instance: str) -> N:
        (found,) = (it for it in self.graph.nodes(kind) if it.instance == instance)
        return found
