"""Which version of the AWS provider `terraform init` has locked for a root."""

from __future__ import annotations

import re

from mskguard.adapters.terraform.module import Module
from mskguard.adapters.terraform.tree import Tree
from mskguard.syntax.hcl import ast

LOCK_FILE = ".terraform.lock.hcl"
_PROVIDER = re.compile(r"(?:.+/)?hashicorp/aws")
_VERSION = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})")

Version = tuple[int, int, int]


def locked_version(tree: Tree, root: Module) -> str:
    """The version in the lock file beside a root; empty where there is none."""
    path = root.directory / LOCK_FILE
    file = tree.parse(path) if path.is_file() else None
    for block in file.body.blocks if file is not None else ():
        match block:
            case ast.Block(type="provider", labels=(name,)) if _PROVIDER.fullmatch(name):
                written = block.body.attribute("version")
                found = written.expression if written else None
                return (found.literal or "") if isinstance(found, ast.Template) else ""
            case _:
                pass
    return ""


def version_of(text: str) -> Version | None:
    """A version by its three numbers; None where it is written otherwise."""
    found = _VERSION.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
