"""Corners of the rules on tiered topics and on retention."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, told
from tests.rules.brokers import EXPRESS, M7G, broker

TIERED, LOCAL = 'storage_mode = "TIERED"', 'storage_mode = "LOCAL"'


def topic(configs: str, mode: str = TIERED, size: str = M7G, properties: str = "") -> str:
    """A topic with these properties, and the cluster that it belongs to."""
    own = """
  configuration_info {
    arn      = aws_msk_configuration.c.arn
    revision = aws_msk_configuration.c.latest_revision
  }"""
    return f"""
{broker(size, more=mode + (own if properties else ""))}
resource "aws_msk_configuration" "c" {{
  name              = "c"
  server_properties = "{properties}"
}}
resource "aws_msk_topic" "t" {{
  cluster_arn = aws_msk_cluster.c.arn
  name        = "t"
  configs     = jsonencode({{ {configs} }})
}}
"""


ON, OFF = '"remote.storage.enable" = "true"', '"remote.storage.enable" = "false"'


@pytest.mark.parametrize(
    ("configs", "mode", "state"),
    [
        (f'{ON}, "cleanup.policy" = "compact"', TIERED, "violated"),
        (f'{ON}, "cleanup.policy" = "delete, compact"', TIERED, "violated"),
        (f'{OFF}, "cleanup.policy" = "compact"', TIERED, "kept"),
        ('"cleanup.policy" = "compact"', TIERED, "open"),
        ('"cleanup.policy" = "compact"', LOCAL, "kept"),
        ('"cleanup.policy" = "compact"', "", "kept"),
        ('"cleanup.policy" = "delete"', TIERED, "kept"),
    ],
)
def test_a_compacted_topic_is_tiered_only_where_that_is_known(
    configs: str, mode: str, state: str, tmp_path: Path
) -> None:
    judged = ask("tiered-with-compaction", topic(configs, mode), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
    assert all(one.reasons for one in judged.undetermined)


@pytest.mark.parametrize(
    ("mode", "size", "state"),
    [
        (TIERED, M7G, "kept"),
        (LOCAL, M7G, "violated"),
        ("", M7G, "violated"),
        ("", EXPRESS, "violated"),
        ("storage_mode = var.mystery", M7G, "open"),
    ],
)
def test_a_tiered_topic_needs_a_tiered_cluster(
    mode: str, size: str, state: str, tmp_path: Path
) -> None:
    judged = ask("tiered-topic-on-local-cluster", topic(ON, mode, size), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def test_a_serverless_cluster_has_no_tiers(tmp_path: Path) -> None:
    text = topic(ON).replace("aws_msk_cluster", "aws_msk_serverless_cluster")
    assert ask("tiered-topic-on-local-cluster", text, tmp_path).violated


@pytest.mark.parametrize(
    ("configs", "violated"),
    [
        (f'{ON}, "retention.ms" = "-1"', False),
        (f'{ON}, "retention.ms" = "259200000"', False),
        (f'{ON}, "retention.ms" = "259199999"', True),
        (f'{ON}, "retention.ms" = "0"', True),
        (f'{ON}, "retention.ms" = "soon"', False),
        (ON, True),
        (OFF, False),
        ('"retention.ms" = "1000"', False),
    ],
)
def test_a_tiered_topic_says_for_how_long(configs: str, violated: bool, tmp_path: Path) -> None:
    judged = ask("tiered-retention-too-short", topic(configs), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("unit", "local", "total", "violated"),
    [
        ("ms", "-2", "1000", False),
        ("ms", "999", "1000", False),
        ("ms", "1000", "1000", True),
        ("bytes", "1001", "1000", True),
        ("ms", "-1", "1000", True),
        ("ms", "-1", "-1", False),
        ("ms", "1000", "-1", False),
    ],
)
def test_less_is_kept_on_the_volumes_than_in_all(
    unit: str, local: str, total: str, violated: bool, tmp_path: Path
) -> None:
    configs = f'{ON}, "local.retention.{unit}" = "{local}", "retention.{unit}" = "{total}"'
    judged = ask("local-retention-exceeds-total", topic(configs), tmp_path)
    assert bool(judged.violated) is violated


def test_local_retention_without_a_total_is_not_compared(tmp_path: Path) -> None:
    text = topic(f'{ON}, "local.retention.ms" = "1000"')
    assert not ask("local-retention-exceeds-total", text, tmp_path).findings


@pytest.mark.parametrize(
    ("configs", "places"),
    [
        ('"segment.bytes" = "50331648", "segment.ms" = "600000"', []),
        ('"segment.bytes" = "50331647", "segment.ms" = "599999"', ["50331647", "599999"]),
        ('"segment.bytes" = "many"', []),
    ],
)
def test_segments_of_tiered_topics_are_large(
    configs: str, places: list[str], tmp_path: Path
) -> None:
    judged = ask("tiered-segment-too-small", topic(f"{ON}, {configs}"), tmp_path)
    assert told(judged) == [f"high {one}" for one in places]


@pytest.mark.parametrize(
    ("configs", "mode", "violated"),
    [
        (f'{OFF}, "remote.log.msk.disable.policy" = "Delete"', TIERED, True),
        (f'{ON}, "remote.log.msk.disable.policy" = "Delete"', TIERED, False),
        (OFF, TIERED, False),
        (f'{OFF}, "remote.log.msk.disable.policy" = "Delete"', LOCAL, False),
    ],
)
def test_what_is_tiered_is_deleted_only_where_there_are_tiers(
    configs: str, mode: str, violated: bool, tmp_path: Path
) -> None:
    judged = ask("tiered-data-deleted", topic(configs, mode), tmp_path)
    assert bool(judged.violated) is violated


def test_a_topic_whose_properties_are_unread_raises_no_question(tmp_path: Path) -> None:
    text = topic("").replace("jsonencode({  })", "var.mystery")
    for rule in (
        "local-retention-exceeds-total",
        "tiered-data-deleted",
        "tiered-retention-too-short",
        "tiered-segment-too-small",
        "tiered-topic-on-local-cluster",
        "tiered-with-compaction",
        "unbounded-retention",
    ):
        assert not ask(rule, text, tmp_path).findings, rule


ENDLESS = '"retention.ms" = "-1"'


@pytest.mark.parametrize(
    ("configs", "mode", "size", "properties", "violated"),
    [
        (ENDLESS, "", M7G, "", True),
        (ENDLESS, TIERED, M7G, "", False),
        (ENDLESS, "", EXPRESS, "", False),
        (f'{ENDLESS}, "retention.bytes" = "1000"', "", M7G, "", False),
        (f'{ENDLESS}, "retention.bytes" = "-1"', "", M7G, "", True),
        (ENDLESS, "", M7G, "log.retention.bytes=1000", False),
        (ENDLESS, "", M7G, "log.cleanup.policy=compact", False),
        (f'{ENDLESS}, "cleanup.policy" = "compact"', "", M7G, "", False),
        ('"retention.ms" = "1000"', "", M7G, "", False),
        ("", "", M7G, "log.retention.hours=-1", True),
        ("", "", M7G, "log.retention.hours=-1\\nlog.retention.ms=1000", False),
        ("", "", M7G, "log.retention.minutes=-5", True),
        ("", "", M7G, "log.retention.hours=-1\\nlog.retention.bytes=1000", False),
    ],
)
def test_retention_without_end_needs_a_bound_of_another_kind(
    configs: str, mode: str, size: str, properties: str, violated: bool, tmp_path: Path
) -> None:
    judged = ask("unbounded-retention", topic(configs, mode, size, properties), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


def test_a_properties_file_does_not_say_what_storage_there_is(tmp_path: Path) -> None:
    text = "log.retention.ms=-1\nnum.partitions=3\nmin.insync.replicas=2\n"
    judged = ask("unbounded-retention", text, tmp_path, "server.properties")
    assert len(judged.undetermined) == 1
    assert judged.undetermined[0].reasons
