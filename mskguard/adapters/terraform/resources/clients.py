"""Private certificate authorities, and Lambda functions that read from Kafka."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.repeated import each
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.certificate import CertificateAuthority
from mskguard.model.event_source import EventSourceMapping, SourceAccess
from mskguard.value import Absent, Known, Value, distribute


def acmpca_certificate_authority(declared: Declared, _: Facts) -> CertificateAuthority:
    """A private CA."""
    read = declared.read
    return CertificateAuthority(
        **declared.common,
        arn=declared.attribute("arn"),
        type=read.text("type"),
        usage_mode=read.text("usage_mode"),
        enabled=read.flag("enabled"),
    )


def lambda_event_source_mapping(declared: Declared, _: Facts) -> EventSourceMapping:
    """What invokes a function."""
    read = declared.read
    managed = "amazon_managed_kafka_event_source_config"
    return EventSourceMapping(
        **declared.common,
        function=read.text("function_name"),
        source=read.text("event_source_arn"),
        bootstrap_servers=distribute(
            _servers, read.mapping("self_managed_event_source", "endpoints")
        ),
        topics=read.names("topics"),
        starting_position=read.text("starting_position"),
        consumer_group=read.text(managed, "consumer_group_id"),
        access=each(_access, read.blocks("source_access_configuration")),
        enabled=read.flag("enabled"),
    )


def _servers(endpoints: Value[Any]) -> Value[Any]:
    if not isinstance(endpoints, Known):
        return endpoints
    found = endpoints.it.get("KAFKA_BOOTSTRAP_SERVERS")
    return Absent(endpoints.span) if found is None else Known((found,), endpoints.span)


def _access(read: Reader) -> SourceAccess:
    return SourceAccess(type=read.text("type"), uri=read.text("uri"))
