"""What all things of the model have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum

from mskguard.record import record
from mskguard.source import SourceFile, Span
from mskguard.value import Hop, Tri, Unknown, Value

NOWHERE = SourceFile("", "", on_disk=False).whole

UNNAMED_REGION: Unknown[str] = Unknown(NOWHERE, "nothing names the region")
UNNAMED_ACCOUNT: Unknown[str] = Unknown(NOWHERE, "nothing names the account")


class Dialect(Enum):
    """The language that declares a thing. Some defaults depend on it."""

    TERRAFORM = "terraform"
    CLOUDFORMATION = "cloudformation"
    AWS_CLI = "aws-cli"
    """Requests to AWS and its answers, as the AWS CLI has them."""
    IAM = "iam"
    """A policy document on its own."""
    KAFKA = "kafka"
    """Kafka's own files and the output of its tools."""


class Standing(Enum):
    """How what is written relates to what runs."""

    DECLARED = "declared"
    """It is to be so: whether it is there already is not said (HCL, templates)."""
    CREATED = "created"
    """A request or plan that makes it anew."""
    CHANGED = "changed"
    """A request or plan that changes what is there."""
    OBSERVED = "observed"
    """It was seen to be so."""


LEFT_AS_IT_IS = "the request leaves it as it is"
NOT_AMONG_PROPERTIES = "a connector's own properties do not tell it"
NOT_IN_FILE = "a file of properties does not tell it"
BESIDE_THE_INPUT = frozenset({LEFT_AS_IT_IS, NOT_AMONG_PROPERTIES, NOT_IN_FILE})
"""Why a value is unknown that such an input never speaks of, so that no rule asks for it there."""


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
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why things of a type may be missing all the same, by the name of the type: what a snapshot
    does not list."""
    published: Mapping[str, str] = field(default_factory=dict)
    """Why others may hang things on a resource that are not read here, by its address with or
    without instance keys: a root gives its id, ARN or name away."""


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
    standing: Standing = Standing.DECLARED
    region: Value[str] = UNNAMED_REGION
    """Where it lies, as far as the provider, the options or an ARN of its own say."""
    account: Value[str] = UNNAMED_ACCOUNT
    """The id of the account that it belongs to, as far as that is said."""

    @property
    def is_new(self) -> Tri:
        """Whether this very input creates it; unknown of a mere declaration."""
        if self.standing is Standing.DECLARED:
            Unknown[bool](self.span, "whether it is there already, a plan says").now()
            return Tri.UNKNOWN
        return Tri.of(self.standing is Standing.CREATED)
