"""Worlds, one finding for each cause, and what becomes of a rule that crashes."""

from __future__ import annotations

from typing import Any

from mskguard.engine.finding import State


def cluster(listener: str, before: str = "", count: str = "") -> str:
    return f"""
{before}
resource "aws_msk_cluster" "x" {{
  {count}
  encryption_info {{
    encryption_in_transit {{
      client_broker = {listener}
    }}
  }}
}}
"""


LISTENER = 'locals {\n  l = "PLAINTEXT"\n}\n'
STAGE = 'variable "stage" {}\nvariable "other" {}\n'


def listener_findings(judge: Any, text: str) -> list[Any]:
    findings, crashes = judge(text, "plaintext-listener")
    assert not crashes
    return list(findings)


def test_a_finding_names_the_world_in_which_it_holds(judge: Any) -> None:
    text = cluster('var.stage == "prod" ? "TLS" : "PLAINTEXT"', STAGE)
    (finding,) = listener_findings(judge, text)
    assert finding.state is State.VIOLATED
    assert finding.when == 'var.stage == "prod" is false'
    assert finding.span.text == '"PLAINTEXT"'


def test_each_branch_is_a_finding_of_its_own(judge: Any) -> None:
    text = cluster('var.stage == "prod" ? "TLS_PLAINTEXT" : "PLAINTEXT"', STAGE)
    found = {one.span.text: one.when for one in listener_findings(judge, text)}
    assert found == {
        '"PLAINTEXT"': 'var.stage == "prod" is false',
        '"TLS_PLAINTEXT"': 'var.stage == "prod" is true',
    }


def test_what_holds_in_every_world_at_one_place_names_none(judge: Any) -> None:
    text = cluster('var.stage == "prod" ? local.l : local.l', STAGE + LISTENER)
    (finding,) = listener_findings(judge, text)
    assert finding.when == ""


def test_existence_is_no_world_worth_naming(judge: Any) -> None:
    text = cluster('"PLAINTEXT"', STAGE, count="count = var.stage ? 1 : 0")
    (finding,) = listener_findings(judge, text)
    assert (finding.state, finding.when) == (State.VIOLATED, "")


def test_one_condition_is_decided_once_for_existence_and_value(judge: Any) -> None:
    """Where the cluster exists only in production, the other branch is never taken."""
    text = cluster(
        'var.stage == "prod" ? "TLS" : "PLAINTEXT"',
        STAGE,
        count='count = var.stage == "prod" ? 1 : 0',
    )
    assert listener_findings(judge, text) == []


def test_conditions_that_exclude_each_other_are_never_combined(judge: Any) -> None:
    text = cluster(
        'var.stage == "dev" ? "PLAINTEXT" : "TLS"',
        STAGE,
        count='count = var.stage == "prod" ? 1 : 0',
    )
    assert listener_findings(judge, text) == []


def test_entangled_conditions_are_undetermined(judge: Any) -> None:
    text = cluster(
        'length(var.stage) > 3 ? "PLAINTEXT" : "TLS"',
        STAGE,
        count='count = var.stage == "prod" ? 1 : 0',
    )
    (finding,) = listener_findings(judge, text)
    assert finding.state is State.UNDETERMINED
    assert sorted(hop.what for hop in finding.reasons) == [
        "whether length(var.stage) > 3",
        'whether var.stage == "prod"',
    ]


LOCAL = """
from mskguard.rule import Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.LOW, kind="advice")
def local(cluster: Cluster) -> Verdicts:
    \"\"\"Logs are kept on the brokers.\"\"\"
    mode = cluster.storage.mode
    yield violates(mode, when=mode.equals("LOCAL"), message=f"{cluster.address}: kept on brokers")
"""


def test_a_default_is_no_finding_where_the_kind_of_broker_is_not_known(judge: Any) -> None:
    text = """
        variable "size" {}
        resource "aws_msk_cluster" "x" {
          broker_node_group_info {
            instance_type = %s
          }
        }
    """
    (open_one,), _ = judge(text % "var.size", rules={"local": LOCAL})
    assert open_one.state is State.UNDETERMINED
    assert [hop.what for hop in open_one.reasons] == [
        "whether aws_msk_cluster.x has Express brokers"
    ]
    (known,), _ = judge(text % '"kafka.m7g.large"', rules={"local": LOCAL})
    assert known.state is State.VIOLATED


def test_an_unknown_is_undetermined_with_its_reason(judge: Any) -> None:
    (finding,) = listener_findings(judge, cluster("var.stage", STAGE))
    assert finding.state is State.UNDETERMINED
    assert [hop.what for hop in finding.reasons] == ["var.stage has no value and no default"]
    assert (
        finding.message
        == "aws_msk_cluster.x: perhaps clients may connect to the brokers without TLS"
    )
    assert finding.fix is None


def test_instances_of_one_cause_are_one_finding(judge: Any) -> None:
    findings = listener_findings(judge, cluster('"PLAINTEXT"', count="count = 3"))
    assert [one.instances for one in findings] == [
        (".: aws_msk_cluster.x[0]", ".: aws_msk_cluster.x[1]", ".: aws_msk_cluster.x[2]")
    ]


def test_two_calls_of_a_module_share_the_finding_of_its_own_literal(judge: Any) -> None:
    call = 'module "%s" {\n  source = "./k"\n}\n'
    files = {"main.tf": call % "one" + call % "two", "k/main.tf": cluster('"PLAINTEXT"')}
    (finding,), _ = judge(files, "plaintext-listener")
    assert finding.instances == (
        ".: module.one.aws_msk_cluster.x",
        ".: module.two.aws_msk_cluster.x",
    )
    assert [str(hop.span) for hop in finding.related] == ["main.tf:1:1", "main.tf:4:1"]


def test_a_fingerprint_survives_moved_lines_and_other_instances(judge: Any) -> None:
    (before,) = listener_findings(judge, cluster('"PLAINTEXT"'))
    (after,) = listener_findings(
        judge, cluster('"TLS_PLAINTEXT"', "# moved down\n\n", count="count = 2")
    )
    assert before.span != after.span
    assert before.fingerprint == after.fingerprint


def test_fingerprints_tell_units_and_properties_apart(judge: Any) -> None:
    text = """
        resource "aws_msk_configuration" "c" {
          name              = "c"
          server_properties = "no.such.key=1\\nnor.this=2"
        }
    """
    found, _ = judge({"a/main.tf": text, "b/main.tf": text}, "unsupported-property")
    assert len(found) == 4
    assert len({one.fingerprint for one in found}) == 4


def test_a_finding_in_a_module_names_the_call(judge: Any) -> None:
    files = {
        "main.tf": 'module "k" {\n  source = "./k"\n}\n',
        "k/main.tf": cluster('"PLAINTEXT"'),
    }
    findings, _ = judge(files, "plaintext-listener")
    (finding,) = findings
    assert finding.span.file.path == "k/main.tf"
    assert [(str(hop.span), hop.what) for hop in finding.related] == [
        ("main.tf:1:1", "called as module.k")
    ]


def test_a_finding_in_a_downloaded_module_stands_where_its_user_can_change_it(judge: Any) -> None:
    files = {
        "main.tf": 'module "k" {\n  source = "./.terraform/modules/k"\n}\n',
        ".terraform/modules/k/main.tf": cluster('"PLAINTEXT"'),
    }
    findings, _ = judge(files, "plaintext-listener")
    (finding,) = findings
    assert str(finding.span) == "main.tf:1:1"
    assert finding.related[0].what == "written here"
    assert finding.fix is None


CRASHING = '''
from mskguard.rule import Cluster, Level, Verdicts, rule, violates, YES


@rule(severity=Level.LOW, kind="advice")
def crashing(cluster: Cluster) -> Verdicts:
    """It crashes."""
    yield violates(cluster, when=YES, message=f"{cluster.address} is judged before the crash")
    raise RuntimeError("no such luck")
'''


def test_a_crash_of_one_rule_is_told_and_stops_no_other(judge: Any) -> None:
    findings, crashes = judge(
        cluster('"PLAINTEXT"'), "plaintext-listener", rules={"crashing": CRASHING}
    )
    assert [one.rule.name for one in findings] == ["plaintext-listener"]
    (crash,) = crashes
    assert (crash.rule, crash.address) == ("crashing", "aws_msk_cluster.x")
    assert crash.error == "RuntimeError: no such luck"


MANY = '''
from mskguard.rule import Cluster, Level, Verdicts, rule, violates, every


@rule(severity=Level.LOW, kind="advice")
def many(cluster: Cluster) -> Verdicts:
    """All tags are on."""
    tags = cluster.tags.otherwise({})
    on = every(*(value.equals("on") for value in tags.values()))
    yield violates(cluster, when=on, message=f"{cluster.address}: all tags are on")
'''


def test_too_many_worlds_are_undetermined(judge: Any) -> None:
    names = [f"v{number}" for number in range(8)]
    variables = "\n".join(f'variable "{name}" {{}}' for name in names)
    tags = "\n".join(f'    {name} = var.{name} ? "on" : "off"' for name in names)
    text = f'{variables}\nresource "aws_msk_cluster" "x" {{\n  tags = {{\n{tags}\n  }}\n}}\n'
    findings, _ = judge(text, rules={"many": MANY})
    (finding,) = findings
    assert finding.state is State.UNDETERMINED
    assert "more than 64 combinations" in finding.reasons[0].what


TWICE_UNKNOWN = """
from mskguard.rule import Cluster, Level, Verdicts, rule, violates

@rule(severity=Level.LOW, kind="advice")
def twice_unknown(cluster: Cluster) -> Verdicts:
    \"\"\"Two values are not known.\"\"\"
    both = cluster.kafka_version.equals("x") | cluster.name.equals("x")
    yield violates(cluster, when=both, message=f"{cluster.address}: x")
"""


def test_a_reason_is_given_once_wherever_it_is_met(judge: Any) -> None:
    text = """
    resource "random_id" "x" {}
    resource "aws_msk_cluster" "x" {
      kafka_version = random_id.x.hex
      cluster_name  = random_id.x.hex
    }
    """
    (finding,), crashes = judge(text, rules={"twice_unknown": TWICE_UNKNOWN})
    assert not crashes
    assert len(finding.reasons) == 1
