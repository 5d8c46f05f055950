"""The published SARIF logs: what they are now, and the command that writes them anew."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable

import pytest

import mskguard.report.sarif
from mskguard.engine.finding import Result
from mskguard.report.sarif import write_sarif
from tests.report.samples import BASE, clean, everything
from tests.report.sarif_checks import ROOT, check_log

UPDATE = "MSKGUARD_UPDATE_GOLDEN"
GOLDEN = ROOT / "sarif" / "golden"


def _written(result: Result, show_open: bool, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(mskguard.report.sarif, "__version__", "0.0.0")
    out = io.StringIO()
    write_sarif(result, out, base=BASE, category="golden", show_open=show_open)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "show_open"),
    [("clean", clean, False), ("everything", everything, False), ("open", everything, True)],
)
def test_golden_log_is_what_is_written(
    name: str, make: Callable[[], Result], show_open: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = make()
    written = _written(result, show_open, monkeypatch)
    check_log(json.loads(written), result)
    path = GOLDEN / f"{name}.sarif"
    if os.environ.get(UPDATE):
        path.write_text(written, "utf-8", newline="\n")
    repair = f"{UPDATE}=1 pytest tests/report/test_golden_logs.py"
    assert path.exists(), f"write it with: {repair}"
    assert path.read_text("utf-8") == written, f"if that is meant: {repair}"


def test_every_golden_log_is_written_by_a_test() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {"clean", "everything", "open"}
