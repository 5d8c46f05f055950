"""What is asked of a rule's text: its documentation, its name, its imports and its numbers."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator

from mskguard.engine.catalog import Entry

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_ORDERS = frozenset({"check", "ensure", "enforce", "require", "forbid", "avoid", "use", "must"})
_CONTROL = re.compile(
    r"Security Hub MSK\.\d+|Control Tower CT\.MSK\.PR\.\d+|AWS Config [a-z]+(?:-[a-z]+)+"
    r"|checkov CKV2?_AWS_\d+|trivy AWS-\d{4}|Prowler kafka_[a-z_]+|cfn-lint [EWI]\d{4}"
    r"|cdk-nag AwsSolutions-MSK\d+"
    r"|KICS [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
_URL = re.compile(r"https://[a-z0-9.-]+/\S+")
_TOO_FEW_WORDS = 40

Check = Callable[[Entry], list[str]]


def summary_is_a_sentence(entry: Entry) -> list[str]:
    """The first line says in one sentence what is wrong, and stands alone."""
    first, _, rest = entry.rule.doc.partition("\n")
    failures = []
    if not first.endswith(".") or ". " in first:
        failures.append(f"its first line is not one sentence: {first}")
    if re.search(r"\b(should|must|ensure)\b", first, re.IGNORECASE):
        failures.append(f"its first line says what ought to be, not what is wrong: {first}")
    if rest and not rest.startswith("\n"):
        failures.append("its first line is not followed by an empty one")
    return failures


def documentation_is_complete(entry: Entry) -> list[str]:
    """It explains itself in prose, cites a page, and has nothing left to fill in."""
    doc = entry.rule.doc
    prose = re.sub(r"^```.*?^```", "", doc, flags=re.MULTILINE | re.DOTALL)
    failures = []
    if not _URL.search(entry.description.source):
        failures.append("it has no 'Source:' line with the address of a page")
    if len(prose.split()) < _TOO_FEW_WORDS:
        failures.append(f"it explains itself in fewer than {_TOO_FEW_WORDS} words")
    if re.search(r"TODO|FIXME|XXX|\.\.\.$", doc, re.MULTILINE):
        failures.append("it has something left to fill in")
    return failures


def controls_are_identifiers(entry: Entry) -> list[str]:
    """Every control has the form of a real identifier of a known tool."""
    controls = entry.description.controls
    if not controls:
        return []
    return [
        f"{control} is no control's identifier"
        for control in controls.split(", ")
        if not _CONTROL.fullmatch(control)
    ]


def name_says_the_defect(entry: Entry) -> list[str]:
    """Two words or more, the name of a defect and not an order, in a family of one word."""
    name = entry.rule.name
    failures = []
    if not _NAME.fullmatch(name):
        failures.append(f"{name} is not made of several words in lower case")
    if name.split("-")[0] in _ORDERS:
        failures.append(f"{name} is an order: a rule is named after the defect")
    if not re.fullmatch(r"[a-z]+", entry.family):
        failures.append(f"{entry.family} is no name of a family")
    return failures


def imports_only_the_rule_module(entry: Entry) -> list[str]:
    """A rule sees mskguard.rule and the standard library."""
    allowed = sys.stdlib_module_names | {"mskguard"}
    return [
        f"line {line}: it imports {module}"
        for module, line in _imports(entry)
        if module.split(".")[0] not in allowed
        or (module.split(".")[0] == "mskguard" and module != "mskguard.rule")
    ]


def _imports(entry: Entry) -> Iterator[tuple[str, int]]:
    for node in ast.walk(_tree(entry)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno


def holds_no_numbers(entry: Entry) -> list[str]:
    """Numbers come from the facts; only 0, 1, 2 and documented constants stand in a rule."""
    return [
        f"line {number.lineno}: the number {number.value!r} belongs to the facts"
        for number in numbers_in(_tree(entry))
    ]


def numbers_in(tree: ast.Module) -> list[ast.Constant]:
    """Every number but 0, 1, 2 and the constants at the top level that a string explains."""
    documented = {id(node) for node in _documented_constants(tree)}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and node.value not in (0, 1, 2)
        and id(node) not in documented
    ]


def _documented_constants(tree: ast.Module) -> Iterator[ast.Constant]:
    """The values of `NAME = 12` at a file's top level that a string below explains."""
    for node, following in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
            and isinstance(following.value.value, str)
        ):
            yield node.value


def _tree(entry: Entry) -> ast.Module:
    return ast.parse(entry.path.read_text(encoding="utf-8"))


CHECKS: tuple[Check, ...] = (
    summary_is_a_sentence,
    documentation_is_complete,
    controls_are_identifiers,
    name_says_the_defect,
    imports_only_the_rule_module,
    holds_no_numbers,
)
