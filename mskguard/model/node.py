"""What all things of the model have in common."""

from __future__ import annotations

from enum import Enum

from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Hop, Tri, Value


class Dialect(Enum):
    """The language that declares a thing. Some defaults depend on it."""

    TERRAFORM = "terraform"


@record(frozen=True, slots=True, eq=False)
class Unit:
    """One Terraform root with its modules, one template, or one account snapshot.

    Names link within a unit, ARNs link anywhere.
    """

    name: str
    """Unique in a run: the path of the root directory or file, `.` for the working directory."""
    dialect: Dialect
    complete: Tri
    """Whether everything that the unit declares could be read."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Node:
    """One resource. Every further field is a `Value`, or a group of them."""

    unit: Unit
    address: str
    """As its dialect names it, without instance keys: `module.kafka.aws_msk_cluster.this`."""
    instance: str
    """The same with instance keys: `module.kafka.aws_msk_cluster.this[0]`. Unique in the unit."""
    span: Span
    """Where it is declared: the header of its block."""
    exists: Value[bool]
    called_at: tuple[Hop, ...] = ()
    """The module calls that lead to it, the root's first."""
