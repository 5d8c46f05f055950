"""One resource in AWS's own shape, ready to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any, TypedDict

from mskguard.adapters.shapes.fields import FieldReader
from mskguard.model.node import UNNAMED_ACCOUNT, UNNAMED_REGION, Standing, Unit
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Hop, Value, distribute


class Common(TypedDict):
    """The fields that every node has."""

    unit: Unit
    address: str
    instance: str
    span: Span
    exists: Value[bool]
    called_at: tuple[Hop, ...]
    standing: Standing
    region: Value[str]
    account: Value[str]


@record(frozen=True, slots=True)
class Declared:
    """A resource with the reader of its members."""

    unit: Unit
    address: str
    instance: str
    header: Span
    exists: Value[bool]
    read: FieldReader
    attribute: Callable[[str], Value[Any]]
    """What others see of it, by AWS's name: `Arn`, `Ref`, `CurrentVersion`."""
    called_at: tuple[Hop, ...] = ()
    standing: Standing = Standing.DECLARED
    region: Value[str] = field(default=UNNAMED_REGION)
    account: Value[str] = field(default=UNNAMED_ACCOUNT)

    def named(self, member: str) -> Value[str]:
        """The name that a member gives it, else the one that AWS makes, which `Ref` answers."""
        made = self.attribute("Ref")
        written = self.read.text(member)
        return distribute(lambda it: made if isinstance(it, Absent) else it, written)

    @property
    def common(self) -> Common:
        return Common(
            unit=self.unit,
            address=self.address,
            instance=self.instance,
            span=self.header,
            exists=self.exists,
            called_at=self.called_at,
            standing=self.standing,
            region=self.region,
            account=self.account,
        )
