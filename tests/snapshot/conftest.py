"""An account in which nothing is real, and the command that takes a snapshot of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("boto3")
moto = pytest.importorskip("moto")

Canned = dict[str, Any]
"""Answers by operation, `ListTopics`; an exception is raised, a function is called."""
Snap = Callable[..., Result]


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> Canned:
    """Answers that stand in for those that moto does not know or does not give faithfully."""
    from botocore.client import BaseClient

    answers: Canned = {}
    original = BaseClient._make_api_call

    def answer(self: Any, operation: str, arguments: dict[str, Any]) -> Any:
        if operation not in answers:
            return original(self, operation, arguments)
        given = answers[operation]
        if isinstance(given, Exception):
            raise given
        return given(arguments) if callable(given) else given

    monkeypatch.setattr(BaseClient, "_make_api_call", answer)
    return answers


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An empty account of moto's, and nobody's credentials."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("HOME", str(tmp_path))
    with moto.mock_aws():
        yield


@pytest.fixture
def snap(tmp_path: Path) -> Snap:
    """Take a snapshot to `shot` below the test's directory."""
    from mskguard.cli import program

    def take(*words: str) -> Result:
        line = ["snapshot", "--output", str(tmp_path / "shot"), "--taken-at", "then", *words]
        return CliRunner().invoke(program, line)

    return take
