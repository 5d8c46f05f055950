"""Requests that change what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class UpdateRequest(Node):
    """The body of one `aws kafka update-…`, as it is written."""

    operation: Value[str]
    """As the AWS CLI calls it: `update-connectivity`."""
    target: Value[str]
    """The ARN of what it changes."""
    current_version: Value[str]
    """The version of the cluster that it was written for."""
    arguments: Value[Mapping[str, Value[Any]]]
    """What it sets, by its place in the body: `ConnectivityInfo.PublicAccess.Type`."""
