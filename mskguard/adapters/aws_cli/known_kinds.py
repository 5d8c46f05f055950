"""Which kind of request or answer a value is."""

from __future__ import annotations

from mskguard.adapters.aws_cli.kinds import Kind
from mskguard.adapters.aws_cli.kinds_around import KINDS_AROUND
from mskguard.adapters.aws_cli.kinds_of_msk import KINDS_OF_MSK
from mskguard.adapters.aws_cli.recognise import members_by_name
from mskguard.syntax.json import Json

KINDS = (*KINDS_OF_MSK, *KINDS_AROUND)
"""In the order in which they are tried: the first that fits is what a value is."""

_ANYWHERE = tuple(kind for kind in KINDS if kind.anywhere)


def kind_of(value: Json, exposed: bool) -> Kind | None:
    """What a value is; deep in a file only what can be nothing else is recognised."""
    members = members_by_name(value)
    for kind in KINDS if exposed else _ANYWHERE:
        if kind.form.fits(members):
            return kind
    return None
