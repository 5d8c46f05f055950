"""What a person can do about a value that is not known."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from mskguard.survey.cases import Case
from mskguard.value import Identity, Unknown

_VARIABLE = "var."
_MODULE = re.compile(r"(?:module\.[^.\[]+(?:\[[^\]]*\])?\.)*module\.[^.\[]+(?:\[[^\]]*\])?")


def advice(case: Case) -> list[str]:
    """One sentence for each unknown input that the case hangs on, small and without full stop."""
    roots: set[Hashable] = set()
    for condition, _ in case.when:
        roots |= condition.roots
    if isinstance(case.value, Unknown):
        roots |= case.value.roots
    return list(dict.fromkeys(said for root in sorted(roots, key=str) for said in _said(root)))


def _said(root: Hashable) -> Iterator[str]:
    if not isinstance(root, Identity):
        return
    owner, _, name = root.owner.rpartition(_VARIABLE)
    if name and owner + _VARIABLE + name == root.owner:
        if owner:
            yield f"give {name} a value in the call of {owner.removesuffix('.')}"
        else:
            yield f"give var.{name} a value: --var {name}=..., or a .tfvars file with --var-file"
    elif root.owner == "terraform.workspace":
        yield "only Terraform knows which workspace it runs in"
    elif _MODULE.fullmatch(root.owner):
        yield (
            f"{root.owner} was not read: its source has to lie in the scanned tree, or to be "
            "downloaded there by terraform init"
        )
    elif "data" in root.owner.split("."):
        yield f"{root} is asked of AWS when Terraform runs: no file says it"
    else:
        yield f"{root} is made when Terraform runs: no file says it"
