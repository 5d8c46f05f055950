"""Terraform resources to nodes of the model, one module for each of them."""

from __future__ import annotations

from collections.abc import Callable

from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.msk_cluster import msk_cluster
from mskguard.adapters.terraform.resources.msk_configuration import msk_configuration
from mskguard.aws.facts import Facts
from mskguard.model.node import Node

READERS: dict[str, Callable[[Declared, Facts], Node]] = {
    "aws_msk_cluster": msk_cluster,
    "aws_msk_configuration": msk_configuration,
}
"""By resource type. Others are evaluated where they are referred to, but not judged."""
