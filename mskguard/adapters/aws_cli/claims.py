"""Which files may hold requests to AWS or its answers, told from their bytes."""

from __future__ import annotations

import re

_MEMBERS = (
    rb"clusterInfo(?:List)?|clusterArn|clusterName|cluster_name|brokerNodeGroupInfo|clientSubnets|"
    rb"encryptionAtRest|encryptionInTransit|certificateAuthorityArnList|sasl|brokerLogs|"
    rb"prometheus|vpcConfigs|serverProperties|latestRevision|configurations|nodeInfoList|"
    rb"bootstrapBrokerString\w*|secretArnList|policy|policyDocument|attachedPolicies|"
    rb"policyVersion|replicatorArn|replicatorName|replicators|vpcConnectionArn|vpcConnections|"
    rb"targetClusterArn|topicArn|topics|connectorConfiguration|connectors|"
    rb"workerConfigurationArn|workerConfigurations|propertiesFileContent|customPluginArn|"
    rb"customPlugins|contentType|subnets|vpcs|securityGroups|routeTables|internetGateways|"
    rb"natGateways|publicAccess|vpcConnectivity|kafkaBrokerNodeId|roleDetailList|role|roles|keyMetadata|keyRotationEnabled|aliases|ARN|"
    rb"secretList|scalableTargets|scalingPolicies|metricAlarms|logGroups|mskguard_snapshot"
)
_ANY = re.compile(rb'"(?i:' + _MEMBERS + rb')"\s*:')
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")


def claims(name: str, data: bytes) -> bool:
    """Whether a file may hold a request or an answer; see `FrontEnd`."""
    if name.endswith((".properties", ".yaml", ".yml")) or not _BEGINS.match(data):
        return False
    return _ANY.search(data) is not None
