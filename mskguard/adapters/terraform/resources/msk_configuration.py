"""`aws_msk_configuration` to an MSK configuration."""

from __future__ import annotations

from mskguard.adapters.kafka_properties import properties_of
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.configuration import Configuration
from mskguard.value import distribute


def msk_configuration(declared: Declared, _: Facts) -> Configuration:
    """The configuration that an instance of the resource declares."""
    read = declared.read
    return Configuration(
        **declared.common,
        name=read.text("name"),
        arn=declared.attribute("arn"),
        latest_revision=declared.attribute("latest_revision"),
        kafka_versions=read.names("kafka_versions"),
        description=read.text("description"),
        properties=distribute(properties_of, read.text("server_properties")),
    )
