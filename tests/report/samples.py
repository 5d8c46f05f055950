"""Results made by hand, which every report has to tell well."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mskguard.engine.finding import Crash, Description, Finding, Fix, Result, State
from mskguard.engine.reports import UNREADABLE_FILE
from mskguard.redaction import hide_secrets
from mskguard.rule import Level
from mskguard.source import Fate, FileAccount, SourceFile, Span, TextEdit
from mskguard.value import Hop

BASE = Path("/srv/project")

PLAINTEXT = Description(
    "plaintext-listener",
    "encryption",
    Level.HIGH,
    "practice",
    "Clients may connect to the brokers without TLS",
    """Clients may connect to the brokers without TLS.

A plaintext listener (port 9092) sends records and credentials in the clear.
Require TLS, and move clients to port 9094, 9096 or 9098.

```diff
 resource "aws_msk_cluster" "events" {
-      client_broker = "TLS_PLAINTEXT"
+      client_broker = "TLS"
 }
```

Source: Developer Guide, "Amazon MSK encryption".
Controls: trivy AWS-0073, checkov CKV_AWS_81.
""",
    fixable=True,
)
UNAUTHENTICATED = Description(
    "auth-without-tls",
    "authentication",
    Level.MEDIUM,
    "constraint",
    "Authentication is configured and the listener is not encrypted",
    "Authentication is configured and the listener is not encrypted.\n\nSource: Developer Guide.\n",
)
UNBALANCED = Description(
    "unbalanced-brokers",
    "reliability",
    Level.LOW,
    "advice",
    "Brokers are not spread evenly over the zones",
    "Brokers are not spread evenly over the zones.\n\nSource: Developer Guide.\n",
)

MAIN = """\
resource "aws_msk_cluster" "events" {
  cluster_name           = "événements-日本"
  number_of_broker_nodes = 4

  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
      in_cluster    = var.in_cluster
    }
  }

  broker_node_group_info {
\tinstance_type = /* 日本 */ "kafka.m5.large"
    client_subnets = [
      aws_subnet.a.id,
      aws_subnet.b.id,
      aws_subnet.c.id,
      aws_subnet.d.id,
      aws_subnet.e.id,
    ]
  }
}
"""
VARIABLES = """\
variable "in_cluster" {
  type = bool
}
"""


def source(path: str, text: str) -> SourceFile:
    made = SourceFile(path, text)
    hide_secrets(made)
    return made


def at(file: SourceFile, text: str) -> Span:
    """Where a text stands in a file."""
    start = file.text.index(text)
    return Span(file, start, start + len(text))


def finding(rule: Description, span: Span, message: str, **more: Any) -> Finding:
    given = {
        "state": State.VIOLATED,
        "severity": rule.severity,
        "kind": rule.kind,
        "named": (rule.name, message),
        "instances": ("aws_msk_cluster.events",),
    }
    return Finding(rule=rule, message=message, span=span, **{**given, **more})


def result(*findings: Finding, **more: Any) -> Result:
    """A result with every file that the findings stand in."""
    paths = dict.fromkeys(one.span.file.path for one in findings)
    rules = (PLAINTEXT, UNAUTHENTICATED, UNBALANCED)
    given = {
        "files": tuple(FileAccount(path, Fate.READ) for path in paths),
        "rules": rules,
        "subjects": 1,
    }
    return Result(findings=findings, **{**given, **more})


def clean() -> Result:
    return result(files=(FileAccount("main.tf", Fate.READ),))


def everything() -> Result:
    """Each kind of thing that a run can tell."""
    main = source("infra/main.tf", MAIN)
    variables = source("infra/variables.tf", VARIABLES)
    broken = source("infra/broken file.tf", 'resource "aws_msk_cluster" {\r\n\tname = \r\n}\r\n')
    module = source("../shared/module.tf", "locals {\n  zones = 3\n}\n")
    listener = at(main, '"TLS_PLAINTEXT"')
    unknown = at(main, "var.in_cluster")
    return result(
        finding(
            UNREADABLE_FILE,
            Span(broken, broken.text.index("= ") + 2, broken.text.index("= ") + 2),
            "a value is missing after =",
            instances=(),
        ),
        finding(
            UNBALANCED,
            at(main, "4"),
            "aws_msk_cluster.events has 4 brokers in 3 zones",
            related=(Hop(at(module, "3"), "local.zones"),),
            suppressed="a test cluster",
        ),
        finding(
            UNAUTHENTICATED,
            listener,
            "aws_msk_cluster.events authenticates clients on an unencrypted listener",
            when="var.iam is true",
        ),
        finding(
            PLAINTEXT,
            listener,
            "aws_msk_cluster.events accepts unencrypted clients",
            instances=tuple(f'aws_msk_cluster.events["{name}"]' for name in "abcdefgh"),
            related=(Hop(at(variables, '"in_cluster"'), "var.in_cluster"),),
            fix=Fix("Set client_broker to TLS", (TextEdit(listener, '"TLS"'),), safe=True),
        ),
        finding(
            PLAINTEXT,
            unknown,
            "aws_msk_cluster.events leaves traffic between brokers unencrypted",
            state=State.UNDETERMINED,
            reasons=(Hop(at(variables, '"in_cluster"'), "var.in_cluster has no value"),),
        ),
        finding(
            UNBALANCED,
            at(main, '"kafka.m5.large"'),
            "aws_msk_cluster.events runs on kafka.m5.large",
            severity=Level.MEDIUM,
        ),
        finding(
            UNBALANCED,
            Span(main, main.text.index("[\n"), main.text.index("]\n") + 1),
            "aws_msk_cluster.events has 4 brokers in 5 subnets",
            related=(Hop(at(main, "4"), "number_of_broker_nodes"),),
        ),
        files=(
            FileAccount("infra/main.tf", Fate.READ),
            FileAccount("infra/variables.tf", Fate.READ),
            FileAccount("infra/broken file.tf", Fate.UNREADABLE, "a value is missing after ="),
            FileAccount("README.md", Fate.SKIPPED, "of no kind that is read"),
            FileAccount("logo.png", Fate.SKIPPED, "of no kind that is read"),
            FileAccount(".terraform", Fate.SKIPPED, "a downloaded directory"),
        ),
        crashes=(Crash("broken-rule", "aws_msk_cluster.events", "KeyError: 'zones'"),),
    )
