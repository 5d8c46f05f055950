"""Keeps secrets out of a snapshot: masks them in what AWS answers before it is written."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from typing import Any

from mskguard.redaction import hide_secrets
from mskguard.source import SourceFile

_MASK = "*****"
_PROPERTIES = ("connectorConfiguration",)
"""Maps whose keys say which of their values is a secret."""
_ENCODED = ("propertiesFileContent",)
"""Properties files in Base64."""


def without_secrets(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer with each literal secret in connectors and worker configurations masked."""
    return {key: _masked(key, value) for key, value in answer.items()}


def _masked(key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        if key in _PROPERTIES:
            return {name: _of_property(name, one) for name, one in value.items()}
        return without_secrets(value)
    if isinstance(value, (list, tuple)):
        return [_masked(key, one) for one in value]
    if key in _ENCODED and isinstance(value, str):
        return _of_file(value)
    return value


def _of_property(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    said = SourceFile("", f"{name} = {json.dumps(value, ensure_ascii=False)}")
    hide_secrets(said)
    return _MASK if said.secrets else value


def _of_file(encoded: str) -> str:
    """The same properties file, in Base64 again; as it is where it is none."""
    try:
        text = b64decode(encoded, validate=True).decode("utf-8")
    except (Error, ValueError):
        return encoded
    source = SourceFile("worker.properties", text)
    hide_secrets(source)
    return b64encode(source.whole.shown.encode("utf-8")).decode("ascii")
