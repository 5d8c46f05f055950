"""What a template may leave unsaid: parts that are not read, and what it gives away to others."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.cloudformation.custom import told_of
from mskguard.adapters.cloudformation.evaluate import evaluate
from mskguard.adapters.cloudformation.template import SERVERLESS, STACKS, Resource, Template
from mskguard.adapters.cloudformation.values import Any_
from mskguard.adapters.shapes.fields import Fields
from mskguard.value import Choice, Identity, Known, Tri, Unknown, every

_FOLLOWED = (SERVERLESS, "AWS::LanguageExtensions")
"""The transforms whose work is known."""
_NAMING = ("Ref", "Arn", "Id", "Name")
"""The ends of the attributes by which others refer to a thing."""


def completeness(template: Template) -> Tri:
    """YES where every part of a template and of those nested in it is read."""
    return every(*_answers(template))


def _answers(template: Template) -> Iterator[Tri]:
    yield Tri.UNKNOWN if any(one not in _FOLLOWED for one in template.transforms) else Tri.YES
    for resource in template.resources.values():
        if resource.type in STACKS:
            stack = template.stack(resource)
            yield completeness(stack) if isinstance(stack, Template) else Tri.NO
        elif resource.type.endswith("::MODULE"):
            yield Tri.UNKNOWN
    if template.budget.spent:
        yield Tri.NO


def published(template: Template) -> dict[str, str]:
    """By address: the output, parameter or custom resource that names a thing to others."""
    found: dict[str, str] = {}
    for name, output in template.section("Outputs").items():
        value = output.member("Value")
        if value is not None:
            given = evaluate(value, template.scope)
            found |= dict.fromkeys(_named(given), f"the output {name} gives it to others")
    return found | _of_resources(template)


def _of_resources(template: Template) -> dict[str, str]:
    found: dict[str, str] = {}
    for resource in template.resources.values():
        stack = template.stack(resource)
        if isinstance(stack, Template):
            found |= _of_resources(stack)
        elif resource.type == "AWS::SSM::Parameter":
            given = _property(resource, "Value")
            if given is not None:
                why = f"the parameter {resource.name} gives it to others"
                found |= dict.fromkeys(_named(given), why)
        else:
            why = f"what the custom resource {resource.name} does to it is not known"
            told = (template.instance(name) for name in told_of(template, resource))
            found |= dict.fromkeys(told, why)
    return found


def _property(resource: Resource, name: str) -> Any_ | None:
    properties = resource.node.member("Properties")
    written = properties.member(name) if properties is not None else None
    return evaluate(written, resource.scope) if written is not None else None


def _named(value: Any_) -> Iterator[str]:
    """The addresses of the things that a value names, wherever in it."""
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, Choice):
            pending += (one.yes, one.no)
        elif isinstance(one, Unknown):
            for root in (one.identity, *one.roots):
                if isinstance(root, Identity) and root.attribute.endswith(_NAMING):
                    yield root.owner
        elif isinstance(one, Known) and isinstance(one.it, Fields):
            pending += one.it.values()
        elif isinstance(one, Known) and isinstance(one.it, tuple):
            pending += one.it
        elif isinstance(one, Known):
            yield from (hop.what[5:] for hop in one.via if hop.what.startswith("!Ref "))
