"""Scaling policies that name their scalable target instead of what is scaled."""

from __future__ import annotations

from mskguard.adapters.cloudformation.evaluate import evaluate
from mskguard.adapters.cloudformation.template import Template
from mskguard.adapters.cloudformation.values import Any_, through
from mskguard.adapters.shapes.fields import Fields
from mskguard.value import Hop, Identity, Known, Unknown, distribute

POLICY = "AWS::ApplicationAutoScaling::ScalingPolicy"
_TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
_TOLD_BY_TARGET = ("ResourceId", "ScalableDimension", "ServiceNamespace")


def with_target(template: Template, properties: Any_) -> Any_:
    """A policy's properties, with those that its target has for it."""

    def completed(it: Any_) -> Any_:
        if not isinstance(it, Known) or not isinstance(it.it, Fields):
            return it
        named = it.it.get("ScalingTargetId")
        target = _properties(template, named)
        if named is None or target is None:
            return it
        own = {
            name: through(target[name], Hop(named.span, "ScalingTargetId"))
            for name in _TOLD_BY_TARGET
            if name in target
        }
        fields = Fields({**own, **it.it}.items(), it.it.keys_at, it.it.holder)
        return Known(fields, it.span, it.origin, it.via)

    return distribute(completed, properties)


def _properties(template: Template, named: Any_ | None) -> Fields | None:
    """The properties of the target that a reference names; None where it is none of these."""
    identity = named.identity if isinstance(named, Unknown) else None
    if not isinstance(identity, Identity):
        return None
    for resource in template.resources.values():
        written = resource.node.member("Properties")
        if template.instance(resource.name) == identity.owner and written is not None:
            value = evaluate(written, resource.scope) if resource.type == _TARGET else None
            return value.it if isinstance(value, Known) and isinstance(value.it, Fields) else None
    return None
