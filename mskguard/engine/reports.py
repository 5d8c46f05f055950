"""Reports about the input itself: told by the machine, in the form of a rule's finding."""

from __future__ import annotations

from mskguard.engine.finding import Description, Finding, State
from mskguard.engine.select import Selection
from mskguard.rule import Level
from mskguard.source import Span

FAMILY = "input"

UNREADABLE_FILE = Description(
    "unreadable-file",
    FAMILY,
    Level.HIGH,
    "constraint",
    "A file, or a part of it, cannot be read",
    """A file, or a part of it, cannot be read.

What cannot be read cannot be judged: a cluster declared there is not checked. The rest of the run
goes on. The finding says where reading failed and what was expected there; a run with such a file
never ends with exit code 0.

Source: https://developer.hashicorp.com/terraform/language/syntax/configuration.
""",
)

UNKNOWN_ATTRIBUTE = Description(
    "unknown-attribute",
    FAMILY,
    Level.HIGH,
    "constraint",
    "An argument or property does not exist, or a required one is missing",
    """An argument or property does not exist, or a required one is missing.

Terraform, CloudFormation or the AWS CLI refuses the resource or request. Where a known name is
like the one that is written, the message offers it. An argument of Terraform that may be newer than
the schema (it is like no known one, and no lock file names an older provider) is not reported.

```diff cloudformation
       EncryptionInfo:
         EncryptionInTransit:
-          ClientBrokers: TLS
+          ClientBroker: TLS
```

Source: CloudFormation, "Template Reference", https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_MSK.html.
""",
)

INVALID_VALUE = Description(
    "invalid-value",
    FAMILY,
    Level.HIGH,
    "constraint",
    "A value is none that its argument or property takes",
    """A value is none that its argument or property takes.

It is of another type, none of the words that are allowed, out of range, or does not match the
pattern that the schema of the resource's type demands. Values that a rule of their own judges, such
as the broker size, are left to that rule.

```diff
 resource "aws_msk_cluster" "events" {
   encryption_info {
     encryption_in_transit {
-      client_broker = "SSL"
+      client_broker = "TLS"
     }
   }
 }
```

Source: CloudFormation, "Template Reference", https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_MSK.html.
""",
)

DUPLICATE_KEY = Description(
    "duplicate-key",
    FAMILY,
    Level.MEDIUM,
    "practice",
    "A key of JSON or YAML is written twice",
    """A key of JSON or YAML is written twice.

Parsers do not agree on what that means: most take the last value, some the first, some refuse the
file. mskguard reads the last one. Remove the other.

Source: RFC 8259, section 4, https://www.rfc-editor.org/rfc/rfc8259#section-4.
""",
)

UNRESOLVED_INPUT = Description(
    "unresolved-input",
    FAMILY,
    Level.LOW,
    "advice",
    "Something that is not known keeps rules from judging",
    """Something that is not known keeps rules from judging.

A variable has no value, a module is not downloaded, another stack exports the value. Each cause is
told once, with the rules that it leaves open. Only `--select unresolved-input` shows these reports;
`--var`, `--var-file`, `--parameter`, `--region` and `terraform init` resolve most of them.

Source: mskguard.
""",
)

UNUSED_IGNORE = Description(
    "unused-ignore",
    FAMILY,
    Level.LOW,
    "advice",
    "An ignore comment matches no finding",
    """An ignore comment matches no finding.

The finding is gone, the rule's name is misspelt, or the comment stands on another line than the
finding. Remove the comment, so that it cannot hide a later finding.

Source: mskguard.
""",
)

EXPIRED_IGNORE = Description(
    "expired-ignore",
    FAMILY,
    Level.LOW,
    "advice",
    "An ignore comment is past its date",
    """An ignore comment is past its date.

`# mskguard: ignore[rule] until 2026-12-31 -- reason` ignores up to that day, and nothing after it.
Repair what it ignored, or decide anew until when it may stay. A date that is none counts as past.

Source: mskguard.
""",
)

REPORTS = (
    UNREADABLE_FILE,
    UNKNOWN_ATTRIBUTE,
    INVALID_VALUE,
    DUPLICATE_KEY,
    UNRESOLVED_INPUT,
    UNUSED_IGNORE,
    EXPIRED_IGNORE,
)


def asked_reports(selection: Selection) -> tuple[Description, ...]:
    """The reports that a run makes: some always, some only where they are named."""
    return tuple(
        one
        for one in REPORTS
        if one is UNREADABLE_FILE
        or (selection.includes(one) and (one is not UNRESOLVED_INPUT or _is_named(one, selection)))
    )


def _is_named(report: Description, selection: Selection) -> bool:
    return report.name in selection.select


def report(rule: Description, span: Span, message: str) -> Finding:
    """A finding of the machine itself."""
    return Finding(
        rule=rule,
        state=State.VIOLATED,
        severity=rule.severity,
        kind=rule.kind,
        message=message,
        span=span,
        named=(rule.name, span.file.path, message),
    )
