"""What an answer is about that does not say so: told by its snapshot, or by its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from mskguard.adapters.aws_cli.kinds import Kind
from mskguard.adapters.aws_cli.marker import Marker
from mskguard.adapters.aws_cli.resources import Resource, last_part
from mskguard.adapters.aws_cli.trees import Any_, text_of
from mskguard.value import Known, Origin

_ABOUT = {
    "access:scram_secrets": ("AWS::MSK::Cluster",),
    "brokers:bootstrap": ("AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"),
    "access:cluster_policy": ("AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"),
    "identity:attached_policies": ("AWS::IAM::Role",),
    "identity:policy_version": ("AWS::IAM::ManagedPolicy",),
    "keys:rotation": ("AWS::KMS::Key",),
}
"""The types of what an answer is about that its reader cannot tell from it."""


def needs_name(kind: Kind) -> bool:
    """Whether answers of this kind leave out what they are about."""
    return kind.reader in _ABOUT


def about(kind: Kind, path: Path, marker: Marker | None, known: Iterable[Resource]) -> Any_ | None:
    """What an answer is about: as its snapshot says, else the one thing that its name names."""
    said = marker.about.get(path.name) if marker is not None else None
    if said is not None and isinstance(said.it, str):
        return Known(said.it, said.span, Origin.OBSERVED, text=text_of(said))
    stem = path.stem.replace(kind.command.rpartition(" ")[2], "")
    fits: dict[str, tuple[int, Resource]] = {}
    for one in known:
        length = _longest_name(stem, one) if one.type in _ABOUT[kind.reader] else 0
        if length and one.identity:
            fits[one.identity] = (length, one)
    longest = max((length for length, _ in fits.values()), default=0)
    best = [one for length, one in fits.values() if length == longest]
    return best[0].attributes.get(_REFERENCE.get(best[0].type, "Arn")) if len(best) == 1 else None


_REFERENCE = {"AWS::IAM::Role": "Ref"}
"""By what others refer to a thing, where that is not its ARN."""


def _longest_name(stem: str, one: Resource) -> int:
    """The length of the longest name or id of a thing that stands in a file's name as a word."""
    names = {one.name.partition("/")[2]}
    names |= {last_part(one.attributes.get(key)) for key in ("Arn", "Ref")}
    return max(
        (
            len(name)
            for name in names
            if len(name) > 1
            and re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", stem)
        ),
        default=0,
    )
