"""The modules that `terraform init` downloaded for a root, by the calls that they were for."""

from __future__ import annotations

import os
import re
from pathlib import Path

from mskguard.adapters.terraform.tree import Tree
from mskguard.record import record
from mskguard.source import Fate
from mskguard.syntax.json import Json, parse

MANIFEST = Path(".terraform", "modules", "modules.json")
_REGISTRY = re.compile(r"(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?/)?[\w-]+/[\w-]+/[\w-]+(?://.*)?")
_PINNED = re.compile(r"\s*=?\s*(\d+\.\d+\.\d+[\w.+-]*)\s*")


@record(frozen=True, slots=True)
class Download:
    """One line of the manifest."""

    source: str
    """In Terraform's spelling: `registry.terraform.io/terraform-aws-modules/vpc/aws`."""
    version: str
    directory: Path

    def is_of(self, source: str, version: str | None) -> bool:
        """Whether it is what a call asks for now, as far as both are written comparably."""
        pinned = _PINNED.fullmatch(version or "")
        if pinned is not None and self.version and pinned[1] != self.version:
            return False
        if _REGISTRY.fullmatch(source) or _REGISTRY.fullmatch(self.source):
            return f"/{self.source}".endswith(f"/{source}")
        return True


def downloads(tree: Tree, root: Path) -> dict[str, Download]:
    """What the manifest of a root says, by the names of the calls that lead to a module."""
    path = root / MANIFEST
    if not path.is_file() or not tree.within(path):
        return {}
    source = tree.read(path)
    if source is None or tree.files[path].fate is not Fate.READ:
        return {}
    document = parse(source)
    listed = document.root.member("Modules") if document.root else None
    if document.root is None:
        tree.problems += document.problems
        tree.account(path, Fate.UNREADABLE, document.problems[0].message)
    found: dict[str, Download] = {}
    for one in listed.it if listed is not None and isinstance(listed.it, list) else ():
        directory = Path(os.path.normpath(root / _text(one, "Dir")))
        found[_text(one, "Key")] = Download(_text(one, "Source"), _text(one, "Version"), directory)
    return found


def _text(entry: Json, name: str) -> str:
    value = entry.member(name)
    return value.it if value is not None and isinstance(value.it, str) else ""
