"""Answers of AWS as the tests need them."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

UUID = "6cc0432b-8618-4f44-bccc-e1fbd8fb7c4d-2"
ARN = f"arn:aws:kafka:eu-west-1:123456789012:cluster/orders/{UUID}"
CONFIGURATION = f"arn:aws:kafka:eu-west-1:123456789012:configuration/orders/{UUID}"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"

BROKERS: dict[str, Any] = {
    "BrokerAZDistribution": "DEFAULT",
    "ClientSubnets": ["subnet-1", "subnet-2", "subnet-3"],
    "InstanceType": "kafka.m7g.large",
    "SecurityGroups": ["sg-1"],
    "StorageInfo": {"EbsStorageInfo": {"VolumeSize": 100}},
    "ConnectivityInfo": {"PublicAccess": {"Type": "DISABLED"}},
}
SHARED: dict[str, Any] = {
    "BrokerNodeGroupInfo": BROKERS,
    "CurrentBrokerSoftwareInfo": {
        "ConfigurationArn": CONFIGURATION,
        "ConfigurationRevision": 2,
        "KafkaVersion": "3.8.x",
    },
    "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}, "Scram": {"Enabled": False}}},
    "EncryptionInfo": {
        "EncryptionAtRest": {"DataVolumeKMSKeyId": KEY},
        "EncryptionInTransit": {"ClientBroker": "TLS", "InCluster": True},
    },
    "EnhancedMonitoring": "PER_BROKER",
    "NumberOfBrokerNodes": 3,
    "StorageMode": "LOCAL",
}
OWN: dict[str, Any] = {
    "ClusterArn": ARN,
    "ClusterName": "orders",
    "CurrentVersion": "K3AEGXETSR30VB",
    "State": "ACTIVE",
    "Tags": {"costCentre": "7"},
}

CLUSTER: dict[str, Any] = {**OWN, **SHARED}
"""`ClusterInfo` of `describe-cluster`."""
CLUSTER_V2: dict[str, Any] = {**OWN, "ClusterType": "PROVISIONED", "Provisioned": SHARED}
"""`ClusterInfo` of `describe-cluster-v2`."""
SERVERLESS: dict[str, Any] = {
    **OWN,
    "ClusterType": "SERVERLESS",
    "Serverless": {
        "VpcConfigs": [{"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]}],
        "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}}},
    },
}


def camel(content: Any) -> Any:
    """The same as MSK's REST interface spells it."""
    if isinstance(content, dict):
        return {
            key[:1].lower() + key[1:]: value if key == "Tags" else camel(value)
            for key, value in content.items()
        }
    return [camel(one) for one in content] if isinstance(content, list) else content


def revision(number: int, text: str) -> dict[str, Any]:
    """An answer of `describe-configuration-revision`."""
    return {
        "Arn": CONFIGURATION,
        "CreationTime": "2026-01-01T00:00:00Z",
        "Description": "",
        "Revision": number,
        "ServerProperties": b64encode(text.encode()).decode(),
    }


DESCRIBED = {
    "Arn": CONFIGURATION,
    "CreationTime": "2026-01-01T00:00:00Z",
    "KafkaVersions": ["3.8.x"],
    "LatestRevision": {"CreationTime": "2026-01-01T00:00:00Z", "Revision": 3},
    "Name": "orders",
    "State": "ACTIVE",
}
"""An answer of `describe-configuration`."""
