"""The keys of a configuration and the types of their values. Imported when a file exists."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Word = Literal["high", "medium", "low"]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class WorkloadTable(BaseModel):
    """The load that a cluster is to carry at its peak; what is left out is not known."""

    model_config = ConfigDict(
        strict=True, extra="forbid", alias_generator=_kebab, allow_inf_nan=False
    )

    ingress: float = Field(gt=0)
    """MB/s."""
    egress: float | None = Field(default=None, ge=0)
    """MB/s."""
    fan_out: float | None = Field(default=None, ge=0)
    """How often each record is read: in place of `egress`."""
    retention_hours: float | None = Field(default=None, gt=0)
    replication: int = Field(default=3, ge=1)
    partitions: int = Field(default=0, ge=0)
    growth: float = Field(default=0.0, ge=0)
    """Percent."""


class WorkloadsTable(WorkloadTable):
    """The load of every cluster, and in its place that of some by their name."""

    ingress: float | None = Field(default=None, gt=0)  # type: ignore[assignment]
    clusters: dict[str, WorkloadTable] = {}


class ProjectTable(BaseModel):
    """What a scanned tree may say. It can never load code."""

    model_config = ConfigDict(strict=True, extra="forbid", alias_generator=_kebab)

    select: list[str] | None = None
    ignore: list[str] = []
    severity: dict[str, Word] = {}
    fail_on: Literal["high", "medium", "low", "never"] | None = None
    exclude: list[str] = []
    variables: dict[str, Any] = {}
    parameters: dict[str, str | int | bool | list[str]] = {}
    region: str | None = None
    account: str | None = None
    profile: str | None = None
    workload: WorkloadsTable = WorkloadsTable()
    settings: dict[str, dict[str, Any]] = {}
    """By rule, then by the rule's setting."""


class UserTable(ProjectTable):
    """What the user's own configuration may say."""

    rules: list[str] = []
