"""One instance of a resource, ready to be read."""

from __future__ import annotations

from typing import Any, Protocol, TypedDict

from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.providers import Provider
from mskguard.model.node import UNNAMED_ACCOUNT, UNNAMED_REGION, Unit
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
    region: Value[str]
    account: Value[str]


class Resource(Protocol):
    """An instance of a resource, as HCL or a plan has it."""

    address: str
    """With instance keys."""

    @property
    def header(self) -> Span: ...

    @property
    def called_at(self) -> tuple[Hop, ...]: ...

    def attribute(self, name: str, span: Span) -> Value[Any]: ...


@record(frozen=True, slots=True)
class Declared:
    """A resource instance with the reader of its arguments."""

    unit: Unit
    address: str
    """Without instance keys."""
    resource: Resource
    exists: Value[bool]
    read: Reader
    provider: Provider

    @property
    def header(self) -> Span:
        return self.resource.header

    @property
    def common(self) -> Common:
        return Common(
            unit=self.unit,
            address=self.address,
            instance=self.resource.address,
            span=self.header,
            exists=self.exists,
            called_at=self.resource.called_at,
            region=self._region,
            account=self.provider.account if self._is_aws else UNNAMED_ACCOUNT,
        )

    @property
    def _is_aws(self) -> bool:
        return self.address.split(".")[-2:][0].startswith("aws_")

    @property
    def _region(self) -> Value[str]:
        """The region that the resource itself says, else its provider's."""
        if not self._is_aws:
            return UNNAMED_REGION

        def chosen(own: Value[Any]) -> Value[Any]:
            return self.provider.region if isinstance(own, Absent) else own

        return distribute(chosen, self.read.text("region"))

    def attribute(self, name: str) -> Value[Any]:
        """An attribute of the resource, computed ones included, as references see it."""
        return self.resource.attribute(name, self.header)
