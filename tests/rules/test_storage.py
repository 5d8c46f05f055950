"""Corners of the rules on the brokers' volumes and their throughput."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask
from tests.rules.brokers import EXPRESS, M7G, UNSAID, broker


@pytest.mark.parametrize(
    ("gib", "violated"), [("0", True), ("1", False), ("16384", False), ("16385", True)]
)
@pytest.mark.parametrize("size", [M7G, UNSAID])
def test_the_bounds_of_a_volume_hold_whatever_the_brokers(
    gib: str, violated: bool, size: str, tmp_path: Path
) -> None:
    judged = ask("volume-size-out-of-range", broker(size, f"volume_size = {gib}"), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("size", "storage", "more", "violated", "open_"),
    [
        (EXPRESS, "", "", 0, 0),
        (EXPRESS, "volume_size = 100", "", 1, 0),
        (EXPRESS, "volume_size = 100", 'storage_mode = "LOCAL"', 2, 0),
        (EXPRESS, "volume_size = null", "storage_mode = null", 0, 0),
        (M7G, "volume_size = 100", 'storage_mode = "TIERED"', 0, 0),
        (UNSAID, "", "", 0, 0),
        (UNSAID, "volume_size = 100", "", 0, 1),
    ],
)
def test_express_brokers_have_neither_volume_nor_mode(
    size: str, storage: str, more: str, violated: int, open_: int, tmp_path: Path
) -> None:
    judged = ask("storage-on-express", broker(size, storage, more), tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (violated, open_)


PROVISIONED = "provisioned_throughput {\n enabled = %s\n }"


@pytest.mark.parametrize(
    ("size", "enabled", "violated", "open_"),
    [
        ('"kafka.m7g.xlarge"', "true", 1, 0),
        ('"kafka.m7g.xlarge"', "false", 0, 0),
        ('"kafka.m7g.2xlarge"', "true", 0, 0),
        ('"kafka.m5.2xlarge"', "true", 1, 0),
        ('"kafka.m8g.large"', "true", 0, 1),
        (EXPRESS, "true", 0, 0),
        (UNSAID, "true", 0, 1),
    ],
)
def test_throughput_is_provisioned_for_large_brokers(
    size: str, enabled: str, violated: int, open_: int, tmp_path: Path
) -> None:
    judged = ask("throughput-on-small-broker", broker(size, PROVISIONED % enabled), tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (violated, open_)


@pytest.mark.parametrize(("gib", "violated"), [("9", True), ("10", False)])
def test_throughput_is_provisioned_for_volumes_from_ten_gib_on(
    gib: str, violated: bool, tmp_path: Path
) -> None:
    text = broker('"kafka.m5.4xlarge"', f"volume_size = {gib}\n {PROVISIONED % 'true'}")
    assert bool(ask("throughput-on-small-volume", text, tmp_path).violated) is violated


@pytest.mark.parametrize(
    ("version", "size", "state"),
    [
        ("2.8.1", M7G, "violated"),
        ("2.8.2.tiered", M7G, "kept"),
        ("3.5.1", UNSAID, "violated"),
        ("3.6.0", M7G, "kept"),
        ("4.1.x.kraft", M7G, "kept"),
        ("4.9.x.kraft", M7G, "open"),
        ("2.8.1", EXPRESS, "kept"),
    ],
)
def test_tiers_come_with_3_6_but_for_one_version(
    version: str, size: str, state: str, tmp_path: Path
) -> None:
    more = f'kafka_version = "{version}"\n  storage_mode = "TIERED"'
    judged = ask("tiered-on-old-kafka", broker(size, more=more), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
