"""`aws_msk_serverless_cluster` to a serverless cluster."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.serverless import ServerlessCluster, VpcPlacement


def msk_serverless_cluster(declared: Declared, _: Facts) -> ServerlessCluster:
    """The serverless cluster that an instance of the resource declares."""
    read = declared.read
    return ServerlessCluster(
        **declared.common,
        name=read.text("cluster_name"),
        arn=declared.attribute("arn"),
        iam=read.flag("client_authentication", "sasl", "iam", "enabled"),
        vpcs=each(_placement, read.blocks("vpc_config")),
        tags=read.mapping("tags"),
    )


def _placement(read: Reader) -> VpcPlacement:
    return VpcPlacement(
        subnets=read.names("subnet_ids"), security_groups=read.names("security_group_ids")
    )
