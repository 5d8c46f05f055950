"""Private certificate authorities, and Lambda functions that read from Kafka."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.aws.facts import Facts
from mskguard.model.certificate import CertificateAuthority
from mskguard.model.event_source import EventSourceMapping, SourceAccess
from mskguard.value import Absent


def certificate_authority(declared: Declared, _: Facts) -> CertificateAuthority:
    """A private CA; another resource enables it."""
    read = declared.read
    return CertificateAuthority(
        **declared.common,
        arn=declared.attribute("Arn"),
        type=read.text("Type"),
        usage_mode=read.text("UsageMode"),
        enabled=Absent(declared.header),
    )


def event_source_mapping(declared: Declared, _: Facts) -> EventSourceMapping:
    """What invokes a function."""
    read = declared.read
    managed = "AmazonManagedKafkaEventSourceConfig"
    return EventSourceMapping(
        **declared.common,
        function=read.text("FunctionName"),
        source=read.text("EventSourceArn"),
        bootstrap_servers=read.names(
            "SelfManagedEventSource", "Endpoints", "KafkaBootstrapServers"
        ),
        topics=read.names("Topics"),
        starting_position=read.text("StartingPosition"),
        consumer_group=read.text(managed, "ConsumerGroupId"),
        access=each(_access, read.blocks("SourceAccessConfigurations")),
        enabled=read.flag("Enabled"),
    )


def _access(read: FieldReader) -> SourceAccess:
    return SourceAccess(type=read.text("Type"), uri=read.text("URI"))
