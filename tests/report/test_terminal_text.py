"""The text report: one block for each place, the value underlined, and an account of everything."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest

from mskguard.engine.finding import Result, State
from mskguard.report.frame import WIDEST, frame
from mskguard.report.terminal import write_text
from mskguard.source import Fate, FileAccount, SourceFile, Span
from mskguard.value import Hop
from tests.report.samples import (
    BASE,
    PLAINTEXT,
    UNAUTHENTICATED,
    at,
    clean,
    everything,
    finding,
    result,
    source,
)


def _text(told: Result, *, color: bool = False, show_open: bool = False) -> str:
    out = io.StringIO()
    write_text(told, out, color=color, show_open=show_open, base=BASE)
    return out.getvalue()


def _underlined(file: SourceFile, part: str) -> list[tuple[str, str]]:
    return [(row.code, row.marks) for row in frame(at(file, part)) if row.marks]


EVERYTHING = """\
infra/broken file.tf:2:9: high[unreadable-file] a value is missing after =
  1 | resource "aws_msk_cluster" {
  2 |     name =
    |            ^

infra/main.tf:7:23: high[plaintext-listener] aws_msk_cluster.events accepts unencrypted clients
infra/main.tf:7:23: medium[auth-without-tls] aws_msk_cluster.events authenticates clients on an \
unencrypted listener, when var.iam is true
  5 |   encryption_info {
  6 |     encryption_in_transit {
  7 |       client_broker = "TLS_PLAINTEXT"
    |                       ^^^^^^^^^^^^^^^
    = see: infra/variables.tf:1:10 var.in_cluster
    = concerns: aws_msk_cluster.events["a"], aws_msk_cluster.events["b"], \
aws_msk_cluster.events["c"], aws_msk_cluster.events["d"] and 5 more
    = fix: Set client_broker to TLS

infra/main.tf:13:27: medium[unbalanced-brokers] aws_msk_cluster.events runs on kafka.m5.large
  11 |
  12 |   broker_node_group_info {
  13 |     instance_type = /* 日本 */ "kafka.m5.large"
     |                                ^^^^^^^^^^^^^^^^

infra/main.tf:14:22: low[unbalanced-brokers] aws_msk_cluster.events has 4 brokers in 5 subnets
  12 |   broker_node_group_info {
  13 |     instance_type = /* 日本 */ "kafka.m5.large"
  14 |     client_subnets = [
     |                      ^
  15 |       aws_subnet.a.id,
     |       ^^^^^^^^^^^^^^^^
     | ...
  20 |     ]
     |     ^
     = see: infra/main.tf:3:28 number_of_broker_nodes

crash[broken-rule] aws_msk_cluster.events was not judged: KeyError: 'zones'

5 findings: 2 high, 2 medium, 1 low (3 rules asked about 1 resource)
1 ignored by a comment, 1 crash of rules, 1 undetermined (--open shows them)
2 files read, 3 skipped (2 of no kind that is read, 1 a downloaded directory), 1 unreadable
Why, and what would be right: mskguard explain plaintext-listener
"""


def test_the_whole_report_reads_so() -> None:
    assert _text(everything()) == EVERYTHING


def test_colour_changes_nothing_but_colour() -> None:
    painted = _text(everything(), color=True, show_open=True)
    assert "\x1b[1;31mhigh\x1b[0m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == _text(everything(), show_open=True)


def test_undetermined_findings_follow_with_their_reasons() -> None:
    section = _text(everything(), show_open=True).split("Undetermined: ")[1]
    assert "infra/main.tf:8:23: undetermined[plaintext-listener]" in section
    assert "= not known: infra/variables.tf:1:10 var.in_cluster has no value" in section
    assert "--open" not in section


def test_a_clean_run_says_so_in_one_line_and_gives_its_account() -> None:
    assert _text(clean()) == "No findings: 3 rules asked about 1 resource\n1 file read\n"


def test_a_run_that_judged_nothing_does_not_look_clean() -> None:
    skipped = FileAccount("a.png", Fate.SKIPPED, "of no kind that is read")
    text = _text(result(files=(skipped,), subjects=0))
    assert text.startswith("Nothing to check")
    assert "0 files read, 1 skipped (1 of no kind that is read)" in text


def test_the_gravest_of_one_place_comes_first() -> None:
    file = source("a.tf", "x = 1\n")
    told = result(
        finding(UNAUTHENTICATED, at(file, "1"), "medium"), finding(PLAINTEXT, at(file, "1"), "high")
    )
    text = _text(told)
    assert text.index("plaintext-listener") < text.index("auth-without-tls")
    assert text.count("x = 1") == 1


@pytest.mark.parametrize(
    ("line", "part", "code", "marks"),
    [
        ("\tx\t= 1", "1", "    x   = 1", "          ^"),
        ('a = "日本"', '"日本"', 'a = "日本"', "    ^^^^^^"),
        ("e\u0301 = 1", "1", "e\u0301 = 1", "    ^"),
        ("a\x1b[31m = 2", "2", "a\ufffd[31m = 2", "         ^"),
        ("a\u202eb = 1", "1", "a\ufffdb = 1", "      ^"),
        ("x = 1\r\ny", "1", "x = 1", "    ^"),
        ("x =\t1", "1", "x = 1", "    ^"),
        ('password = "hunter2" # x', "# x", 'password = "*****" # x', " " * 19 + "^^^"),
        ('password = "hunter2" # x', '"hunter2"', 'password = "*****" # x', " " * 11 + "^" * 7),
    ],
)
def test_the_underline_stands_under_the_value(line: str, part: str, code: str, marks: str) -> None:
    assert _underlined(source("a.tf", line), part) == [(code, marks)]


@pytest.mark.parametrize("before", [0, 30, 200, 500_000])
def test_a_long_line_is_cut_around_the_value(before: int) -> None:
    file = source("a.tf", "x" * before + "VALUE" + "y" * 500)
    ((code, marks),) = _underlined(file, "VALUE")
    assert len(code) <= WIDEST + 6
    assert code[marks.index("^") : len(marks)] == "VALUE"


def test_a_long_value_is_underlined_as_far_as_it_is_shown() -> None:
    file = source("a.tf", "x = " + "V" * 5000)
    ((code, marks),) = _underlined(file, "V" * 5000)
    assert code.endswith("VVV...")
    assert len(marks) == len(code) - 3


@pytest.mark.parametrize(
    ("text", "start", "rows"),
    [
        ("", 0, [(1, "", "^")]),
        ("a\n", 2, [(1, "a", ""), (2, "", "^")]),
        ("a = b", 5, [(1, "a = b", "     ^")]),
    ],
)
def test_an_empty_place_is_marked_by_one_caret(
    text: str, start: int, rows: list[tuple[int, str, str]]
) -> None:
    span = Span(SourceFile("a.tf", text), start, start)
    assert [tuple(row) for row in frame(span)] == rows


def test_a_line_break_at_the_end_of_a_value_adds_no_line() -> None:
    span = Span(SourceFile("a.tf", "a\r\nb\n"), 0, 3)
    assert [row.number for row in frame(span)] == [1]


def test_blank_lines_inside_a_value_are_not_underlined() -> None:
    span = SourceFile("a.tf", "a {\n\n}").whole
    assert [row.marks for row in frame(span)] == ["^^^", "", "^"]


def test_paths_are_relative_to_the_working_directory() -> None:
    file = source(str(BASE / "infra" / "a.tf"), "x")
    other = source("/elsewhere/b.tf", "y")
    hop = Hop(other.whole, "written here")
    text = _text(result(finding(PLAINTEXT, file.whole, "x", related=(hop,))))
    assert text.startswith("infra/a.tf:1:1: ")
    assert "= see: /elsewhere/b.tf:1:1 written here" in text


def test_of_many_places_some_are_shown_and_the_others_counted() -> None:
    file = source("a.tf", "\n".join("abcdefghi"))
    hops = tuple(Hop(at(file, letter), f"the {letter}") for letter in "bcdefghi")
    text = _text(result(finding(PLAINTEXT, at(file, "a"), "x", related=hops)))
    assert "the g" in text
    assert "the h" not in text
    assert "= see: 2 places more" in text


def test_what_is_said_twice_of_one_place_is_told_once() -> None:
    file = source("a.tf", "x")
    text = _text(result(*(finding(PLAINTEXT, file.whole, "x is wrong") for _ in range(2))))
    assert text.count("x is wrong") == 1
    assert "2 findings" in text


def test_the_account_names_what_leaves_most_questions_open() -> None:
    file = source("a.tf", "x")
    region, count = (
        Hop(file.whole, "var.region has no value"),
        Hop(file.whole, "var.n has no value"),
    )
    open_ones = [
        finding(PLAINTEXT, file.whole, "x", state=State.UNDETERMINED, reasons=reasons)
        for reasons in [(count,), (region,), (region, count), (region,)]
    ]
    text = _text(result(*open_ones))
    assert "4 undetermined (--open shows them), 3 of them since var.region has no value\n" in text


def test_messages_cannot_drive_the_terminal_or_break_the_line() -> None:
    file = source("a\n\x1b]0;x.tf", "x")
    text = _text(result(finding(PLAINTEXT, file.whole, "one\ntwo\x1b[2J")))
    assert "one two\ufffd[2J" in text
    assert "\x1b" not in text
    assert text.splitlines()[0].startswith("a\ufffd\ufffd]0;x.tf:1:1: ")


def test_a_stream_that_cannot_show_a_character_gets_another() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    write_text(everything(), out, color=False, show_open=True, base=BASE)
    out.flush()
    assert b"/* ?? */" in raw.getvalue()


def test_importing_it_imports_no_other_report() -> None:
    code = (
        "import sys, mskguard.engine.finding; before = set(sys.modules);"
        "import mskguard.report.terminal; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "mskguard.report.terminal" in loaded
    assert not {name for name in loaded if re.search("json|sarif|rich|click|pydantic", name)}
