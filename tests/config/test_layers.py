"""Several configurations laid over each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.config import Layer, Mention, combine
from mskguard.config.patterns import seen_from
from mskguard.rule import Level


def names(*words: str) -> tuple[Mention, ...]:
    return tuple(Mention(word, "here") for word in words)


def test_nothing_said_fails_on_medium() -> None:
    settings = combine([], [Path()])
    assert settings.fail_on is Level.MEDIUM
    assert not settings.selection.select
    assert not settings.mentions


def test_the_last_one_that_speaks_decides() -> None:
    layers = [Layer(select=names("a"), fail_on="low"), Layer(select=names("b")), Layer()]
    settings = combine(layers, [Path()])
    assert settings.selection.select == ("b",)
    assert settings.fail_on is Level.LOW
    assert combine([*layers, Layer(fail_on="never")], [Path()]).fail_on is None


def test_what_is_ignored_adds_up_and_selecting_it_lifts_it() -> None:
    layers = [Layer(ignore=names("a", "b")), Layer(select=names("b")), Layer(ignore=names("c"))]
    assert combine(layers, [Path()]).selection.ignore == ("a", "c")
    both = [Layer(select=names("a"), ignore=names("a"))]
    assert combine(both, [Path()]).selection.ignore == ("a",)


def test_tables_are_laid_over_each_other_key_by_key() -> None:
    low = Layer(severity=((Mention("a", "x"), Level.LOW),), variables={"v": "1", "w": "1"})
    high = Layer(severity=((Mention("a", "y"), Level.HIGH),), variables={"v": "2"})
    settings = combine([low, high], [Path()])
    assert settings.selection.severity == {"a": Level.HIGH}
    assert settings.variables == {"v": "2", "w": "1"}
    assert [one.where for one in settings.mentions] == ["x", "y"]


@pytest.mark.parametrize(
    ("pattern", "scanned", "seen"),
    [
        ("examples/**", ".", ["examples/**"]),
        ("./examples/", ".", ["examples"]),
        ("infra/old/**", "infra", ["old/**"]),
        ("infra/*/test", "infra/a", ["test"]),
        ("infra/*/test", "infra", ["*/test"]),
        ("infra/old", "infra/old", []),
        ("infra/old/**", "infra/old", []),
        ("other/**", "infra", []),
        ("**/old", ".", ["old", "**/old"]),
        ("**/old", "infra/a", ["old", "**/old"]),
        ("infra/**/old", "infra/a", ["old", "**/old"]),
    ],
)
def test_patterns_are_seen_from_the_scanned_path(
    tmp_path: Path, pattern: str, scanned: str, seen: list[str]
) -> None:
    path = tmp_path / scanned
    path.mkdir(parents=True, exist_ok=True)
    base = tmp_path.resolve()
    assert sorted(set(seen_from(base, [pattern], [path]))) == sorted(seen)
    (path / "main.tf").touch()
    assert sorted(set(seen_from(base, [pattern], [path / "main.tf"]))) == sorted(seen)


def test_patterns_of_no_place_hold_for_every_path(tmp_path: Path) -> None:
    assert list(seen_from(None, ["old"], [tmp_path])) == ["old"]
