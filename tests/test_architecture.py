"""The rooms and the only direction of imports between them, held against the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mskguard"

MAY_IMPORT: dict[str, set[str]] = {
    "record": set(),
    "source": {"record"},
    "value": {"record", "source"},
    "aws": {"record", "source", "value"},
    "model": {"record", "source", "value", "aws"},
    "rule": {"record", "source", "value", "aws", "model", "redaction"},
    "syntax": {"record", "source"},
    "redaction": {"record", "source"},
    "adapters": {"record", "source", "syntax", "value", "aws", "model"},
    "profiles": {"record"},
    "engine": {"record", "source", "value", "model", "rule", "profiles"},
    "snapshot": {"record", "source", "redaction"},
    "survey": {"record", "source", "value", "aws", "model", "redaction"},
    "report": {
        "record",
        "source",
        "value",
        "rule",
        "engine",
        "profiles",
        "redaction",
        "survey",
    },
    "config": {"record", "source", "model", "rule", "engine"},
    "check": {
        "record",
        "source",
        "value",
        "aws",
        "model",
        "rule",
        "adapters",
        "engine",
        "config",
        "profiles",
        "redaction",
    },
    "cli": {
        "source",
        "aws",
        "rule",
        "engine",
        "survey",
        "report",
        "profiles",
        "config",
        "check",
        "adapters",
        "redaction",
        "snapshot",
    },
    "plugins": {"source", "rule", "adapters", "engine", "config", "check", "profiles"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Each room and the rooms that it may import, `mskguard` itself (the version) aside.

`survey` is to `graph` and `why` what `engine` is to `check`: it reads the model, so that a report,
which may not, shows attributes and relations without knowing a single type of node.
"""

LONGEST_FILE = 300


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "rules" not in path.parts]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            names = (
                [f"{module}.{alias.name}" for alias in node.names]
                if module == "mskguard"
                else [module]
            )
        found |= {
            name.split(".")[1]
            for name in names
            if name.startswith("mskguard.") and name != "mskguard.__version__"
        }
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"the room {room} has no entry in MAY_IMPORT"
    assert imported_rooms(path) - {room} <= MAY_IMPORT[room]


def test_every_entry_is_a_room() -> None:
    assert {room_of(path) for path in modules()} == set(MAY_IMPORT)


def test_rooms_form_no_circle() -> None:
    left = dict(MAY_IMPORT)
    while left:
        free = [room for room, needs in left.items() if not needs & left.keys()]
        assert free, f"these import each other: {sorted(left)}"
        for room in free:
            del left[room]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_is_one_room_with_a_sentence_at_its_door(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(text)), "a module says in one sentence what it holds"
