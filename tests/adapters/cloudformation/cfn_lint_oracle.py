"""What cfn-lint resolves an expression of a template to: each value with the world it holds in."""

from __future__ import annotations

from typing import Any, NamedTuple

from cfnlint.context.context import create_context_for_template
from cfnlint.decode.decode import decode_str
from cfnlint.jsonschema import CfnTemplateValidator
from cfnlint.template import Template

REGION, ACCOUNT = "us-east-1", "123456789012"
"""What cfn-lint takes the pseudo parameters for."""


class Case(NamedTuple):
    """One value, and what is decided where the expression has it."""

    value: Any
    conditions: dict[str, bool]
    """By name."""


def resolved(text: str) -> list[Case]:
    """The values of property `A` of resource `C`; none where cfn-lint does not resolve it."""
    content, _ = decode_str(text)
    assert content is not None, text
    template = Template(None, content, [REGION])
    context = create_context_for_template(template)
    validator = CfnTemplateValidator({}).evolve(context=context, cfn=template)
    written = content["Resources"]["C"]["Properties"]["A"]
    return [
        Case(plain(value), dict(found.context.conditions.status))
        for value, found, error in validator.resolve_value(written)
        if not error
    ]


def plain(value: Any) -> Any:
    """Scalars as the texts that CloudFormation makes of them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else str(value)
