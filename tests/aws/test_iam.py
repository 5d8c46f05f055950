"""Patterns match as IAM matches them, actions are known by name, and ARNs by their form."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.aws.arns import fault_of, is_kafka_arn, may_be
from mskguard.aws.facts import Facts
from mskguard.aws.wildcards import atom, covers, overlaps
from mskguard.value import HOLE, Tri

IAM = Facts().iam
THING = atom("x")

NO, UNKNOWN, YES = Tri.NO, Tri.UNKNOWN, Tri.YES


@pytest.mark.parametrize(
    ("pattern", "text", "covered", "overlapping"),
    [
        ("*", "anything", YES, YES),
        ("a*c", "abc", YES, YES),
        ("a*c", "abd", NO, NO),
        ("a?c", "abc", YES, YES),
        ("a?c", "a*c", NO, YES),
        ("a*", "a*b", YES, YES),
        ("a*b", "a*", NO, YES),
        ("a*", "*b", NO, YES),
        ("a*", "b*", NO, NO),
        ("a" + HOLE, "ab", UNKNOWN, UNKNOWN),
        ("a" + HOLE, "bb", NO, NO),
        ("ab", "a" + HOLE, UNKNOWN, UNKNOWN),
        ("a*", "a" + HOLE, YES, YES),
        ("a" + THING, "a" + THING, YES, YES),
        ("a" + THING, "a" + atom("y"), UNKNOWN, UNKNOWN),
        ("a" + HOLE, "a" + HOLE, UNKNOWN, UNKNOWN),
        ("a${aws:username}", "ab", UNKNOWN, UNKNOWN),
    ],
)
def test_patterns_match_as_iam_matches_them(
    pattern: str, text: str, covered: Tri, overlapping: Tri
) -> None:
    assert covers(pattern, text) is covered
    assert overlaps(pattern, text) is overlapping
    assert overlaps(text, pattern) is overlapping


LETTERS = st.text("ab", max_size=6)
PATTERNS = st.text("ab*?", max_size=6)


@given(PATTERNS, LETTERS)
def test_a_text_is_covered_where_a_regular_expression_matches(pattern: str, text: str) -> None:
    expression = "".join({"*": ".*", "?": "."}.get(char, char) for char in pattern)
    matched = re.fullmatch(expression, text) is not None
    assert covers(pattern, text) is Tri.of(matched)
    assert overlaps(pattern, text) is Tri.of(matched)


@given(PATTERNS, PATTERNS, LETTERS)
def test_what_both_match_makes_them_overlap(one: str, other: str, text: str) -> None:
    if covers(one, text) is YES and covers(other, text) is YES:
        assert overlaps(one, other) is YES


@given(PATTERNS, PATTERNS, LETTERS)
def test_what_is_covered_is_matched(pattern: str, inner: str, text: str) -> None:
    if covers(pattern, inner) is YES and covers(inner, text) is YES:
        assert covers(pattern, text) is YES


@pytest.mark.parametrize(
    ("name", "known", "nearest"),
    [
        ("kafka-cluster:Connect", YES, "kafka-cluster:Connect"),
        ("kafka-cluster:connect", YES, "kafka-cluster:Connect"),
        ("kafka-cluster:*Topic*", YES, None),
        ("kafka-cluster:DescribeTopics", NO, "kafka-cluster:DescribeTopic"),
        ("kafka:ReadData", NO, "kafka-cluster:ReadData"),
        ("kafka:Describe", NO, None),
        ("kafka:DescribeSomethingNew", UNKNOWN, None),
        ("kafka:CreateChannelV2", UNKNOWN, "kafka:CreateChannel"),
        ("kafkaconnect:PauseConnector", UNKNOWN, "kafkaconnect:PauseConnector"),
        ("kafka-cluster:Frobnicate", NO, None),
    ],
)
def test_actions_are_known_by_name(name: str, known: Tri, nearest: str | None) -> None:
    assert IAM.is_action(name) is known
    if nearest:
        assert IAM.nearest(name) == nearest


def test_what_an_action_requires_is_followed_to_the_end() -> None:
    assert IAM.required("kafka-cluster:AlterTransactionalId") == (
        "kafka-cluster:Connect",
        "kafka-cluster:DescribeTopic",
        "kafka-cluster:DescribeTransactionalId",
        "kafka-cluster:WriteData",
    )
    assert IAM.required("kafka-cluster:Connect") == ()
    assert len(IAM.matched("kafka-cluster:*")) == 19


def test_managed_policies_are_known_in_every_partition() -> None:
    name = "policy/service-role/AWSMSKReplicatorExecutionRole"
    found = IAM.managed_policy(f"arn:aws-cn:iam::aws:{name}")
    assert found is not None
    assert found.statements
    unread = IAM.managed_policy("arn:aws:iam::aws:policy/AmazonMSKConnectReadOnlyAccess")
    assert unread is not None
    assert unread.statements is None
    assert IAM.is_managed_by_aws("arn:aws:iam::aws:policy/AdministratorAccess")
    assert not IAM.is_managed_by_aws("arn:aws:iam::111122223333:policy/mine")


ARN = "arn:aws:kafka:eu-west-1:111122223333:"


@pytest.mark.parametrize(
    "text",
    [
        f"{ARN}cluster/orders/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f-2",
        f"{ARN}cluster/orders/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f-s1",
        f"{ARN}topic/orders/*",
        f"{ARN}topic/*",
        f"{ARN}*/orders/*",
        f"{ARN}group/orders/0a1b-2/team/one",
        "arn:aws:kafka:*",
        "arn:aws-us-gov:kafka:*:${aws:PrincipalAccount}:topic/orders/*",
        f"arn:{HOLE}:kafka:{HOLE}:{HOLE}:topic/{HOLE}/{HOLE}",
        "arn:aws:kafkaconnect:eu-west-1:111122223333:connector/*",
    ],
)
def test_what_may_be_right_is_no_fault(text: str) -> None:
    assert is_kafka_arn(text)
    assert fault_of(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("arn:aws:kafka-cluster:eu-west-1:111122223333:topic/*", "is kafka, not kafka-cluster"),
        ("arn:aws:kafka:eu-west-1:<ACCOUNT_ID>:topic/*", "<ACCOUNT_ID> is a placeholder"),
        ("arn:aws:kafka:eu-west-1:11112222333:topic/*", "'11112222333' is no account"),
        ("arn:aws:kafka:region:111122223333:topic/*", "'region' is no region"),
        ("arn:aws:kafka:eu-west-1::topic/*", "names no account"),
        (f"{ARN}topics/*", "'topics' is no type of resource"),
        (f"{ARN}topic/orders/payments", "the UUID of the cluster is expected"),
        (f"{ARN}topic/orders/payments-*", "the UUID of the cluster is expected"),
        (f"{ARN}cluster/orders", "it is to be cluster/cluster name/uuid"),
        (f"{ARN}cluster/orders/0a1b-2/x", "it is to end after uuid"),
    ],
)
def test_a_fault_is_told_in_words(text: str, fault: str) -> None:
    assert is_kafka_arn(text)
    assert fault in (fault_of(text) or "")


def test_other_arns_are_none_of_msk() -> None:
    assert not is_kafka_arn("arn:aws:s3:::bucket")
    assert not is_kafka_arn("*")


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        ("*", "topic", YES),
        (f"{ARN}topic/*", "topic", YES),
        (f"{ARN}topic/*", "cluster", NO),
        (f"{ARN}*", "group", YES),
        (f"{ARN}{HOLE}", "group", UNKNOWN),
        (HOLE, "topic", UNKNOWN),
        ("arn:aws:s3:::bucket", "topic", NO),
    ],
)
def test_the_type_of_a_resource_is_told_from_its_arn(text: str, kind: str, answer: Tri) -> None:
    assert may_be(text, kind) is answer
