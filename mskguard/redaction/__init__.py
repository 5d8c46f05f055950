"""Finds literal secrets in text by the way they are written, so that no report shows them."""

from __future__ import annotations

import re
from collections.abc import Collection

from mskguard.source import SourceFile

__all__ = ["hide_secrets", "redact", "secrets_of"]


def hide_secrets(source: SourceFile) -> None:
    """Hide every literal secret of a file; keys and references stay readable."""
    from mskguard.redaction.encoded import MARK, encoded_secrets
    from mskguard.redaction.scan import Scan  # 10 ms of patterns that a clean run saves

    expressions = source.path.endswith((".tf", ".tofu", ".hcl", ".tfvars"))
    for start, end in Scan(source.text, expressions=expressions).ranges():
        source.hide(start, end)
    if MARK.search(source.text):
        for start, end in encoded_secrets(source.text):
            source.hide(start, end)


def redact(text: str, known: Collection[str] = ()) -> str:
    """A sentence that may quote a value, with secrets masked; `known` are secrets found elsewhere.

    An address and a colon (`aws_msk_cluster.token: …`) are no key and value here.
    """
    from mskguard.redaction.scan import Scan

    source = SourceFile("", text)
    for start, end in Scan(text, prose=True).ranges():
        source.hide(start, end)
    shown = source.whole.shown
    for secret in known:
        if secret in shown:
            shown = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "*****", shown)
    return shown


def secrets_of(source: SourceFile) -> frozenset[str]:
    """The hidden texts of a file, without those too short to be recognised in a sentence."""
    texts = (source.text[low:high].strip() for low, high in source.secrets)
    return frozenset(text for text in texts if len(text) >= 8)
