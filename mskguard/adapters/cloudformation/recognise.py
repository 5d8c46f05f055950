"""Which files are templates, told from their bytes and then from what they say."""

from __future__ import annotations

import re

from mskguard.source import SourceFile
from mskguard.syntax.json import Json, Members
from mskguard.syntax.problem import Problem

_SPEAKS = re.compile(r"AWS::(?:MSK|KafkaConnect)::\w")
_OTHER_LANGUAGE = re.compile(r"\{\{(?!\s*resolve:)|\{%|<%")
_CDK = (
    ({"version", "artifacts"}, "the CDK's manifest"),
    ({"version", "tree"}, "the CDK's tree of constructs"),
    ({"version", "files", "dockerImages"}, "the CDK's list of assets"),
)


def parse(source: SourceFile) -> tuple[Json | None, tuple[Problem, ...]]:
    """The tree of the first document in JSON or YAML, with what is wrong in the file."""
    if source.text.lstrip()[:1] in ("{", "["):
        from mskguard.syntax.json import parse as parse_json

        document = parse_json(source)
        if document.root is not None or not _may_be_yaml(source.text):
            return document.root, document.problems
    from mskguard.syntax.yaml import parse as parse_yaml

    stream = parse_yaml(source)
    root = next((one for one in stream.roots if is_template(one)), None)
    if root is None and stream.whole and stream.roots:
        root = stream.roots[0]
    return root, stream.problems


def _may_be_yaml(text: str) -> bool:
    """Whether what is no JSON may be YAML in brackets: JSON quotes its first key."""
    return re.match(r"\s*\{\s*[\"}]", text) is None


def is_template(root: Json) -> bool:
    """Whether it declares resources of CloudFormation."""
    resources = root.member("Resources")
    members = resources.it if resources is not None else None
    if not isinstance(members, Members):
        return False
    return any(name.startswith("Fn::ForEach::") or _is_typed(one) for name, one in members.items())


def _is_typed(resource: Json) -> bool:
    kind = resource.member("Type")
    return kind is not None and "::" in str(kind.it)


def why_no_template(root: Json) -> str:
    """Why a file that names AWS's types is passed over; empty where others may read it."""
    keys = set(root.it) if isinstance(root.it, Members) else set()
    for marks, what in _CDK:
        if marks <= keys:
            return f"{what}: its templates are read"
    if "Type" in keys and "Properties" in keys:
        return "a resource alone, without a template around it"
    return ""


def speaks_of_msk(source: SourceFile) -> bool:
    return _SPEAKS.search(source.text) is not None


def is_meant_as_template(source: SourceFile) -> bool:
    """Whether a text that cannot be parsed declares resources of MSK in no other language."""
    text = source.text
    return (
        _SPEAKS.search(text) is not None
        and re.search(r"^\s*[\"']?Resources[\"']?\s*:", text, re.MULTILINE) is not None
        and _OTHER_LANGUAGE.search(text) is None
    )
