"""Answers on MSK configurations: what they are called, and each revision's server properties."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.aws_cli.resources import Resource, known_as, named_in, of, untold
from mskguard.adapters.aws_cli.trees import Any_, items, pick, shaped, with_members, word
from mskguard.adapters.base64_text import decoded
from mskguard.value import Known, Unknown

TYPE = "AWS::MSK::Configuration"
REVISION = "Revision"
"""The member that tells which revision the properties are of."""


def described(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-configuration`: everything but the properties."""
    arn = pick(answer, "Arn")
    attributes = {
        **known_as(arn, "Arn", "Ref"),
        **known_as(pick(answer, "LatestRevision", "Revision"), "LatestRevision.Revision"),
    }
    tree = with_members(
        answer,
        {
            "KafkaVersionsList": pick(answer, "KafkaVersions"),
            "ServerProperties": untold(answer),
        },
    )
    yield Resource(TYPE, of("configuration", pick(answer, "Name")), tree, attributes, word(arn))


def listed(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`list-configurations`."""
    for one in items(pick(answer, "Configurations")):
        yield from described(one, about)


def revision(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-configuration-revision`: the properties of one revision, in Base64."""
    arn, text = pick(answer, "Arn"), pick(answer, "ServerProperties")
    properties = decoded(text, "ServerProperties") if text is not None else None
    tree = shaped(
        answer,
        {"Arn": arn, REVISION: pick(answer, "Revision"), "ServerProperties": properties},
    )
    name = of("configuration", None, named_in(arn))
    yield Resource(TYPE, name, tree, known_as(arn, "Arn", "Ref"), word(arn))


def one_revision_each(resources: list[Resource]) -> list[Resource]:
    """The resources with one revision of each configuration: the one that clusters run with.

    Where they run with several, or with one that was not read, the properties are unknown; where
    none runs with it, they are those of the latest revision that was read.
    """
    used: dict[str, set[int]] = {}
    for one in resources:
        arn, number = (pick(one.tree, "ConfigurationInfo", it) for it in ("Arn", "Revision"))
        if isinstance(number, Known) and isinstance(number.it, int):
            used.setdefault(word(arn), set()).add(number.it)
    seen: dict[str, dict[int, Resource]] = {}
    for one in filter(_is_revision, resources):
        seen.setdefault(one.identity, {})[_number(one)] = one
    chosen = [_chosen(revisions, used.get(arn, set())) for arn, revisions in seen.items()]
    return [*(one for one in resources if not _is_revision(one)), *chosen]


def _is_revision(resource: Resource) -> bool:
    return resource.type == TYPE and pick(resource.tree, REVISION) is not None


def _number(resource: Resource) -> int:
    found = pick(resource.tree, REVISION)
    return found.it if isinstance(found, Known) and isinstance(found.it, int) else 0


def _chosen(seen: dict[int, Resource], used: set[int]) -> Resource:
    if len(used) == 1 and used <= seen.keys():
        return seen[used.pop()]
    latest = seen[max(seen)]
    if not used:
        return latest
    said = " and ".join(map(str, sorted(used)))
    why = f"clusters run with revision {said}, of which the properties were not read"
    if len(used) > 1:
        why = f"clusters run with several revisions of it, {said}"
    unread: Unknown[str] = Unknown(latest.span, why)
    members = {"ServerProperties": unread, REVISION: unread}
    return latest._replace(tree=with_members(latest.tree, members))
