"""Fragments of requests, and the answers on what is around clusters."""

from __future__ import annotations

from mskguard.adapters.aws_cli.kinds import Kind, Role, answer
from mskguard.adapters.aws_cli.recognise import Form

_NETWORK = (
    answer("ec2 describe-subnets", "network:subnets", "Subnets[].SubnetId:text"),
    answer("ec2 describe-vpcs", "network:vpcs", "Vpcs[].VpcId:text"),
    answer("ec2 describe-security-groups", "network:security_groups",
            "SecurityGroups[].GroupId:text", "SecurityGroups[].IpPermissions:list"),
    answer("ec2 describe-route-tables", "network:route_tables",
            "RouteTables[].RouteTableId:text", "RouteTables[].Routes:list"),
    answer("ec2 describe-internet-gateways", "network:internet_gateways",
            "InternetGateways[].InternetGatewayId:text"),
    answer("ec2 describe-nat-gateways", "network:nat_gateways",
            "NatGateways[].NatGatewayId:text"),
)  # fmt: skip

_IDENTITY = (
    answer("iam get-account-authorization-details", "identity:everything",
            "RoleDetailList[].RoleName:text"),
    answer("iam get-role", "identity:role", "Role.RoleName:text",
            "Role.Arn:text", only="Role"),
    answer("iam list-roles", "identity:roles", "Roles[].RoleName:text", "Roles[].Arn:text"),
    answer("iam get-role-policy", "identity:role_policy", "RoleName:text", "PolicyName:text",
            "PolicyDocument:map"),
    answer("iam list-attached-role-policies", "identity:attached_policies",
            "AttachedPolicies[].PolicyArn:text", only="AttachedPolicies IsTruncated"),
    answer("iam get-policy", "identity:policy", "Policy.Arn:text",
            "Policy.DefaultVersionId:text", only="Policy"),
    answer("iam get-policy-version", "identity:policy_version", "PolicyVersion.VersionId:text",
            "PolicyVersion.Document:map", only="PolicyVersion"),
)  # fmt: skip

_SURROUNDINGS = (
    answer("kms describe-key", "keys:key", "KeyMetadata.KeyId:text", "KeyMetadata.Arn:text"),
    answer("kms get-key-rotation-status", "keys:rotation", "KeyRotationEnabled:flag",
            lacks="KeyMetadata"),
    answer("kms list-aliases", "keys:aliases", "Aliases[].AliasName:text",
            "Aliases[].AliasArn:text"),
    answer("secretsmanager describe-secret", "keys:secret", "ARN:secret", "Name:text",
            lacks="SecretString SecretBinary ResourcePolicy"),
    answer("secretsmanager list-secrets", "keys:secrets", "SecretList[].ARN:secret"),
    answer("secretsmanager get-resource-policy", "keys:secret_policy", "ARN:secret",
            "ResourcePolicy:text"),
    answer("application-autoscaling describe-scalable-targets", "watching:scalable_targets",
            "ScalableTargets[].ServiceNamespace:text"),
    answer("application-autoscaling describe-scaling-policies", "watching:scaling_policies",
            "ScalingPolicies[].ServiceNamespace:text"),
    answer("cloudwatch describe-alarms", "watching:alarms", "MetricAlarms[].AlarmName:text"),
    answer("logs describe-log-groups", "watching:log_groups", "LogGroups[].LogGroupName:text"),
)  # fmt: skip

_ARGUMENTS = tuple(
    Kind("kafka create-cluster", Form(needs, (), only), reader, Role.ARGUMENT)
    for reader, needs, only in (
        ("BrokerNodeGroupInfo", ("ClientSubnets:list", "InstanceType:text"),
         ("BrokerAZDistribution", "ClientSubnets", "InstanceType", "SecurityGroups", "StorageInfo",
          "ConnectivityInfo", "ZoneIds")),
        ("EncryptionInfo", ("EncryptionAtRest.DataVolumeKMSKeyId:text",),
         ("EncryptionAtRest", "EncryptionInTransit")),
        ("EncryptionInfo", ("EncryptionInTransit.ClientBroker:text",),
         ("EncryptionAtRest", "EncryptionInTransit")),
        ("EncryptionInfo", ("EncryptionInTransit.InCluster:flag",),
         ("EncryptionAtRest", "EncryptionInTransit")),
        ("ClientAuthentication", ("Tls.CertificateAuthorityArnList:list",),
         ("Sasl", "Tls", "Unauthenticated")),
        ("ClientAuthentication", ("Sasl.Scram.Enabled:flag",), ("Sasl", "Tls", "Unauthenticated")),
        ("ClientAuthentication", ("Sasl.Iam.Enabled:flag",), ("Sasl", "Tls", "Unauthenticated")),
        ("ConfigurationInfo", ("Arn:configuration", "Revision:number"), ("Arn", "Revision")),
        ("LoggingInfo", ("BrokerLogs.CloudWatchLogs.Enabled:flag",), ("BrokerLogs",
                                                                      "AuthorizerLogs")),
        ("LoggingInfo", ("BrokerLogs.S3.Enabled:flag",), ("BrokerLogs", "AuthorizerLogs")),
        ("LoggingInfo", ("BrokerLogs.Firehose.Enabled:flag",), ("BrokerLogs", "AuthorizerLogs")),
        ("OpenMonitoring", ("Prometheus.JmxExporter.EnabledInBroker:flag",), ("Prometheus",)),
        ("OpenMonitoring", ("Prometheus.NodeExporter.EnabledInBroker:flag",), ("Prometheus",)),
        ("Provisioned", ("BrokerNodeGroupInfo.ClientSubnets:list", "KafkaVersion:text",
                         "NumberOfBrokerNodes:number"),
         ("BrokerNodeGroupInfo", "KafkaVersion", "NumberOfBrokerNodes", "Rebalancing",
          "ClientAuthentication", "ConfigurationInfo", "EncryptionInfo", "EnhancedMonitoring",
          "OpenMonitoring", "LoggingInfo", "StorageMode")),
        ("Serverless", ("VpcConfigs[].SubnetIds:list",), ("VpcConfigs", "ClientAuthentication")),
    )
)  # fmt: skip
"""Fragments of one command's arguments. Their `reader` is the argument's name."""

KINDS_AROUND: tuple[Kind, ...] = (*_NETWORK, *_IDENTITY, *_SURROUNDINGS, *_ARGUMENTS)
"""In the order in which they are tried."""
