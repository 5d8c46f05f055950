"""Secrets that stand in the files themselves: the question to one, and how all are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from mskguard.model.graph import Graph
from mskguard.source import Span
from mskguard.value import Choice, Known, Origin, Piece, Text, Tri, Unknown, Value

if TYPE_CHECKING:
    from mskguard.model.secret import SecretVersion

_HOLDERS = frozenset(
    {
        "SecretVersion",
        "ScramCredential",
        "Connector",
        "Configuration",
        "DynamicConfiguration",
        "WorkerConfiguration",
    }
)
_WHOLE = "password"
"""A key under which every literal is a secret."""
_USER = "username"


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
    from mskguard.model.configuration import Configuration
    from mskguard.model.connect import Connector, WorkerConfiguration
    from mskguard.model.dynamic_configuration import DynamicConfiguration
    from mskguard.model.secret import SecretVersion
    from mskguard.model.topic import ScramCredential

    for version in graph.nodes(SecretVersion):
        _hide_content(version)
    for credential in graph.nodes(ScramCredential):
        _hide(_WHOLE, credential.password)
    for connector in graph.nodes(Connector):
        for one in _cases(connector.configuration):
            for key, value in one.it.items():
                _hide(key, value)
    holders: tuple[Configuration | DynamicConfiguration | WorkerConfiguration, ...] = (
        *graph.nodes(Configuration),
        *graph.nodes(DynamicConfiguration),
        *graph.nodes(WorkerConfiguration),
    )
    for holder in holders:
        for one in _cases(holder.properties):
            for line in one.it:
                _hide(line.key, line.value)


def _hide_content(version: SecretVersion) -> None:
    """Hide all that a secret holds: what its members are called says little. A user name stays."""
    members = list(_cases(version.members))
    for one in members:
        for key, value in one.it.items():
            if key != _USER:
                _hide(_WHOLE, value)
                if _is_made(value):
                    _hide_operands(version.content)
    for content in (version.binary, version.write_only, *(() if members else (version.content,))):
        _hide(_WHOLE, content)


def _hide(key: str, value: Value[Any]) -> None:
    """Hide the secrets in what a key is given; of a text that is known in part, in that part."""
    if isinstance(value, Choice):
        _hide(key, value.yes)
        _hide(key, value.no)
    elif isinstance(value, Unknown) and value.text is not None:
        _hide_in(value, key, value.text.joined)
    elif isinstance(value, Known) and isinstance(value.it, (str, int, float)):
        if value.origin is not Origin.DEFAULT:
            _hide_in(value, key, str(value.it))
    elif isinstance(value, Known) and key == _WHOLE:
        value.span.file.hide(value.span.start, value.span.end)


def _hide_in(value: Known[Any] | Unknown[Any], key: str, text: str) -> None:
    """Hide the secrets of a text where their characters are written, else all of its place."""
    from mskguard.redaction.keys import secrets_in  # 5 ms of patterns that most runs save

    whole = value.text if isinstance(value.text, Text) and value.text.joined == text else None
    for start, end in secrets_in(key, text):
        pieces = whole.cut(start, end).pieces if whole else ()
        spans = [*chain.from_iterable(map(_places, pieces))] if whole else [value.span]
        for span in spans:
            span.file.hide(span.start, span.end)
        if _is_made(value):
            _hide_operands(value)


def _is_made(value: Value[Any]) -> bool:
    """Whether a function made a text, so that its characters stand nowhere as they are."""
    text = value.text if isinstance(value, (Known, Unknown)) else None
    return text is not None and not all(it.verbatim or it.text is None for it in text.pieces)


def _hide_operands(value: Value[Any]) -> None:
    """Hide what functions were given to make a value."""
    for one in _cases(value):
        for hop in one.via:
            if not hop.what:
                hop.span.file.hide(hop.span.start, hop.span.end)


def _places(piece: Piece) -> Iterator[Span]:
    """Where a piece's characters are written, also in the Base64 that they were decoded from."""
    if piece.text is None:
        return
    yield piece.span
    yield from (one for one in piece.outer if one.file is piece.span.file.decoded_from)


def _cases(value: Value[Any]) -> Iterator[Known[Any]]:
    """What a value is known to be, under any condition."""
    if isinstance(value, Choice):
        yield from _cases(value.yes)
        yield from _cases(value.no)
    elif isinstance(value, Known):
        yield value
