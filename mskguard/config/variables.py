"""Values of a configuration as the text of Terraform variables."""

from __future__ import annotations

import re
from math import isfinite

_NAME = re.compile(r"[A-Za-z_][\w-]*")


def as_given(name: str, value: object) -> str:
    """A variable's value as `-var` takes it. Raises ValueError where it cannot be one."""
    if not _NAME.fullmatch(name):
        raise ValueError("a Terraform variable cannot have this name")
    return value if isinstance(value, str) else spell(value)


def spell(value: object) -> str:
    """A value as a Terraform expression. Raises ValueError for dates and times."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if not isfinite(value):
            raise ValueError("Terraform has only finite numbers")
        case int() | float():
            return str(value)
        case str():
            return f'"{"".join(map(_escaped, value))}"'.replace("${", "$${").replace("%{", "%%{")
        case list():
            return f"[{', '.join(map(spell, value))}]"
        case dict():
            pairs = (f"{spell(str(key))} = {spell(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
    raise ValueError("Terraform has no dates and times: write it as a text in quotes")


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return f"\\u{ord(char):04x}" if ord(char) < 0x20 else char
