"""SCRAM secrets that a custom resource associates by a call of the SDK, as the CDK has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mskguard.adapters.cloudformation.evaluate import evaluate
from mskguard.adapters.cloudformation.template import Resource, Template
from mskguard.adapters.cloudformation.values import Any_
from mskguard.adapters.shapes.fields import Fields
from mskguard.value import Absent, Known, Unknown, distribute

ASSOCIATION = "AWS::MSK::BatchScramSecret"
_ACTION = re.compile(r"batchAssociateScramSecret(?:Command)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def is_custom(kind: str) -> bool:
    """Whether a resource runs code of the template's author."""
    return kind.startswith("Custom::") or kind == "AWS::CloudFormation::CustomResource"


def association_of(resource: Resource) -> Any_ | None:
    """The cluster and the secrets, where a custom resource only associates them."""
    if not is_custom(resource.type) or not _ACTION.search(resource.node.raw):
        return None
    properties = resource.node.member("Properties")
    for name in ("Create", "create"):
        written = properties.member(name) if properties is not None else None
        if written is not None:
            return distribute(_request, evaluate(written, resource.scope))
    return None


def _request(call: Any_) -> Any_:
    """The parameters of a call, which is written as JSON text or as a mapping."""
    if isinstance(call, (Known, Unknown)) and call.text is not None:
        from mskguard.adapters.json_of_text import tree_of_json

        call = tree_of_json(call.text, call)
    if not isinstance(call, Known) or not isinstance(call.it, Fields):
        return call
    action = call.it.get("action")
    if not isinstance(action, Known) or not _ACTION.fullmatch(str(action.it)):
        return Unknown(call.span, "what this call does is not followed")
    return call.it.get("parameters") or Absent(call.span)


def told_of(template: Template, resource: Resource) -> Iterator[str]:
    """The things of MSK that a custom resource is told of, where its work is not followed."""
    if not is_custom(resource.type) or association_of(resource) is not None:
        return
    words = set(_WORD.findall(resource.node.raw))
    for one in template.resources.values():
        if one.name in words and one.type.startswith(("AWS::MSK::", "AWS::KafkaConnect::")):
            yield one.name
