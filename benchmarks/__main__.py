"""Times what users wait for. Each figure is the best and the median of several runs."""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mskguard.adapters.load import Inputs
from mskguard.check import Options, check

ROOT = Path(__file__).parent.parent
ORDERS = ROOT / "fixtures" / "projects" / "orders"


def timed(action: Callable[[], object], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def told(name: str, times: list[float]) -> None:
    print(f"{name:48} best {times[0]:7.1f} ms   median {statistics.median(times):7.1f} ms")


def cold(*words: str) -> Callable[[], object]:
    """A run in a process of its own, with compiled bytecode as an installed package has it."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "mskguard", *words]
    return lambda: subprocess.run(command, env=environment, capture_output=True, check=False)


def warm(path: Path) -> Callable[[], object]:
    return lambda: check(Options(Inputs([path]), dt.date(2026, 11, 21)))


def without_msk(directory: Path, files: int) -> None:
    text = "".join(
        f'resource "aws_vpc" "v{n}" {{\n  cidr_block = "10.{n}.0.0/16"\n}}\n' for n in range(60)
    )
    for number in range(files):
        (directory / f"d{number}").mkdir()
        (directory / f"d{number}" / "main.tf").write_text(text)


def many_clusters(directory: Path, clusters: int) -> None:
    one = (ROOT / "fixtures" / "projects" / "hardened" / "main.tf").read_text()
    parts = [
        one.replace('"payments"', f'"p{n}"').replace(".payments", f".p{n}") for n in range(clusters)
    ]
    text = "\n".join(
        part.replace('"kafka"', f'"k{n}"').replace(".kafka.", f".k{n}.")
        for n, part in enumerate(parts)
    )
    (directory / "main.tf").write_text(text.replace('"brokers"', '"b"'))


ONE_CLUSTER = """\
  C{n}:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: !Sub "orders-${{Env}}-{n}"
      KafkaVersion: !FindInMap [Sizes, !Ref Env, version]
      NumberOfBrokerNodes: !If [IsProd, 6, 3]
      BrokerNodeGroupInfo:
        InstanceType: !If [IsProd, kafka.m7g.xlarge, kafka.m5.large]
        ClientSubnets: [!Select [0, !Ref Subnets], !Select [1, !Ref Subnets]]
        SecurityGroups: [!GetAtt Group.GroupId]
        StorageInfo:
          EBSStorageInfo: {{VolumeSize: 1000}}
      EncryptionInfo:
        EncryptionInTransit: {{ClientBroker: TLS, InCluster: true}}
      ClientAuthentication:
        Sasl: {{Iam: {{Enabled: true}}, Scram: {{Enabled: false}}}}
      Tags: {{Team: orders, Text: "{filling}"}}
"""


def many_templated_clusters(directory: Path, clusters: int) -> None:
    """A template of about a megabyte."""
    head = (
        "Parameters:\n  Env: {Type: String, Default: dev}\n"
        "  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}\n"
        "Mappings:\n  Sizes:\n    dev: {version: 3.9.x}\n    prod: {version: 3.9.x}\n"
        "Conditions:\n  IsProd: !Equals [!Ref Env, prod]\n"
        "Resources:\n  Group: {Type: AWS::EC2::SecurityGroup}\n"
    )
    parts = (ONE_CLUSTER.format(n=n, filling="x" * 1200) for n in range(clusters))
    (directory / "template.yaml").write_text(head + "".join(parts))


def main() -> None:
    told("mskguard --version, cold", timed(cold("--version"), 10))
    told("one small file, cold", timed(cold("check", str(ORDERS / "main.tf")), 10))
    told("a project with a module, warm", timed(warm(ORDERS), 20))
    with tempfile.TemporaryDirectory() as name:
        without_msk(Path(name), 200)
        told("200 files without MSK, warm", timed(warm(Path(name)), 5))
    with tempfile.TemporaryDirectory() as name:
        many_clusters(Path(name), 200)
        told("200 clusters in one file, warm", timed(warm(Path(name)), 3))
    with tempfile.TemporaryDirectory() as name:
        many_templated_clusters(Path(name), 1)
        told("one small template, cold", timed(cold("check", name), 10))
    with tempfile.TemporaryDirectory() as name:
        many_templated_clusters(Path(name), 450)
        told("a template of 1 MB with 450 clusters, cold", timed(cold("check", name), 3))


if __name__ == "__main__":
    main()
