"""Files to the requests and answers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mskguard.adapters.aws_cli.kinds import Kind, Role
from mskguard.adapters.aws_cli.known_kinds import kind_of
from mskguard.adapters.aws_cli.marker import Marker, is_marker, marker_of
from mskguard.adapters.aws_cli.misspelt import misspelt_members
from mskguard.adapters.aws_cli.recognise import found_in, members_by_name
from mskguard.adapters.aws_cli.types import mistyped, undecodable
from mskguard.adapters.terraform.tree import NO_INPUT, Tree
from mskguard.source import Fate, SourceFile
from mskguard.syntax.json import Document, Json, Members, parse
from mskguard.syntax.problem import Problem

_OF_MSK = re.compile(
    r'"(?:[bB]rokerNodeGroupInfo|[cC]lusterInfo(?:List)?|[cC]onnectorArn|[sS]erverProperties)"'
    r"|arn:aws[\w-]*:kafka(?:connect)?:"
)
_PLACEHOLDER = re.compile(r"\{\{|\{%|<%|\$\{[^}\"]*\}(?=\s*[,}\]])|<[A-Z_]+>(?=\s*[,}\]])")
_EXPECTED = {
    "cluster_name": "ClusterName",
    "kafka_version": "KafkaVersion",
    "broker_node_group_info": "BrokerNodeGroupInfo",
}

_NAMES = [
    "Arn",
    "ClusterArn",
    "ClusterName",
    "ConnectorName",
    "Name",
    "ReplicatorName",
    "TargetClusterArn",
    "TopicName",
]

_IN_BASE64 = (
    "kafka describe-configuration-revision",
    "kafkaconnect create-worker-configuration",
    "kafkaconnect describe-worker-configuration",
)
"""What holds properties in Base64, whatever the version of the CLI."""


class Part(NamedTuple):
    """One request or answer."""

    path: Path
    kind: Kind
    value: Json


class Content(NamedTuple):
    """What one file holds."""

    path: Path
    parts: tuple[Part, ...] = ()
    marker: Marker | None = None


def content_of(tree: Tree, path: Path) -> Content | None:
    """The requests and answers in a file, its problems told; None where it holds none."""
    source = tree.read(path)
    if source is None or tree.files[path].fate is Fate.UNREADABLE:
        return Content(path)
    document = parse(source)
    if document.root is None:
        return _unparsed(tree, path, source, document)
    if is_marker(document.root):
        return Content(path, (), marker_of(document.root))
    kinds: dict[int, Kind] = {}

    def fits(value: Json, exposed: bool) -> bool:
        kind = kind_of(value, exposed)
        if kind is not None:
            kinds[id(value)] = kind
        return kind is not None

    parts = tuple(Part(path, kinds[id(one)], one) for one in found_in(document.root, fits))
    if parts and all(map(_is_skeleton, parts)):
        _left(tree, path)
        tree.account(path, Fate.SKIPPED, "a skeleton whose values are still to be filled in")
        return Content(path)
    if not parts:
        misspelt = _in_snake_case(document.root)
        if misspelt is not None:
            return _told(tree, path, (misspelt,))
        _left(tree, path)
        return None
    tree.faults += (one for part in parts for one in misspelt_members(part.kind, part.value))
    problems = (*document.problems, *(wrong for part in parts for wrong in _wrong(part)))
    if problems:
        _told(tree, path, problems)
    if all(part.kind.reader == "nothing" for part in parts):
        del tree.sources[path]
        command = parts[0].kind.command
        tree.account(path, Fate.SKIPPED, f"no rule asks for what `aws {command}` tells")
    return Content(path, parts)


def _wrong(part: Part) -> Iterator[Problem]:
    """What AWS refuses in a request, and cannot have answered."""
    if part.kind.role is not Role.ANSWER:
        yield from mistyped(part.value)
    if part.kind.command in _IN_BASE64:
        yield from undecodable(part.value)


def _unparsed(tree: Tree, path: Path, source: SourceFile, document: Document) -> Content | None:
    """What becomes of a file that is no JSON: told where it speaks of MSK and is no template."""
    if not _OF_MSK.search(source.text):
        _left(tree, path)
        return None
    if _PLACEHOLDER.search(source.text):
        _left(tree, path)
        tree.account(path, Fate.SKIPPED, "a template whose placeholders are no JSON")
        return Content(path)
    return _told(tree, path, document.problems)


def _told(tree: Tree, path: Path, problems: tuple[Problem, ...]) -> Content:
    tree.problems += problems
    tree.account(path, Fate.UNREADABLE, problems[0].message)
    return Content(path)


def _left(tree: Tree, path: Path) -> None:
    """Leave a file to others."""
    tree.sources.pop(path, None)
    tree.account(path, Fate.SKIPPED, NO_INPUT)


def _is_skeleton(part: Part) -> bool:
    """Whether a request is what `--generate-cli-skeleton` prints: names without values."""
    if part.kind.role is Role.ANSWER:
        return False
    members = members_by_name(part.value)
    named = [members[name].it for name in _NAMES if name in members]
    return bool(named) and not any(named)


def _in_snake_case(root: Json) -> Problem | None:
    """The first key of a request to make a cluster whose keys are all spelt with underscores."""
    if not isinstance(root.it, Members) or not _EXPECTED.keys() <= root.it.keys():
        return None
    brokers = root.member("broker_node_group_info")
    if brokers is None or brokers.member("client_subnets") is None:
        return None
    key = next(key for key in root.it if key in _EXPECTED)
    message = f"{key} is no argument that AWS knows, {_EXPECTED[key]} is"
    return Problem(root.key_span(key), message)
