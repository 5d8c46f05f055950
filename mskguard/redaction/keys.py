"""What keys that hold secrets are called, and whether what such a key is given is a literal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mskguard.redaction.literals import Stretch, alone, literals

SECRET_KEY = re.compile(
    r"""
    (?<!:) (?: pass(?:word|wd|phrase)s? | pwd | credentials?
      | secret(?:s | [_.-]?(?:string|binary|value|key))? | (?P<counted>tokens?)
      | (?:private|access|api|account|signing)[_.-]?key
      | jaas[_.-]?config | basic[_.-]?auth[_.-]?user[_.-]?info )
    (?:[_.-]?\d++)?+ (?![\w.-])
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""The end of a key that holds a secret: `password_length` and `secret_arn` do not end so.
Behind a colon stands a part of an ARN or of a dynamic reference."""

_LOGIN_MODULE = re.compile(r"jaas[_.-]?config\Z", re.IGNORECASE)
_OPTION = re.compile(
    r"""
    \b(?:password|\w*secret)\s*+=\s*+
    (?: (?P<quote>["'])(?P<quoted>(?:(?!(?P=quote))[^\\]|\\.)*+) | (?P<bare>[^\s"';]++) )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER = re.compile(r"<[^<>]*+>|\[[^\[\]]*+\]")


def is_secret_key(key: str) -> bool:
    """Whether a key is called like one that holds a secret, as `database.password` is."""
    return any(found.end() == len(key) for found in SECRET_KEY.finditer(key))


def is_literal_secret(key: str, text: str) -> bool:
    """Whether a key is given a secret itself, and no reference to one and no placeholder."""
    return any(True for _ in secrets_in(key, text))


def secrets_in(key: str, text: str) -> Iterator[Stretch]:
    """The secrets in what a key is given; of a JAAS configuration only the passwords."""
    if _LOGIN_MODULE.search(key):
        for found in _OPTION.finditer(text):
            start, end = found.span("quoted" if found["bare"] is None else "bare")
            if _is_literal(text[start:end]):
                yield start, end
    elif is_secret_key(key):
        counts = "token" in key.lower() and text.strip().isdecimal()
        if not counts and _is_literal(text):
            yield 0, len(text)
    else:
        yield from alone(text)


def _is_literal(text: str) -> bool:
    bare = text.strip()
    return not _PLACEHOLDER.fullmatch(bare) and any(True for _ in literals(bare, 0, len(bare)))
