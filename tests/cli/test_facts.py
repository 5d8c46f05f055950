"""`mskguard facts`, and that rules take their numbers from it."""

from __future__ import annotations

import json
import re

from mskguard.aws.facts import Facts
from mskguard.aws.table import table_names
from mskguard.engine.catalog import shipped_rules
from tests.cli.projects import Cli


def test_every_table_is_listed_with_its_day(cli: Cli) -> None:
    told = cli("facts").stdout
    for name in table_names():
        assert re.search(rf"^{name} +2026-\d\d-\d\d +\d+ facts", told, re.MULTILINE)


def test_a_fact_is_told_with_its_source(cli: Cli) -> None:
    told = cli("facts", "provisioned_throughput_minimum").stdout
    assert "value: 250" in told
    assert "unit: MiB/s" in told
    assert "https://docs.aws.amazon.com/msk/latest/developerguide/msk-provision" in told
    assert "(high confidence)" in told


def test_a_column_of_its_own_source_says_so(cli: Cli) -> None:
    assert "source: vcpu: Amazon EC2 instance types" in cli("facts", "kafka.m7g.large").stdout


def test_facts_as_json(cli: Cli) -> None:
    told = json.loads(cli("facts", "kafka.m7g.large", "--format", "json").stdout)
    [fact] = {one["table"]: one["facts"] for one in told}["broker_sizes"]
    assert fact["cells"]["vcpu"] == 2
    assert {"vcpu"} in [set(one["of"]) for one in fact["sources"]]


def test_a_misspelt_fact_is_told_with_the_nearest(cli: Cli) -> None:
    done = cli("facts", "kafka.m7g.lage")
    assert done.exit_code == 2
    assert 'did you mean "kafka.m7g.large"?' in done.stderr


def test_every_number_that_a_rule_names_is_a_fact() -> None:
    facts = Facts()
    used = {
        name
        for path in shipped_rules().glob("*/*.py")
        for name in re.findall(r'facts\.limit\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    assert used
    assert all(facts.limit(name) >= 0 for name in used)
