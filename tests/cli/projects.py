"""The projects that the tests of the command line check, and the types of their fixtures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Files = dict[str, str]
Cli = Callable[..., Result]
Project = Callable[[Files], Path]

PLAINTEXT = """\
resource "aws_msk_cluster" "events" {
  cluster_name           = "events"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3

  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-a", "subnet-b", "subnet-c"]
    security_groups = ["sg-a"]
  }

  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}
"""
"""Of the rules asked in these tests, only plaintext-listener finds something here, on line 14."""

SOUND = (
    PLAINTEXT.replace("TLS_PLAINTEXT", "TLS").removesuffix("}\n")
    + """
  client_authentication {
    sasl {
      iam = true
    }
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = "/aws/vendedlogs/events"
      }
    }
  }
}
"""
)
"""Nothing of medium severity or above is found here on AS_OF."""

AS_OF = "2026-11-21"

LEVELS = """\
from mskguard.rule import Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.{level}, kind="advice")
def {name}(cluster: Cluster) -> Verdicts:
    \"\"\"Every cluster is found.\"\"\"
    yield violates(
        cluster.name, when=cluster.name.equals("events"), message=f"{{cluster.address}}: found"
    )
"""
"""A rule of one's own."""

CRASHING = """\
from mskguard.rule import Cluster, Level, Verdicts, rule


@rule(severity=Level.LOW, kind="advice")
def crashing(cluster: Cluster) -> Verdicts:
    \"\"\"It crashes.\"\"\"
    raise LookupError(cluster.address)
"""
