"""The folder of a snapshot: one answer in each file, and the file that says what they are."""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mskguard.record import record
from mskguard.snapshot.secrets import without_secrets

MARKER = "snapshot.json"
_NO_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 120


class Occupied(Exception):
    """The folder holds files already; the message says so."""


@record(frozen=True, slots=True)
class Folder:
    """Where the answers are written. Only its owner may read them."""

    path: Path

    def prepare(self) -> None:
        """Raises `Occupied` where there is anything in it, and OSError where it cannot be made."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(self.path.iterdir()):
            raise Occupied(
                f"{self.path} is not empty: a snapshot is written to a folder of its own"
            )

    def write(self, command: str, name: str, answer: Mapping[str, Any]) -> str:
        """Write one answer as the AWS CLI prints it, without secrets; answers the file's name.

        The name is made of the command and of what it was asked about:
        `kafka-describe-configuration-orders.json`.
        """
        words = "-".join(part for part in (*command.split(), name) if part)
        stem = _NO_NAME.sub("-", words)[:_LONGEST]
        file = self._free(stem)
        content = {key: value for key, value in answer.items() if key != "ResponseMetadata"}
        self._put(file, without_secrets(content))
        return file.name

    def mark(self, marker: Mapping[str, Any]) -> None:
        """Write the file that says what the snapshot holds."""
        self._put(self.path / MARKER, marker)

    def _free(self, stem: str) -> Path:
        file, number = self.path / f"{stem}.json", 1
        while file.exists():
            number += 1
            file = self.path / f"{stem}-{number}.json"
        return file

    @staticmethod
    def _put(file: Path, content: Mapping[str, Any]) -> None:
        text = json.dumps(content, indent=2, ensure_ascii=False, default=_plain)
        with file.open("x", encoding="utf-8") as out:
            file.chmod(0o600)
            out.write(text + "\n")


def _plain(value: Any) -> str:
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return b64encode(value).decode("ascii")
    return str(value)
