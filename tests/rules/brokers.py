"""Clusters that differ in their brokers and storage, as pieces of Terraform."""

from __future__ import annotations

M7G, EXPRESS, UNSAID = '"kafka.m7g.large"', '"express.m7g.large"', "var.mystery"


def broker(size: str, storage: str = "", more: str = "", after: str = "") -> str:
    """A cluster of these brokers, with the content of its EBS block, and `after` it."""
    ebs = f"storage_info {{\n ebs_storage_info {{\n {storage}\n }}\n }}" if storage else ""
    return f"""
variable "mystery" {{}}
resource "aws_msk_cluster" "c" {{
  {more}
  broker_node_group_info {{
    instance_type  = {size}
    client_subnets = ["a", "b", "c"]
    {ebs}
  }}
}}
{after}
"""
