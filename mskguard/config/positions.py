"""The line of every key in a TOML text, which `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib

Path = tuple[str, ...]
"""A key with the tables around it."""

_TOKEN = re.compile(
    r"""(?P<newline>\n)
    | (?P<space>[ \t\r]+|\#[^\n]*)
    | (?P<text>\"\"\"(?:\\.|[^\\])*?\"{3,5} | '''.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<word>[A-Za-z0-9_-]+)
    | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    """The line of each table and key, from 1, of a text that `tomllib` accepts.

    Keys inside inline tables are not in it: see `line_of`.
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    keys: list[str] = []
    line, depth, in_header, in_value = 1, 0, False, False
    for match in _TOKEN.finditer(text + "\n"):
        kind, token = match.lastgroup, match.group()
        if kind == "newline" and depth == 0:
            if in_header:
                table = tuple(keys)
                lines.setdefault(table, line)
            keys, in_header, in_value = [], False, False
        elif in_value:
            depth += (token in ("[", "{")) - (token in ("]", "}"))
        elif kind in ("text", "word"):
            keys.append(_unquoted(token))
        elif token == "=":
            in_value = True
            lines.setdefault((*table, *keys), line)
        in_header = in_header or (token == "[" and not keys and not in_value)
        line += token.count("\n")
    return lines


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of a key, or of the nearest thing around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _unquoted(token: str) -> str:
    return str(tomllib.loads(f"it = {token}")["it"]) if token[0] in "\"'" else token
