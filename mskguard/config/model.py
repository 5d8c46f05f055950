"""The keys of a configuration and the types of their values. Imported when a file exists."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Word = Literal["high", "medium", "low"]


class ProjectTable(BaseModel):
    """What a scanned tree may say. It can never load code."""

    model_config = ConfigDict(
        strict=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-")
    )

    select: list[str] | None = None
    ignore: list[str] = []
    severity: dict[str, Word] = {}
    fail_on: Literal["high", "medium", "low", "never"] | None = None
    exclude: list[str] = []
    variables: dict[str, Any] = {}
    profile: str | None = None
    settings: dict[str, dict[str, Any]] = {}
    """By rule, then by the rule's setting."""


class UserTable(ProjectTable):
    """What the user's own configuration may say."""

    rules: list[str] = []
