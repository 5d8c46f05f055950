"""Members of requests whose values have a type that AWS refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mskguard.adapters.aws_cli.trees import OWN_KEYS, cased
from mskguard.adapters.base64_text import is_encoded
from mskguard.syntax.json import Json, Members, members_of
from mskguard.syntax.problem import Problem

_NUMBERS = (
    "NumberOfBrokerNodes Revision TargetNumberOfBrokerNodes VolumeSize VolumeSizeGB "
    "VolumeThroughput PartitionCount ReplicationFactor McuCount WorkerCount MinWorkerCount "
    "MaxWorkerCount CpuUtilizationPercentage"
)
_FLAGS = (
    "Enabled EnabledInBroker InCluster CopyAccessControlListsForTopics CopyTopicConfigurations "
    "DetectAndCopyNewTopics DetectAndCopyNewConsumerGroups SynchroniseConsumerGroupOffsets"
)
_LISTS = (
    "CertificateAuthorityArnList ClientSubnets KafkaVersions SecretArnList SecurityGroups "
    "SecurityGroupIds SubnetIds VpcConfigs KafkaClusters ReplicationInfoList Plugins "
    "TargetBrokerEBSVolumeInfo TopicsToReplicate TopicsToExclude"
)
_TEXTS = (
    "ClientBroker ClusterArn ClusterName CurrentVersion DataVolumeKMSKeyId EnhancedMonitoring "
    "InstanceType KafkaVersion ServerProperties StorageMode TargetInstanceType "
    "TargetKafkaVersion ConnectorName TopicName"
)
_MAPS = (
    "BrokerNodeGroupInfo ClientAuthentication ConfigurationInfo ConnectivityInfo EbsStorageInfo "
    "EncryptionAtRest EncryptionInfo EncryptionInTransit Iam LoggingInfo BrokerLogs "
    "OpenMonitoring Prometheus Provisioned ProvisionedThroughput PublicAccess Sasl Scram "
    "Serverless StorageInfo Tls Unauthenticated VpcConnectivity"
)
_EXPECTED: dict[str, tuple[str, tuple[type, ...]]] = {
    name: (words, types)
    for names, words, types in (
        (_NUMBERS, "a number", (int, Decimal)),
        (_FLAGS, "true or false", (bool,)),
        (_LISTS, "a list", (list,)),
        (_TEXTS, "a string", (str,)),
        (_MAPS, "an object", (Members,)),
    )
    for name in names.split()
}
_SAID = {str: "a string", bool: "true or false", list: "a list", Members: "an object"}
_ENCODED = ("PropertiesFileContent", "ServerProperties")
_PLACEHOLDER = re.compile(r"\$[\w{(]|\{\{|<[^<>]+>|%\w|__\w+__|@\w+@")


def mistyped(value: Json) -> Iterator[Problem]:
    """What is of another type than AWS takes; a placeholder and null are of any type."""
    pending = [value]
    while pending:
        current = pending.pop()
        if isinstance(current.it, list):
            pending += reversed(current.it)
        for key, member in members_of(current):
            name = cased(key)
            expected = _EXPECTED.get(name)
            if expected is not None and not _fits(member, expected[1]):
                message = f"{key} is {_said(member)}, AWS expects {expected[0]}"
                yield Problem(member.span, message)
            elif name not in OWN_KEYS:
                pending.append(member)


def undecodable(value: Json) -> Iterator[Problem]:
    """The properties that are given in Base64 which is none."""
    for holder in (value, *(one for _, one in members_of(value))):
        for key, member in members_of(holder):
            given = member.it if cased(key) in _ENCODED else None
            if isinstance(given, str) and not (is_encoded(given) or _PLACEHOLDER.search(given)):
                yield Problem(member.span, f"{key} is no Base64 of a text")


def _fits(value: Json, types: tuple[type, ...]) -> bool:
    it = value.it
    if it is None or (isinstance(it, str) and _PLACEHOLDER.search(it)):
        return True
    return bool in types if isinstance(it, bool) else isinstance(it, types)


def _said(value: Json) -> str:
    return _SAID.get(type(value.it), "a number")
