"""What `kafka-topics --describe` and `kafka-acls --list` print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mskguard.adapters.kafka_files.places import Sheet, properties_in
from mskguard.model.node import Node
from mskguard.model.topic import KafkaAcl, Topic
from mskguard.source import Span
from mskguard.value import Absent, Known

_TOPIC = re.compile(
    r"^Topic: ?(?P<name>\S+)[ \t]+(?:TopicId: ?\S+[ \t]+)?PartitionCount: ?(?P<partitions>\d+)"
    r"[ \t]+ReplicationFactor: ?(?P<replicas>\d+)(?:[ \t]+Configs:[ \t]?(?P<configs>[^\r\n]*))?",
    re.MULTILINE,
)
_PROPERTY = re.compile(r"(?P<key>[a-z][\w.]*)=(?P<value>(?:(?!,[a-z][\w.]*=)[^\r\n])*)")
_OF_MSK = re.compile(r"__amazon_msk_\w+")
"""Topics that MSK makes for itself."""

_RESOURCE = re.compile(
    r"^Current ACLs for resource `(?:"
    r"ResourcePattern\(resourceType=(?P<new_type>\w+), name=(?P<new_name>.*?), "
    r"patternType=(?P<new_pattern>\w+)\)|"
    r"(?P<type>\w+):(?:(?P<pattern>LITERAL|PREFIXED):)?(?P<name>[^`\r\n]*))`",
    re.MULTILINE,
)
_ENTRY = re.compile(
    r"\(principal=(?P<new_principal>.*?), host=(?P<new_host>[^,\r\n]*), "
    r"operation=(?P<new_operation>\w+), permissionType=(?P<new_permission>\w+)\)|"
    r"(?P<principal>\S+:.*?) has (?P<permission>Allow|Deny) permission for operations?: "
    r"(?P<operation>\w+) from hosts?: (?P<host>\S+)"
)


def topics(sheet: Sheet) -> Iterator[Node]:
    """A topic for each first line of `kafka-topics --describe`."""
    for found in _TOPIC.finditer(sheet.source.text):
        if not _OF_MSK.fullmatch(found["name"]):
            yield _topic(sheet, found)


def _topic(sheet: Sheet, found: re.Match[str]) -> Topic:
    name = _span(sheet, found, "name")
    address = f"topic/{name.text}"
    place = _span(sheet, found, "configs") if found["configs"] is not None else name
    pairs = (
        (place._replace(start=one.start(1), end=one.end(1)),
         place._replace(start=one.start(2), end=one.end(2)))
        for one in _PROPERTY.finditer(sheet.source.text, place.start, place.end)
    )  # fmt: skip
    why = "kafka-topics does not print it"
    return Topic(
        **sheet.common(address, name),
        cluster=sheet.unsaid(address, "ClusterArn", name, why),
        name=sheet.text(name),
        arn=sheet.unsaid(address, "TopicArn", name, why),
        partitions=sheet.number(_span(sheet, found, "partitions")),
        replication_factor=sheet.number(_span(sheet, found, "replicas")),
        configs=Absent(place),
        properties=properties_in(sheet, address, pairs if place is not name else (), place),
    )


def acls(sheet: Sheet) -> Iterator[Node]:
    """An entry for each line below a resource of `kafka-acls --list`."""
    heads = list(_RESOURCE.finditer(sheet.source.text))
    ends = [*(head.start() for head in heads[1:]), len(sheet.source.text)]
    number = 0
    for head, end in zip(heads, ends, strict=False):
        for entry in _ENTRY.finditer(sheet.source.text, head.end(), end):
            number += 1
            yield _acl(sheet, head, entry, number)


def _acl(sheet: Sheet, head: re.Match[str], entry: re.Match[str], number: int) -> KafkaAcl:
    def said(found: re.Match[str], group: str) -> Span:
        return _span(sheet, found, f"new_{group}" if found[f"new_{group}"] is not None else group)

    pattern = said(head, "pattern") if head["new_pattern"] or head["pattern"] else None
    place = sheet.source.span(*entry.span())
    address = f"acl[{number}]"
    return KafkaAcl(
        **sheet.common(address, place),
        cluster=sheet.unsaid(address, "ClusterArn", place, "kafka-acls does not print it"),
        principal=sheet.text(said(entry, "principal")),
        host=sheet.text(said(entry, "host")),
        operation=_spelt(sheet, said(entry, "operation")),
        permission=_spelt(sheet, said(entry, "permission")),
        resource_type=_spelt(sheet, said(head, "type")),
        resource_name=sheet.text(said(head, "name")),
        pattern_type=_spelt(sheet, pattern) if pattern else Known("Literal", place),
    )


def _spelt(sheet: Sheet, span: Span) -> Known[str]:
    """A word of Kafka's as its tools take it: `CLUSTER_ACTION` is `ClusterAction`."""
    word = span.text
    if word.isupper():
        word = "".join(part.capitalize() for part in word.split("_"))
    return Known(word, span, sheet.text(span).origin)


def _span(sheet: Sheet, found: re.Match[str], group: str) -> Span:
    return sheet.source.span(*found.span(group))
