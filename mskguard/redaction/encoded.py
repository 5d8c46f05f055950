"""Finds secrets in properties that a file holds in Base64."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator

from mskguard.redaction.literals import Stretch
from mskguard.redaction.scan import Scan

_PROPERTIES = re.compile(
    r"(?:propertiesFileContent|serverProperties|\bConfigs)[\"']?\s*[:=]\s*[\"']?"
    r"(?P<base64>[A-Za-z0-9+/]{8,}={0,2})",
    re.IGNORECASE,
)
MARK = re.compile("propertiesFileContent|serverProperties|Configs", re.IGNORECASE)
"""Stands in every text that holds such properties."""


def encoded_secrets(text: str) -> Iterator[Stretch]:
    """The stretches of Base64 whose text holds a secret: each as a whole, nobody reads it."""
    for found in _PROPERTIES.finditer(text):
        try:
            inner = b64decode(found["base64"], validate=True).decode("utf-8")
        except (Error, ValueError):
            continue
        if next(Scan(inner).ranges(), None) is not None:
            yield found.span("base64")
