"""Every profile's data file: what it names is there, and what it does not judge says why."""

from __future__ import annotations

import pytest

from mskguard.engine.catalog import Catalog, load, shipped_rules
from mskguard.profiles.profile import DEFAULT, Profile, profile, profile_names

CATALOG: Catalog = load([shipped_rules()])
PACKS = [one for one in map(profile, profile_names()) if one.controls]
SECURITY_FAMILIES = {"authentication", "authorization", "encryption", "network"}


@pytest.mark.parametrize("name", profile_names())
def test_every_rule_and_setting_that_a_profile_names_is_there(name: str) -> None:
    found = profile(name)
    named = {rule for control in found.controls for rule in control.rules} | found.quiet
    assert named <= CATALOG.names
    settings = {entry.name: entry.rule.settings for entry in CATALOG}
    for rule, own in found.settings.items():
        assert own.keys() <= settings[rule].keys()


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_control_is_judged_by_rules_or_says_why_not(pack: Profile) -> None:
    ids = [control.id for control in pack.controls]
    assert len(set(ids)) == len(ids)
    assert all(bool(control.rules) != bool(control.why) for control in pack.controls)
    assert all(control.url.startswith("https://") for control in pack.controls)
    assert pack.version


def test_the_default_asks_everything() -> None:
    assert all(profile(DEFAULT).asks(name) for name in CATALOG.names)
    assert profile_names()[0] == DEFAULT


def test_development_keeps_every_rule_of_security_but_those_of_cost() -> None:
    quiet = {entry.name for entry in CATALOG if not profile("development").asks(entry.name)}
    secure = {entry.name for entry in CATALOG if entry.family in SECURITY_FAMILIES}
    assert quiet & secure == {"aws-managed-storage-key"}


def test_security_hub_has_all_six_controls() -> None:
    assert [one.id for one in profile("aws-security-hub").controls] == [
        f"MSK.{number}" for number in range(1, 7)
    ]
