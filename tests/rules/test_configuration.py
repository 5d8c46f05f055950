"""Corners of the configuration rules about lines: what they may hold, what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import alone, ask, cluster

EXPRESS = '"express.m7g.large"'
UNKNOWN = "var.mystery"


@pytest.mark.parametrize(
    ("line", "size", "state"),
    [
        ("min.insync.replicas = 2", EXPRESS, "violated"),
        ("min.insync.replicas = 2", '"kafka.m7g.large"', ""),
        ("min.insync.replicas = 2", UNKNOWN, "undetermined"),
        ("log.cleanup.policy = delete", EXPRESS, ""),
        ("max.connections.per.ip = 5", EXPRESS, ""),
        ("log.dirs = /data", EXPRESS, ""),
    ],
)
def test_what_express_brokers_accept(line: str, size: str, state: str, tmp_path: Path) -> None:
    judged = ask("property-not-on-express", cluster(line, size=size), tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


def test_a_configuration_that_nobody_uses_is_not_asked_for_express(tmp_path: Path) -> None:
    judged = ask("property-not-on-express", alone("min.insync.replicas = 2"), tmp_path)
    assert not judged.findings


@pytest.mark.parametrize(
    ("line", "violated"),
    [
        ("log.retention.hours = -1", False),
        ("log.retention.hours = 1h", True),
        ("log.retention.hours = 2147483648", True),
        ("log.retention.ms = 2147483648", False),
        ("log.retention.ms = 9223372036854775807", False),
        ("log.retention.ms = 9223372036854775808", True),
        ("log.retention.ms =", True),
        ("log.retention.ms", False),
        ("num.io.threads = 0", True),
        ("num.io.threads = 1", False),
        ("auto.create.topics.enable = TRUE", False),
        ("auto.create.topics.enable = yes", True),
        ("compression.type = lz4", False),
        ("compression.type = snap", True),
        ("log.cleanup.policy = compact, delete", False),
        ("log.cleanup.policy = compact,remove", True),
        ("log.cleaner.min.cleanable.ratio = 0.5", False),
        ("log.cleaner.min.cleanable.ratio = 1.5", True),
        ("log.cleaner.min.cleanable.ratio = half", True),
        ("zookeeper.session.timeout.ms = 5999", True),
        ("zookeeper.session.timeout.ms = 18000", False),
        ("replica.selector.class = com.example.Any", False),
        ("log.dirs = 7", False),
        ("no.such.property = 7", False),
        (f"num.partitions = {'9' * 5000}", True),
    ],
)
def test_values_of_broker_properties(line: str, violated: bool, tmp_path: Path) -> None:
    judged = ask("property-out-of-range", alone(line), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("key", "value", "state"),
    [
        ("retention.ms", "-1", ""),
        ("retention.ms", "-2", "violated"),
        ("retention.ms", "7 days", "violated"),
        ("min.insync.replicas", "0", "violated"),
        ("cleanup.policy", "compact,delete", ""),
        ("cleanup_policy", "compact", "violated"),
        ("message.max.bytes", "5", "violated"),
        ("max.message.bytes", "5", ""),
        ("remote.log.msk.disable.policy", "Delete", ""),
        ("segment.bytes", "${var.mystery}", "undetermined"),
        ("colour.of.records", "red", "undetermined"),
    ],
)
def test_properties_of_a_topic(key: str, value: str, state: str, tmp_path: Path) -> None:
    text = f"""
        variable "mystery" {{}}
        resource "aws_msk_topic" "t" {{
          configs = jsonencode({{
            "{key}" = "{value}"
          }})
        }}
    """
    judged = ask("topic-property-invalid", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])
    assert all(one.reasons for one in judged.undetermined)


@pytest.mark.parametrize(
    ("configs", "violated"),
    [
        ('"{}"', False),
        ('jsonencode({ "retention.ms" = 5 })', False),
        ('"retention.ms=5"', True),
        ('"[1]"', True),
        ("var.mystery", False),
        ('"{\\"retention.ms\\": ${var.mystery}}"', False),
    ],
)
def test_what_the_configs_of_a_topic_are(configs: str, violated: bool, tmp_path: Path) -> None:
    text = f"""
        variable "mystery" {{}}
        resource "aws_msk_topic" "t" {{
          configs = {configs}
        }}
    """
    assert bool(ask("malformed-properties", text, tmp_path).violated) is violated


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("log.retention.hours", "nothing stands between a key and a value"),
        ("log.retention.hours 5", ""),
        ("log.retention.hours:5", ""),
        ("= 5", "no key stands before its value"),
        ("replica.selector.class = \\\\u12", ""),
        ("replica.selector.class = \\u12", "is not followed by four hexadecimal digits"),
        ("replica.selector.class = \\u0041", ""),
        ("# a remark", ""),
    ],
)
def test_lines_that_are_no_properties(line: str, says: str, tmp_path: Path) -> None:
    judged = ask("malformed-properties", alone(line), tmp_path)
    assert [says in one.message for one in judged.violated] == ([True] if says else [])
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("log.retention.ms = 5\nlog.retention.hours = 5", ["low 5"]),
        ("log.retention.minutes = 7\nlog.retention.hours = 5", ["low 5"]),
        ("log.retention.hours = 5\nlog.retention.minutes = 7\nlog.retention.ms = 9", ["low 5"] * 2),
        ("log.retention.hours = 5", []),
    ],
)
def test_the_smallest_unit_of_retention_counts(
    lines: str, found: list[str], tmp_path: Path
) -> None:
    judged = ask("shadowed-retention", alone(lines), tmp_path)
    assert len(judged.violated) == len(found)
    assert not judged.undetermined


def test_three_lines_for_one_key_are_two_too_many(tmp_path: Path) -> None:
    lines = "num.partitions = 1\nnum.partitions = 2\nnum.partitions = 2"
    judged = ask("duplicate-property", alone(lines), tmp_path)
    assert [one.span.line for one in judged.violated] == [6, 7]


@pytest.mark.parametrize(
    ("least", "most", "violated"),
    [("6000", "6000", False), ("6001", "6000", True), ("x", "6000", False)],
)
def test_session_timeouts_are_numbers(
    least: str, most: str, violated: bool, tmp_path: Path
) -> None:
    lines = f"group.min.session.timeout.ms = {least}\ngroup.max.session.timeout.ms = {most}"
    judged = ask("inverted-session-timeouts", alone(lines), tmp_path)
    assert bool(judged.violated) is violated
    lone = alone(f"group.min.session.timeout.ms = {least}")
    assert not ask("inverted-session-timeouts", lone, tmp_path).findings
