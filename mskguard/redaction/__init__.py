"""Finds literal secrets in text by the way they are written, so that no report shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mskguard.redaction.repeats import Repeats, is_word
from mskguard.source import SourceFile

__all__ = ["Repeats", "every_secret", "hide_repeats", "hide_secrets", "redact", "secrets_of"]


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


def hide_repeats(sources: Collection[SourceFile]) -> None:
    """Hide what is hidden in one of these files in all of them: a condition may compare with it."""
    repeats = Repeats(every_secret(sources))
    for source in sources if repeats.secrets else ():
        for start, end in repeats.among(source.text):
            source.hide(start, end)


def redact(text: str, known: Collection[str] | Repeats = ()) -> str:
    """A sentence that may quote a value, with secrets masked; `known` are secrets found elsewhere.

    A known secret that is a mere word is masked where it is a whole word. An address and a colon
    (`aws_msk_cluster.token: …`) are no key and value here.
    """
    from mskguard.redaction.scan import Scan

    source = SourceFile("", text)
    for start, end in Scan(text, prose=True).ranges():
        source.hide(start, end)
    repeats = known if isinstance(known, Repeats) else Repeats(known)
    for start, end in repeats.among(text):
        if not is_word(text[start:end]) or not _is_within_word(text, start, end):
            source.hide(start, end)
    return source.whole.shown


def _is_within_word(text: str, start: int, end: int) -> bool:
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return any(char.isalnum() or char == "_" for char in around)


def every_secret(sources: Iterable[SourceFile]) -> frozenset[str]:
    """The hidden texts of all these files; see `secrets_of`."""
    return frozenset[str]().union(*map(secrets_of, sources))


def secrets_of(source: SourceFile) -> frozenset[str]:
    """The hidden texts of a file, without those too short to be recognised in a sentence."""
    texts = (source.text[low:high].strip() for low, high in source.secrets)
    return frozenset(text for text in texts if len(text) >= 8)
