"""The provisioned MSK cluster, its arguments grouped by concern."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.node import NOWHERE, Node
from mskguard.record import record
from mskguard.value import Absent, Tri, Value

Names = Value[tuple[Value[str], ...]]
"""A list of names or ids whose elements may be unknown one by one."""
NO_POLICY: Absent[str] = Absent(NOWHERE)
NO_PROVIDER_TAGS: Absent[Mapping[str, Value[str]]] = Absent(NOWHERE)


@record(frozen=True, slots=True, eq=False)
class Brokers:
    """How many brokers of which size, in which subnets."""

    count: Value[int]
    size: Value[str]
    """The instance type, such as `kafka.m7g.large` or `express.m7g.large`."""
    subnets: Names
    """The client subnets; each lies in an Availability Zone of its own."""
    security_groups: Names
    az_distribution: Value[str]


@record(frozen=True, slots=True, eq=False)
class Storage:
    """What the brokers keep their logs on. Express brokers have none of it."""

    mode: Value[str]
    """`LOCAL` or `TIERED`."""
    volume_size: Value[int]
    """GiB for each broker."""
    throughput_enabled: Value[bool]
    throughput: Value[int]
    """Provisioned throughput in MiB/s for each broker's volume."""


@record(frozen=True, slots=True, eq=False)
class EncryptionAtRest:
    """The key that encrypts the volumes."""

    kms_key: Value[str]


@record(frozen=True, slots=True, eq=False)
class EncryptionInTransit:
    """TLS towards clients and between brokers."""

    client_broker: Value[str]
    """`TLS`, `TLS_PLAINTEXT` or `PLAINTEXT`."""
    in_cluster: Value[bool]


@record(frozen=True, slots=True, eq=False)
class Authentication:
    """How clients prove who they are."""

    iam: Value[bool]
    scram: Value[bool]
    tls: Value[bool]
    """Mutual TLS."""
    certificate_authorities: Names
    unauthenticated: Value[bool]
    """Absent where nothing is written: no default is documented for it alone."""

    @property
    def by_any_method(self) -> Tri:
        """Whether IAM, SCRAM or mutual TLS is on."""
        return self.iam.equals(True) | self.scram.equals(True) | self.tls.equals(True)


@record(frozen=True, slots=True, eq=False)
class ConfigurationReference:
    """The MSK configuration that the brokers run with; absent where MSK's default applies."""

    arn: Value[str]
    revision: Value[int]


@record(frozen=True, slots=True, eq=False)
class LogDestination:
    """One place that broker logs go to."""

    enabled: Value[bool]
    target: Value[str]
    """The log group, delivery stream or bucket."""
    prefix: Value[str]
    """Of the object keys; S3 only."""


@record(frozen=True, slots=True, eq=False)
class BrokerLogs:
    """The three kinds of log destination."""

    cloudwatch: LogDestination
    firehose: LogDestination
    s3: LogDestination


@record(frozen=True, slots=True, eq=False)
class Monitoring:
    """CloudWatch metrics and open monitoring with Prometheus."""

    level: Value[str]
    """`DEFAULT`, `PER_BROKER`, `PER_TOPIC_PER_BROKER` or `PER_TOPIC_PER_PARTITION`."""
    jmx_exporter: Value[bool]
    node_exporter: Value[bool]


@record(frozen=True, slots=True, eq=False)
class Connectivity:
    """Access from outside the cluster's VPC."""

    public_access: Value[str]
    """`DISABLED` or `SERVICE_PROVIDED_EIPS`."""
    network_type: Value[str]
    """`IPV4` or `DUAL`."""
    vpc_iam: Value[bool]
    vpc_scram: Value[bool]
    vpc_tls: Value[bool]

    @property
    def public(self) -> Tri:
        return self.public_access.equals("SERVICE_PROVIDED_EIPS")


@record(frozen=True, slots=True, eq=False)
class Lifecycle:
    """What guards the cluster against its own declaration."""

    prevent_destroy: Value[bool]
    ignored_changes: Names
    """Argument paths that Terraform ignores, in its own words; `all` for every argument."""
    deletion_policy: Value[str] = NO_POLICY
    """What CloudFormation does with it when it leaves the template: `Delete`, `Retain` or
    `RetainExceptOnCreate`; absent in other dialects."""
    update_replace_policy: Value[str] = NO_POLICY
    """What CloudFormation does with it when it is replaced: `Delete` or `Retain`."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Cluster(Node):
    """A provisioned cluster of Standard or Express brokers (`aws_msk_cluster`)."""

    name: Value[str]
    arn: Value[str]
    kafka_version: Value[str]
    brokers: Brokers
    storage: Storage
    rest: EncryptionAtRest
    transit: EncryptionInTransit
    authentication: Authentication
    configuration: ConfigurationReference
    logs: BrokerLogs
    monitoring: Monitoring
    connectivity: Connectivity
    rebalancing: Value[str]
    """`ACTIVE` or `PAUSED`; Express only."""
    tags: Value[Mapping[str, Value[str]]]
    provider_tags: Value[Mapping[str, Value[str]]] = NO_PROVIDER_TAGS
    """What Terraform's provider adds to `tags` (`default_tags`); absent in other dialects."""
    lifecycle: Lifecycle

    @property
    def is_express(self) -> Tri:
        return self.brokers.size.startswith("express.")

    @property
    def is_standard(self) -> Tri:
        return self.brokers.size.startswith("kafka.")
