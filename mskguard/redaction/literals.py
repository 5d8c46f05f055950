"""Which parts of a text are secrets, and which only refer to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

Stretch = tuple[int, int]

_REFERENCE = re.compile(
    r"\$\{[^{}]*+\} | %\{[^{}]*+\} | \{\{[^{}]*+\}\} | \$\{~?\s*+[a-z_]\w*+[.(\[].*+",
    re.VERBOSE | re.DOTALL,
)
"""`${…}` and its kind; at last one that is not closed, for a quote inside it ended the text."""

_NO_SECRET = re.compile(
    r"""
    true | false | null | none | yes | no | unknown | nothing | ~ | \*+ | arn:[\w-]*+:\S*+
    | (?:var|local|data|module|each|path|self)(?:\.[\w-]++|\[[^\]\s]*+\])++
    | \$[A-Z_][A-Z0-9_]*+ | Fn::.*
    """,
    re.VERBOSE | re.IGNORECASE,
)

_PEM = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----")
_PEM_BODY = re.compile(r"(?:[\w+/=\s:,\\\"]|-(?!----))*+")
_PEM_REACH = 20_000

_ALONE = (
    ("AKIA", re.compile(r"(?<![A-Za-z0-9])(?P<secret>AKIA[A-Z0-9]{16})(?![A-Za-z0-9])")),
    ("ASIA", re.compile(r"(?<![A-Za-z0-9])(?P<secret>ASIA[A-Z0-9]{16})(?![A-Za-z0-9])")),
    ("://", re.compile(r"://[^\s:/@\"'?\#]{0,256}:(?P<secret>[^\s@\"'/?\#]{1,256})@")),
    ("eyJ", re.compile(r"(?<![\w.-])(?P<secret>eyJ[\w-]++\.eyJ[\w-]++\.[\w-]++)")),
    (
        "uthorization",
        re.compile(
            r"[Aa]uthorization[\"'\\]*+[ \t]*+[:=][\"'\\ \t]*+(?:Bearer|Basic|Token)[ \t]++"
            r"(?P<secret>[^\s\"'\\,;$]++)"
        ),
    ),
    ("gh", re.compile(r"(?<!\w)(?P<secret>gh[opsu]_[A-Za-z0-9]{36,251})(?!\w)")),
)
"""Secrets that show by themselves, each with a text that stands in all of them."""


def alone(text: str) -> Iterator[Stretch]:
    """Access key ids, tokens of a known form, passwords in URLs, private keys."""
    for marker, pattern in _ALONE:
        if marker in text:
            for match in pattern.finditer(text):
                yield from literals(text, *match.span("secret"))
    if "PRIVATE KEY" in text:
        yield from _private_keys(text)


def _private_keys(text: str) -> Iterator[Stretch]:
    at = 0
    while begin := _PEM.search(text, at):
        at = text.find("-----END", begin.end(), begin.end() + _PEM_REACH)
        if at < 0:
            body = _PEM_BODY.match(text, begin.end())
            at = body.end() if body else begin.end()
        yield from lines(text, begin.end(), at)


def literals(text: str, start: int, end: int) -> Iterator[Stretch]:
    """What is literal of a value: nothing, all of it, or the parts between its references."""
    value = text[start:end]
    if _NO_SECRET.fullmatch(value.strip()):
        return
    at = start
    for reference in _REFERENCE.finditer(value):
        yield from _piece(text, at, start + reference.start())
        at = start + reference.end()
    if at == start:
        yield from lines(text, start, end)
    else:
        yield from _piece(text, at, end)


def _piece(text: str, start: int, end: int) -> Iterator[Stretch]:
    """A part between references: punctuation is no secret."""
    if any(char.isalnum() for char in text[start:end]):
        yield from lines(text, start, end)


def lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Each line for itself, so that what is shown keeps its lines."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            low = at + line.index(bare)
            yield low, low + len(bare)
        at += len(line)
