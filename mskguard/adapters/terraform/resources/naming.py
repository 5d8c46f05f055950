"""Names that Terraform completes: those of which only a prefix is written."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.value import Absent, Known, Piece, Text, Unknown, Value, distribute


def completed_name(declared: Declared, argument: str = "name") -> Value[str]:
    """The name, known in part where it is only given a prefix, else unknown."""
    read = declared.read
    chosen = declared.attribute(argument)

    def completed(name: Value[Any], prefix: Value[Any]) -> Value[Any]:
        if not isinstance(name, Absent):
            return name
        identity = chosen.identity if isinstance(chosen, Unknown) else None
        roots = frozenset((identity,)) if identity else frozenset()
        why = f"{declared.address}.{argument} is completed only when Terraform runs"
        text = None
        if isinstance(prefix, Known):
            start = prefix.text.pieces if prefix.text else (Piece(prefix.span, prefix.it),)
            text = Text((*start, Piece(prefix.span, None)))
        elif isinstance(prefix, Unknown) and prefix.text is not None:
            text = Text((*prefix.text.pieces, Piece(prefix.span, None)))
        place = prefix if text is not None else name
        return Unknown(place.span, why, identity, roots, text, slot=place.slot)

    return distribute(completed, read.text(argument), read.text(f"{argument}_prefix"))
