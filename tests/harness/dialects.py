"""What the harness must know of each dialect: its file, its blocks, and how it says unknown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MYSTERY = "var.mystery"

_HEREDOC = re.compile(r"<<[-~]?(?P<end>\w+)\s*$")
_SCALAR = re.compile(r"(?P<sub>!Sub\s+)?[|>][-+0-9]*\s*$")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One language that examples are written in."""

    file: str
    """The file of an example that names none."""
    opens: Callable[[str, int], bool]
    """Whether a line opens the block that something of this indent goes into."""
    mystery: Callable[[list[str]], str | None]
    """How an unknown value is written below these lines; None where there is no way to."""
    declared: Callable[[str], str] = lambda text: text
    """A file's text with the unknown declared in it."""


def _brackets(text: str, indent: int) -> bool:
    depth = len(text) - len(text.lstrip())
    return text.rstrip().endswith(("{", "[", "(")) and (depth < indent or depth == 0)


def _indentation(text: str, indent: int) -> bool:
    """Of a resource's own properties the resource's name is the block: `Properties` names none."""
    depth = len(text) - len(text.lstrip())
    opened = text.strip() != "Properties:" and text.rstrip().endswith(":")
    return depth < indent and (opened or _SCALAR.search(text) is not None)


def _in_terraform(above: list[str]) -> str:
    end = ""
    for line in above:
        if end:
            end = "" if line.strip() == end else end
        elif opened := _HEREDOC.search(line):
            end = opened["end"]
    return f"${{{MYSTERY}}}" if end else MYSTERY


def _in_a_template(above: list[str]) -> str | None:
    """A reference to a parameter; inside a block scalar only `!Sub` can hold one."""
    indent = len(above[-1]) - len(above[-1].lstrip()) if above else 0
    for line in reversed(above):
        depth = len(line) - len(line.lstrip())
        if line.strip() and depth <= indent and (opened := _SCALAR.search(line)):
            return "${Mystery}" if opened["sub"] else None
        if line.strip() and depth < indent:
            break
    return "!Ref Mystery"


def _with_parameter(text: str) -> str:
    if "Mystery:" in text or "Mystery" not in text:
        return text
    parameter = "  Mystery:\n    Type: String\n"
    if re.search(r"^Parameters:$", text, re.MULTILINE):
        return re.sub(r"^Parameters:\n", f"Parameters:\n{parameter}", text, flags=re.MULTILINE)
    return f"Parameters:\n{parameter}{text}"


DIALECTS = {
    "terraform": Dialect("main.tf", _brackets, _in_terraform),
    "terraform-plan": Dialect("plan.json", _brackets, lambda _: None),
    "cloudformation": Dialect("template.yaml", _indentation, _in_a_template, _with_parameter),
    "aws-cli": Dialect("answer.json", _brackets, lambda _: None),
    "iam": Dialect("policy.json", _brackets, lambda _: None),
    "properties": Dialect("server.properties", _brackets, lambda _: None),
}
"""By the name after `diff`. In JSON and Kafka's files nothing is unknown but what is not there."""
