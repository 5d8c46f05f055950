"""Secrets that stand in the files themselves: the question to one, and how all are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mskguard.model.graph import Graph
from mskguard.value import Choice, Known, Origin, Tri, Value

_HOLDERS = frozenset({"SecretVersion", "ScramCredential", "Connector", "WorkerConfiguration"})


def is_literal_secret(key: str, value: Value[str]) -> Tri:
    """Whether a key of this name is given a secret that is written in a file that was read.

    What is unknown comes from elsewhere, and what an option gives does not stand in any file.
    """
    now = value.now()
    if not isinstance(now, Known) or not now.span.file.on_disk:
        return Tri.NO
    return Tri.of(_is_literal(key, now))


def _is_literal(key: str, value: Known[str]) -> bool:
    if value.origin is Origin.DEFAULT or not isinstance(value.it, str):
        return False
    from mskguard.redaction.keys import is_literal_secret  # 5 ms of patterns that most runs save

    return is_literal_secret(key, value.it)


def hide_literal_secrets(graph: Graph) -> None:
    """Hide the secrets that the model knows for what they are, whatever they are called in files.

    A variable `pw` whose default becomes a SCRAM user's password is one.
    """
    if _HOLDERS.isdisjoint(graph.kinds()):
        return
    from mskguard.model.connect import Connector, WorkerConfiguration
    from mskguard.model.secret import SecretVersion
    from mskguard.model.topic import ScramCredential

    for version in graph.nodes(SecretVersion):
        _hide_members(version.members)
    for credential in graph.nodes(ScramCredential):
        _hide("password", credential.password)
    for connector in graph.nodes(Connector):
        _hide_members(connector.configuration)
    for workers in graph.nodes(WorkerConfiguration):
        for one in _cases(workers.properties):
            for line in one.it:
                _hide(line.key, line.value)


def _hide_members(members: Value[Any]) -> None:
    for one in _cases(members):
        for key, value in one.it.items():
            _hide(key, value)


def _hide(key: str, value: Value[Any]) -> None:
    for one in _cases(value):
        if _is_literal(key, one):
            one.span.file.hide(one.span.start, one.span.end)


def _cases(value: Value[Any]) -> Iterator[Known[Any]]:
    """What a value is known to be, under any condition."""
    if isinstance(value, Choice):
        yield from _cases(value.yes)
        yield from _cases(value.no)
    elif isinstance(value, Known):
        yield value
