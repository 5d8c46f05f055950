"""Which files may be Kafka's own, told from their names and bytes."""

from __future__ import annotations

import re

_OUTPUT = re.compile(
    rb"^Topic: ?\S+[ \t]+(?:TopicId: ?\S+[ \t]+)?PartitionCount: ?\d|^Current ACLs for resource",
    re.MULTILINE,
)
_CONNECTOR = re.compile(rb"[\"']?connector\.class[\"']?\s*[=:]")
_ALTERED = re.compile(rb'"listener\.name\.[\w.]+"')
_PROPERTIES = re.compile(rb"^[ \t]*[a-z][\w-]*(?:\.[\w-]+)+[ \t]*[=:]", re.MULTILINE)
_SCRAPES = re.compile(rb"^[\"']?scrape_configs[\"']?\s*:", re.MULTILINE)


def claims(name: str, data: bytes) -> bool:
    """Whether a file may be one of Kafka's; see `FrontEnd`."""
    if name.endswith((".yaml", ".yml")):
        return _SCRAPES.search(data) is not None
    if name.endswith((".json", ".template")):
        return bool(_CONNECTOR.search(data) or _ALTERED.search(data))
    if name.endswith(".properties"):
        return _PROPERTIES.search(data) is not None
    return bool(_OUTPUT.search(data) or _CONNECTOR.search(data) or _SCRAPES.search(data))
