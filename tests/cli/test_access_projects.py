"""Who may do what in three projects, as a person who reads them would answer, text and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.projects import Cli

PROJECTS = Path(__file__).parents[2] / "fixtures" / "projects"
YES, NO, PERHAPS = "yes", "no", "unknown"


def told(cli: Cli, project: str, *words: str) -> dict[str, Any]:
    result = cli("access", str(PROJECTS / project), "--format", "json", *words)
    assert result.exit_code == 0, result.output
    content: dict[str, Any] = json.loads(result.stdout)
    return content


def table(content: dict[str, Any]) -> set[tuple[str, str, str, str]]:
    """Each line as principal, verb, what, answer."""
    return {
        (
            one["principal"].rsplit(".", 1)[-1],
            one["verb"],
            " of ".join(it for it in (f"{one['kind']} {one['name']}".strip(), one["cluster"])),
            one["answer"],
        )
        for one in content["access"]
    }


def line_of(project: str, file: str, text: str) -> str:
    """The place of the one line of a file that has a text in it, without its column."""
    lines = (PROJECTS / project / file).read_text(encoding="utf-8").splitlines()
    (number,) = (at for at, line in enumerate(lines, 1) if text in line)
    return f"{file}:{number}"


# role-zoo: roles of one account on a cluster of another team, of which the ARN alone is known.


def test_the_zoo_whole(cli: Cli) -> None:
    """Everything that the six policies say of MSK, and nothing else.

    `forgetful` may create no topic: the action is allowed on the cluster's ARN, where it means
    nothing, and ListTopics does not exist. `operator` has no transactional id: none is named.
    `legacy` has `*` for the type of resource, so that whatever is of orders is meant.
    """
    assert table(told(cli, "role-zoo")) == {
        ("consumer", "connect", "cluster of orders", YES),
        ("consumer", "read", "topic payments of orders", YES),
        ("consumer", "read", "group billing-* of orders", YES),
        ("forgetful", "connect", "cluster of orders", YES),
        ("forgetful", "read", "topic * of orders", YES),
        ("operator", "connect", "cluster of orders", YES),
        ("operator", "write", "cluster of orders", YES),
        ("operator", "administer", "cluster of orders", YES),
        ("operator", "read", "topic * of orders", YES),
        ("operator", "write", "topic * of orders", YES),
        ("operator", "administer", "topic * of orders", YES),
        ("operator", "administer", "topic * of *", NO),
        ("operator", "read", "group * of orders", YES),
        ("operator", "administer", "group * of orders", YES),
        ("legacy", "connect", "cluster of orders", YES),
        ("legacy", "write", "cluster of orders", YES),
        ("legacy", "write", "topic * of orders", YES),
    }


def test_the_zoos_partner_cannot_be_known(cli: Cli) -> None:
    content = told(cli, "role-zoo", "--principal", "partner")
    assert content["access"] == []
    assert [(one["principal"], one["why"]) for one in content["unknown"]] == [
        ("aws_iam_role.partner", "var.partner_policy_arn has no value and no default")
    ]


def test_who_deletes_topics_in_the_zoo(cli: Cli) -> None:
    """The operator is allowed everything, and denied this; nobody else is allowed it."""
    content = told(cli, "role-zoo", "--action", "DeleteTopic")
    assert table(content) == {("operator", "administer", "topic * of *", NO)}
    assert content["access"][0]["why"] == ["a statement denies it"]


def test_who_writes_payments_in_the_zoo(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECTS / "role-zoo")
    result = cli("access", "--topic", "payments", "--action", "write")
    operator = line_of("role-zoo", "main.tf", "expect: kafka-cluster-admin")
    legacy = line_of("role-zoo", "legacy.json", "WriteData*")
    partner = line_of("role-zoo", "main.tf", 'aws_iam_role" "partner"')
    assert result.stdout.splitlines() == [
        "aws_iam_role.operator",
        "  write: topic * of orders",
        f"      by {operator}:9",
        "",
        "aws_iam_user.legacy",
        "  write: topic * of orders",
        f"      by legacy.json:{int(legacy.rsplit(':', 1)[1]) - 2}:5",
        "",
        "aws_iam_role.partner",
        "  perhaps more: var.partner_policy_arn has no value and no default",
        f"      see {partner}:1",
        "",
    ]


# cross-account-consumer: a role of one account, a cluster of another, its policy between them.


def test_across_accounts_both_sides_have_to_allow(cli: Cli) -> None:
    """The consumer's own policy is not enough, and the owner's lets it connect at most.

    That the ARN in the consumer's policy is that of the owner's cluster cannot be known: the UUID
    in it is made when the cluster is. `search-*` is a topic where groups are meant, so no group.
    """
    content = told(cli, "cross-account-consumer", "--principal", "indexer")
    assert table(content) == {
        ("indexer", "connect", "cluster of aws_msk_cluster.catalogue", PERHAPS),
        ("indexer", "connect", "cluster of catalogue", PERHAPS),
        ("indexer", "read", "topic catalogue.* of catalogue", PERHAPS),
    }
    (read,) = (one for one in content["access"] if one["verb"] == "read")
    assert read["why"] == [
        "the cluster is of another account, and whether its policy lets this in is not known"
    ]


def test_the_same_account_needs_no_policy_of_the_cluster(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same consumer, moved into the owner's account."""
    source = PROJECTS / "cross-account-consumer" / "consumer"
    for path in source.iterdir():
        text = path.read_text(encoding="utf-8").replace("444455556666", "111122223333")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert table(json.loads(cli("access", "--format", "json").stdout)) == {
        ("indexer", "connect", "cluster of catalogue", YES),
        ("indexer", "read", "topic catalogue.* of catalogue", YES),
    }


def test_the_catalogue_is_open_to_every_certificate(cli: Cli) -> None:
    """Mutual TLS is on, SCRAM is not, and MSK's default leaves everything open without ACLs.

    Whether there are ACLs elsewhere is not known: the cluster's ARN is given away.
    """
    content = told(cli, "cross-account-consumer", "--principal", "User:*")
    assert [(one["verb"], one["actions"], one["answer"]) for one in content["access"]] == [
        ("connect", ["mutual TLS"], YES)
    ]
    (default,) = content["open_by_default"]
    assert (default["answer"], default["is_default"], default["acls_on"]) == (YES, True, [])
    assert default["kinds"] == ["topic", "group", "transactional-id", "cluster"]
    assert default["missing"] == "output.cluster_arn gives it to others"


# event-platform: IAM alone, and an ACL that is left from before.


def test_an_acl_that_is_left_over_lets_nobody_in(cli: Cli) -> None:
    """The sink may connect and no more, the source nothing, `User:*` nothing at all."""
    content = told(cli, "event-platform")
    assert table(content) == {
        ("sink", "connect", "cluster of aws_msk_cluster.events", YES),
        ("User:*", "read", "topic shop.* of aws_msk_cluster.events", NO),
        ("User:*", "write", "topic shop.* of aws_msk_cluster.events", NO),
        ("User:*", "administer", "topic shop.* of aws_msk_cluster.events", NO),
    }
    assert content["open_by_default"] == content["unknown"] == []


# public-iot: SCRAM and mutual TLS, closed by default, the ACLs kept elsewhere.


def test_devices_come_in_and_may_do_nothing_that_is_written_here(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECTS / "public-iot")
    scram = line_of("public-iot", "main.tf", "scram = true")
    authorities = line_of("public-iot", "main.tf", "certificate_authority_arns")
    closed = line_of("public-iot", "main.tf", "allow.everyone.if.no.acl.found")
    assert cli("access").stdout.splitlines() == [
        "User:*",
        "  connect: cluster aws_msk_cluster.telemetry (SCRAM, mutual TLS)",
        f"      by {scram}:15",
        f"      by {authorities}:36",
        "  perhaps more: no secret of aws_msk_cluster.telemetry is written here",
        f"      see {scram}:15",
        "",
        "what no ACL of aws_msk_cluster.telemetry is on",
        "  open to nobody",
        f"      by allow.everyone.if.no.acl.found, {closed}:38",
        "      perhaps other ACLs: no ACL of aws_msk_cluster.telemetry is written here",
        "",
    ]
