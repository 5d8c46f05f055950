"""ARNs of MSK's resources as policies write them, with wildcards and parts that are not known."""

from __future__ import annotations

import re
from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.aws.wildcards import ATOM_START, VARIABLE, covers, is_pattern
from mskguard.record import record
from mskguard.value import HOLE, Tri

_WRONG_SERVICES = frozenset({"kafka-cluster", "msk", "kafka_cluster", "kafkacluster"})
_PLACEHOLDER = re.compile(r"<[^<>]*>|\[(?!\w*\])[^\[\]]*\]")
_ACCOUNT = re.compile(r"\d{12}")
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d+")
_PARTITION = re.compile(r"aws(?:-[a-z]+)*")
_UUID = re.compile(r"[0-9a-fA-F-]*(?:-s\d*|s\d*)?")
_OPEN = re.compile(rf"[*?{HOLE}{ATOM_START}]")
_MOST_FIELDS = 5


@record(frozen=True, slots=True, kw_only=True)
class ArnFormat(Fact):
    """What the ARNs of one type of resource look like."""

    name: str
    service: str
    type: str
    format: str
    """The last field: `topic/${ClusterName}/${ClusterUuid}/${TopicName}`."""

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(self.format.split("/"))


@cache
def iam_arns() -> dict[str, ArnFormat]:
    """The formats by service and type."""
    return {
        row.need("name", str): ArnFormat(
            row=row,
            name=row.need("name", str),
            service=row.need("service", str),
            type=row.need("type", str),
            format=row.need("format", str),
        )
        for row in table("iam_arns")
    }


@cache
def _formats() -> dict[str, dict[str, ArnFormat]]:
    found: dict[str, dict[str, ArnFormat]] = {}
    for one in iam_arns().values():
        found.setdefault(one.service, {})[one.type] = one
    return found


def is_kafka_arn(text: str) -> bool:
    """Whether a text sets out to be the ARN of a resource of MSK or MSK Connect."""
    fields = text.split(":", 3)
    return fields[0] == "arn" and len(fields) > 2 and fields[2] in (*_formats(), *_WRONG_SERVICES)


def is_no_arn(text: str) -> bool:
    """Whether a resource of a policy is known to be neither an ARN nor a mere `*`."""
    return bool(text) and not text.startswith("arn:") and not _OPEN.match(text)


def fault_of(text: str) -> str | None:
    """What is wrong with a kafka ARN, in words; None where nothing known is wrong with it."""
    placeholder = _PLACEHOLDER.search(text)
    if placeholder is not None:
        return f"{placeholder[0]} is a placeholder"
    _, partition, service, *rest = VARIABLE.sub(HOLE, text).split(":", _MOST_FIELDS)
    if service in _WRONG_SERVICES:
        return f"the service of these ARNs is kafka, not {service}"
    region, account, resource = (*rest, *("*",) * (3 - len(rest)))
    checks = ((_PARTITION, partition, "partition"), (_REGION, region, "region"))
    for shape, field, what in (*checks, (_ACCOUNT, account, "account")):
        if not _OPEN.search(field) and not shape.fullmatch(field):
            return f"{field!r} is no {what}" if field else f"it names no {what}"
    return _fault_of_resource(resource, _formats()[service])


def _fault_of_resource(resource: str, formats: dict[str, ArnFormat]) -> str | None:
    kind, *parts = resource.split("/")
    if resource.startswith("/"):  # a path of the API: IAM's denials name these, nothing lists them
        return None
    if _OPEN.search(kind):
        possible = [one for one in formats if covers(kind, one) is not Tri.NO]
        return None if possible or "/" not in resource else f"no type of resource is like {kind}"
    if kind not in formats:
        return f"{kind!r} is no type of resource, they are {', '.join(formats)}"
    names = formats[kind].segments[1:]
    for name, part in zip(names, parts, strict=False):
        if "Uuid" in name or name == "${UUID}":
            literal = _OPEN.split(part)[0]
            if not _UUID.fullmatch(literal):
                return f"where {part!r} stands, the UUID of the {_subject(kind)} is expected"
        if _OPEN.search(part):
            return None
    return _fault_of_length(kind, names, parts)


def _fault_of_length(kind: str, names: tuple[str, ...], parts: list[str]) -> str | None:
    if len(parts) < len(names) or not all(parts):
        return f"it is to be {'/'.join((kind, *map(_spoken, names)))}"
    if len(parts) > len(names) and kind in ("cluster", "topic"):
        return f"it is to end after {_spoken(names[-1])}"
    return None


def _subject(kind: str) -> str:
    return "cluster" if kind in ("topic", "group", "transactional-id", "channel") else kind


def _spoken(name: str) -> str:
    """`${ClusterName}` as `cluster name`."""
    return " ".join(re.findall(r"[A-Z][a-z]*|[A-Z]+", name)).lower()


def may_be(text: str, kind: str) -> Tri:
    """Whether a resource of a policy stands for resources of a type, such as `topic`.

    YES where everything of the type's form that it matches is one; a mere `*` is every type.
    """
    if text == "*" or not text.startswith("arn:"):
        return Tri.YES if text == "*" else (Tri.UNKNOWN if _OPEN.search(text) else Tri.NO)
    fields = VARIABLE.sub(HOLE, text).split(":", _MOST_FIELDS)
    if len(fields) > 2 and covers(fields[2], "kafka") is Tri.NO:
        return Tri.NO
    if len(fields) <= _MOST_FIELDS:
        return Tri.UNKNOWN if _OPEN.search(fields[-1]) and not is_pattern(fields[-1]) else Tri.YES
    stated = fields[_MOST_FIELDS].split("/")[0]
    if stated == kind:
        return Tri.YES
    if not _OPEN.search(stated):
        return Tri.NO
    return covers(stated, kind) if "/" in fields[_MOST_FIELDS] else covers(stated, f"{kind}/")
