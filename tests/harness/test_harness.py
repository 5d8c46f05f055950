"""The harness catches rules that are wrong, each in its own way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from mskguard.cli.new_rule import command as new_rule
from mskguard.engine.catalog import load
from tests.harness import checks, documents
from tests.harness.examples import BadExample, fences, parse
from tests.harness.sides import after, before, faults, openings, questions

FIXTURES = Path(__file__).parent / "fixtures"

ENTRIES = {entry.rule.name: entry for entry in load([FIXTURES / "sound", FIXTURES / "wrong"])}


def _failures(name: str, check: checks.Check, root: Path) -> list[str]:
    entry = ENTRIES[name]
    return checks.failures_of(check, entry, fences(entry.rule.doc)[0], root)


@pytest.mark.parametrize("check", checks.CHECKS)
@pytest.mark.parametrize("name", ["plaintext-for-all", "fewer-brokers"])
def test_a_sound_rule_passes(name: str, check: checks.Check, tmp_path: Path) -> None:
    assert _failures(name, check, tmp_path) == []


@pytest.mark.parametrize(
    ("name", "check", "sentence"),
    [
        ("found-elsewhere", checks.finds_the_fault, "found elsewhere: main.tf:2"),
        ("found-elsewhere", checks.finds_the_fault, "not found: main.tf:5"),
        ("found-nowhere", checks.finds_the_fault, "not found: main.tf:5"),
        ("found-when-cured", checks.leaves_the_cure_alone, "found on the '+' side: main.tf:5"),
        ("fixed-otherwise", checks.fixes_what_it_can, "fixed, main.tf is"),
        ("fixed-nowhere", checks.fixes_what_it_can, "offers none here"),
        ("violated-by-unknown", checks.never_guesses, "violated by an unknown"),
        ("kept-by-unknown", checks.never_guesses, "the unknown counts as kept"),
        ("question-missing", checks.never_guesses, "it needs a '?' line"),
        ("question-refused", checks.never_guesses, "the question is derived"),
        ("spoken-badly", checks.speaks_plainly, "does not start with an address"),
        ("spoken-badly", checks.speaks_plainly, "ends with a full stop"),
        ("spoken-badly", checks.speaks_plainly, "says should"),
    ],
)
def test_a_wrong_rule_is_caught(
    name: str, check: checks.Check, sentence: str, tmp_path: Path
) -> None:
    assert sentence in "\n".join(_failures(name, check, tmp_path))


def test_a_rule_without_an_example_is_caught() -> None:
    assert checks.has_an_example(ENTRIES["without-example"]) == ["it has no example"]
    assert checks.has_an_example(ENTRIES["plaintext-for-all"]) == []


def test_a_new_rule_fails_until_it_is_filled_in(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    new_rule.main(["testing/new-defect", "--rules", str(rules)], standalone_mode=False)
    [entry] = load([rules])
    [fence] = fences(entry.rule.doc)
    failures = checks.failures_of(checks.finds_the_fault, entry, fence, tmp_path / "example")
    assert failures == ["not found: main.tf:2"]
    assert "left to fill in" in "\n".join(documents.documentation_is_complete(entry))


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (documents.summary_is_a_sentence, "not one sentence"),
        (documents.summary_is_a_sentence, "what ought to be"),
        (documents.summary_is_a_sentence, "not followed by an empty one"),
        (documents.documentation_is_complete, "no 'Source:' line"),
        (documents.documentation_is_complete, "in fewer than"),
        (documents.controls_are_identifiers, "checkov 81 is no control's identifier"),
        (documents.name_says_the_defect, "is an order"),
        (documents.imports_only_the_rule_module, "line 1: it imports pytest"),
        (documents.imports_only_the_rule_module, "line 3: it imports mskguard.model.graph"),
        (documents.holds_no_numbers, "the number 15 belongs to the facts"),
    ],
)
def test_a_bad_text_is_caught(check: documents.Check, sentence: str) -> None:
    assert sentence in "\n".join(check(ENTRIES["check-msk-encryption"]))


def test_only_a_documented_constant_may_be_a_number() -> None:
    assert documents.numbers_in(ast.parse("YEAR = 12\n'Months.'\nx = y + 2\n")) == []
    assert [it.value for it in documents.numbers_in(ast.parse("YEAR = 12\nx = 0.5\n"))] == [12, 0.5]


def test_a_fence_may_hold_several_files() -> None:
    example = parse("", " # file: main.tf\n a\n-b\n # file: net/main.tf\n c\n+d\n")
    assert before(example) == {"main.tf": "a\nb\n", "net/main.tf": "c\n"}
    assert after(example) == {"main.tf": "a\n", "net/main.tf": "c\nd\n"}
    assert faults(example) == {("main.tf", 2)}


def test_what_is_missing_is_missing_in_the_enclosing_block() -> None:
    nested = parse("", ' resource "a" "b" {\n   c = 1\n   d {\n     e = 1\n   }\n+  f = 1\n }\n')
    assert openings(nested) == {("main.tf", 1)}
    inner = parse("", ' resource "a" "b" {\n   d {\n     e = 1\n+    f = 1\n   }\n }\n')
    assert openings(inner) == {("main.tf", 2)}
    heredoc = parse("", ' resource "a" "b" {\n   c = <<EOT\n x = 1\n+y = 1\n EOT\n }\n')
    assert openings(heredoc) == {("main.tf", 1)}
    outside = parse("", ' resource "a" "b" {\n }\n+resource "c" "d" {\n+}\n')
    assert openings(outside) == set()


def test_the_one_expression_that_differs_becomes_unknown() -> None:
    example = parse("", " a {\n-  b = 1\n+  b = 2\n }\n")
    assert questions(example) == [
        {"main.tf": "a {\n  b = var.mystery\n}\n", "mystery.tf": 'variable "mystery" {}\n'}
    ]


def test_in_a_heredoc_the_unknown_is_an_interpolation() -> None:
    example = parse("", " a = <<-EOT\n-  b.c=1\n+  b.c=2\n EOT\n d = 1\n")
    assert questions(example)[0]["main.tf"] == "a = <<-EOT\n  b.c=${var.mystery}\nEOT\nd = 1\n"


def test_question_lines_replace_their_hunk() -> None:
    example = parse("", " a\n-b\n-c\n+d\n?e = var.x\n f\n-g\n")
    assert questions(example) == [{"main.tf": "a\ne = var.x\nf\ng\n"}]


def test_a_reason_may_stand_for_a_question() -> None:
    assert questions(parse("", "-a\n-b\n+c\n? -- both are literals\n")) == []


@pytest.mark.parametrize(
    ("info", "body", "sentence"),
    [
        ("", " a\nb\n-c\n", "line 2 starts with 'b'"),
        ("", " a\n", "neither"),
        ("pascal", "-a\n", "pascal is no dialect"),
    ],
)
def test_an_example_that_cannot_be_run_says_why(info: str, body: str, sentence: str) -> None:
    with pytest.raises(BadExample, match=re.escape(sentence)):
        parse(info, body)
