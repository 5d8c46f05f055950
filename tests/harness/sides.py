"""What an example says: the files before and after, the lines at fault, and the open question."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from tests.harness.dialects import DIALECTS, MYSTERY, Dialect
from tests.harness.examples import BadExample, Example, Line, hunks

Files = dict[str, str]
Places = set[tuple[str, int]]
"""Files and line numbers, from 1."""

_HEAD = re.compile(r"(?P<head>\s*(?P<name>[\w.-]+)\s*(?P<sign>[=:])\s*)\S.*")
_CLOSING = re.compile(r"[\s\])},]*")


def before(example: Example) -> Files:
    return {path: _text(lines, " -") for path, lines in example.files.items()}


def after(example: Example) -> Files:
    return {path: _text(lines, " +") for path, lines in example.files.items()}


def _text(lines: list[Line], signs: str) -> str:
    return "".join(f"{line.text}\n" for line in lines if line.sign in signs)


def faults(example: Example) -> Places:
    """The `-` lines, but for those that only close a block."""
    return {
        (path, number)
        for path, lines in example.files.items()
        for number, line in enumerate((one for one in lines if one.sign in " -"), 1)
        if line.sign == "-" and not _CLOSING.fullmatch(line.text)
    }


def arrivals(example: Example) -> Places:
    """The `+` lines, but for those that only close a block, where the files are as they come."""
    return {
        (path, number)
        for path, lines in example.files.items()
        for number, line in enumerate((one for one in lines if one.sign in " +"), 1)
        if line.sign == "+" and not _CLOSING.fullmatch(line.text)
    }


def openings(example: Example) -> Places:
    """Where something is missing: the lines that open the blocks which the `+` lines go into."""
    found: Places = set()
    for path, lines in example.files.items():
        for start, end in hunks(lines):
            indent = min(_indent(line.text) for line in lines[start:end] if line.text.strip())
            above = [line.text for line in lines[:start] if line.sign in " -"]
            number = _opening(above, indent, DIALECTS[example.dialect])
            if number:
                found.add((path, number))
    return found


def _opening(above: list[str], indent: int, dialect: Dialect) -> int | None:
    """The line that opens the enclosing block; None outside of every block."""
    for index in range(len(above) - 1, -1, -1):
        text = above[index].rstrip()
        if text == "}":
            return None
        if dialect.opens(text, indent):
            return index + 1
    return None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def questions(example: Example) -> list[Files]:
    """The example with the value in question unknown: as derived, and as its `?` lines say.

    Raises `BadExample` where there is no question and no reason for that.
    """
    derived, written = _derived(example), _written(example)
    if derived and example.no_question:
        raise BadExample("it gives a reason for asking nothing, but the question is derived")
    if not derived and not written and not example.no_question:
        raise BadExample(
            "more than one expression differs, so it needs a '?' line or '? -- reason'"
        )
    return [_declared(example.dialect, files) for files in (derived, written) if files]


def _derived(example: Example) -> Files | None:
    """The `-` side with its one differing expression unknown."""
    minus, plus = example.signed("-"), example.signed("+")
    shown, asked = (" +", "+") if example.is_change else (" -", "-")
    if len(minus) != 1 or len(plus) != 1:
        return None
    was, will = _HEAD.fullmatch(minus[0].text), _HEAD.fullmatch(plus[0].text)
    if not was or not will or was["name"] != will["name"]:
        return None
    files: Files = {}
    for path, lines in example.files.items():
        kept = [line for line in lines if line.sign in shown]
        texts = [line.text for line in kept]
        for index, line in enumerate(kept):
            if line.sign == asked:
                mystery = DIALECTS[example.dialect].mystery([one.text for one in kept[:index]])
                if mystery is None:
                    return None
                texts[index] = was["head"] + mystery
        files[path] = "".join(f"{text}\n" for text in texts)
    return files


def _written(example: Example) -> Files | None:
    """The `-` side with the `?` lines in the place of their hunks."""
    if not example.signed("?"):
        return None
    files: Files = {}
    rest = "+" if example.is_change else "-"
    for path, lines in example.files.items():
        kept, at = "", 0
        for start, end in hunks(lines):
            asks = any(line.sign == "?" for line in lines[start:end])
            kept += _text(lines[at:start], " ")
            kept += _text(lines[start:end], "?" if asks else rest)
            at = end
        files[path] = kept + _text(lines[at:], " ")
    return files


def _declared(dialect: str, files: Files) -> Files:
    """With a declaration of the unknown: in the file itself, or in one beside it."""
    if dialect != "terraform":
        return {path: DIALECTS[dialect].declared(text) for path, text in files.items()}
    users = {PurePosixPath(path).parent for path, text in files.items() if MYSTERY in text}
    declared = any('variable "mystery"' in text for text in files.values())
    if declared:
        return files
    return {**files, **{str(user / "mystery.tf"): 'variable "mystery" {}\n' for user in users}}
