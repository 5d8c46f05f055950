"""Which files may be templates, told from their bytes alone."""

from __future__ import annotations

import re

_TYPES = b"AWS::"
_KAFKA = re.compile(rb"[Kk][Aa][Ff][Kk][Aa]|\bMSK\b")
_STACK = re.compile(rb"AWS::CloudFormation::Stack\b|AWS::Serverless::Application\b")


def claims(name: str, data: bytes) -> bool:
    """Whether a file may be a template that has to do with Kafka, or one that nests others."""
    if _TYPES not in data or name.endswith(".properties"):
        return False
    return speaks_of_kafka(data) or _STACK.search(data) is not None


def speaks_of_kafka(data: bytes) -> bool:
    return _KAFKA.search(data) is not None
