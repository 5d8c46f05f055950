"""Members of requests that are like one that AWS knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts

CREATE = {
    "ClusterName": "a",
    "KafkaVersion": "3.9.x",
    "NumberOfBrokerNodes": 3,
    "BrokerNodeGroupInfo": {"ClientSubnets": ["subnet-1"], "InstanceType": "kafka.m7g.large"},
}
CONNECTOR = {
    "connectorName": "c",
    "connectorConfiguration": {"connectorClass": "x", "tags": "y"},
    "kafkaCluster": {"apacheKafkaCluster": {"bootstrapServers": "b:9098", "vpc": {}}},
    "capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 1}},
    "plugins": [{"customPlugin": {"customPluginArn": "x", "revisions": 1}}],
}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (CREATE, []),
        ({**CREATE, "SomethingNewer": 1}, []),
        ({**CREATE, "Tags": {"ClusterNames": "x"}}, []),
        (
            {**CREATE, "EncryptionInfos": {}},
            ["aws kafka create-cluster: EncryptionInfos is no argument, EncryptionInfo is"],
        ),
        (
            {**CREATE, "LoggingInfo": {"BrokerLog": {}}},
            [
                "aws kafka create-cluster: LoggingInfo.BrokerLog is no argument, BrokerLogs is",
            ],
        ),
        (
            CONNECTOR,
            [
                "aws kafkaconnect create-connector: plugins.customPlugin.revisions is no argument,"
                " revision is"
            ],
        ),
        ({"ClusterInfo": {"ClusterArn": "arn:aws:kafka:r:1:cluster/a/b", "ClusterNam": "a"}}, []),
    ],
)
def test_a_misspelt_member_is_told_with_its_command(
    body: Any, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "body.json").write_text(json.dumps(body), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [one.message for one in load(Inputs([Path()]), Facts()).faults] == said
