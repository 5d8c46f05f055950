"""Functions on file paths that look at no file."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.terraform.functions.parameters import TEXT, takes
from mskguard.adapters.terraform.functions.table import raw
from mskguard.adapters.terraform.values import Any_, unknown, unknown_among
from mskguard.source import Span
from mskguard.value import Known


@takes("basename", TEXT)
def _basename(path: Known[str]) -> Any:
    if not path.it:
        return "."
    return path.it.rstrip("/").rpartition("/")[2] or "/"


@takes("dirname", TEXT)
def _dirname(path: Known[str]) -> Any:
    return _clean(path.it[: path.it.rfind("/") + 1])


def _clean(path: str) -> str:
    """The shortest path that is the same, as Go's `filepath.Clean` has it."""
    rooted = path.startswith("/")
    kept: list[str] = []
    for part in path.split("/"):
        if part == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif part == ".." and rooted:
            continue
        elif part not in ("", "."):
            kept.append(part)
    return ("/" if rooted else "") + "/".join(kept) or "."


@raw("abspath")
@raw("pathexpand")
def _elsewhere(arguments: list[Any_], span: Span) -> Any_:
    why = "the path depends on the machine that Terraform runs on"
    return unknown_among(arguments) or unknown(span, why)
