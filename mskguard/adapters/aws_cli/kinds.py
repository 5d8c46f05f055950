"""What a kind of request or answer is: its form, its part in a command, its reader."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from mskguard.adapters.aws_cli.recognise import Form


class Role(Enum):
    """What a recognised value is to the command line that it belongs to."""

    ANSWER = "answer"
    REQUEST = "request"
    UPDATE = "update"
    ARGUMENT = "argument"
    """One argument of a command: a fragment of a request."""


class Kind(NamedTuple):
    """One kind of request or answer. `reader` names a function in a module of this room."""

    command: str
    """As the AWS CLI calls it: `kafka describe-cluster-v2`."""
    form: Form
    reader: str
    role: Role = Role.ANSWER
    anywhere: bool = False
    """Certain enough to be recognised deep inside a file."""


def answer(
    command: str, reader: str, *needs: str, lacks: str = "", only: str = "", anywhere: bool = False
) -> Kind:
    """An answer. `lacks` and `only` are names with blanks between them; see `Form`."""
    form = Form(needs, tuple(lacks.split()), tuple(only.split()))
    return Kind(command, form, reader, Role.ANSWER, anywhere)


def request(command: str, reader: str, *needs: str, lacks: str = "", only: str = "") -> Kind:
    """A request that makes something."""
    return Kind(
        command, Form(needs, tuple(lacks.split()), tuple(only.split())), reader, Role.REQUEST
    )


def update(command: str, reader: str, *needs: str, lacks: str = "", only: str = "") -> Kind:
    """A request that changes something."""
    form = Form(needs, tuple(lacks.split()), tuple(only.split()))
    return Kind(command, form, reader, Role.UPDATE)
