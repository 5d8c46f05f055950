"""Asks one shipped rule about a piece of Terraform."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mskguard.engine.catalog import Catalog, Entry, load, shipped_rules
from tests.harness.judging import Judged, judge


@cache
def _catalog() -> Catalog:
    return load([shipped_rules()])


def entry(name: str) -> Entry:
    """A shipped rule by its slug."""
    [found] = [one for one in _catalog() if one.name == name]
    return found


def ask(name: str, text: str, root: Path, file: str = "main.tf") -> Judged:
    """What the rule says of the text, read as a file of its own."""
    return judge(entry(name), {file: text}, root)


def told(judged: Judged) -> list[str]:
    """The violated lines, each as its severity and the text that the finding points at."""
    return sorted(f"{one.severity.word} {one.span.text}" for one in judged.violated)


def cluster(
    properties: str = "",
    *,
    size: str = '"kafka.m7g.large"',
    subnets: str = '["a", "b", "c"]',
    brokers: str = "3",
    version: str = '"3.9.x"',
    more: str = "",
) -> str:
    """A configuration with these lines and a cluster that uses it, and `more` beside them."""
    return f"""
resource "aws_msk_configuration" "c" {{
  name              = "c"
  server_properties = <<-EOT
{properties}
  EOT
}}

resource "aws_msk_cluster" "c" {{
  cluster_name           = "c"
  kafka_version          = {version}
  number_of_broker_nodes = {brokers}
  broker_node_group_info {{
    instance_type  = {size}
    client_subnets = {subnets}
  }}
  configuration_info {{
    arn      = aws_msk_configuration.c.arn
    revision = aws_msk_configuration.c.latest_revision
  }}
}}
variable "mystery" {{}}
{more}
"""


def alone(properties: str) -> str:
    """A configuration with these lines that no cluster uses."""
    return f"""
resource "aws_msk_configuration" "c" {{
  name              = "c"
  server_properties = <<-EOT
{properties}
  EOT
}}
variable "mystery" {{}}
"""
