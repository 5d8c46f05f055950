"""Expressions of templates, made of each other systematically, in every form that they have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Expression = Any
"""In the long form, as JSON has it."""

SECTIONS: Mapping[str, Any] = {
    "Parameters": {
        "Plain": {"Type": "String", "Default": "blue"},
        "Count": {"Type": "Number", "Default": 3},
        "Open": {"Type": "String"},
        "Env": {"Type": "String", "Default": "dev"},
        "Size": {"Type": "String", "AllowedValues": ["large", "xlarge"], "Default": "large"},
        "Zones": {"Type": "CommaDelimitedList", "Default": "a,b,c"},
    },
    "Conditions": {
        "IsProd": {"Fn::Equals": [{"Ref": "Env"}, "prod"]},
        "IsNotProd": {"Fn::Not": [{"Condition": "IsProd"}]},
        "IsEast": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
        "IsBig": {"Fn::Equals": [{"Ref": "Size"}, "xlarge"]},
        "IsBigProd": {"Fn::And": [{"Condition": "IsProd"}, {"Condition": "IsBig"}]},
    },
    "Mappings": {
        "Stage": {"dev": {"name": "small", "many": 3}, "prod": {"name": "huge", "many": 6}},
        "Place": {"us-east-1": {"name": "virginia"}, "eu-west-1": {"name": "ireland"}},
    },
}

LEAVES: Mapping[str, Expression] = {
    "literal": "text",
    "number": 7,
    "default": {"Ref": "Plain"},
    "numeral": {"Ref": "Count"},
    "open": {"Ref": "Open"},
    "allowed": {"Ref": "Size"},
    "region": {"Ref": "AWS::Region"},
    "account": {"Ref": "AWS::AccountId"},
    "partition": {"Ref": "AWS::Partition"},
    "choice": {"Fn::If": ["IsProd", "yes", "no"]},
    "negated": {"Fn::If": ["IsNotProd", "yes", "no"]},
    "decided": {"Fn::If": ["IsEast", "yes", "no"]},
    "both": {"Fn::If": ["IsBigProd", "yes", "no"]},
    "mapped": {"Fn::FindInMap": ["Stage", "prod", "name"]},
    "by region": {"Fn::FindInMap": ["Place", {"Ref": "AWS::Region"}, "name"]},
    "attribute": {"Fn::GetAtt": ["Other", "Arn"]},
}

LISTS: Mapping[str, Expression] = {
    "parameter": {"Ref": "Zones"},
    "split": {"Fn::Split": [",", "x,y,z"]},
    "chosen": {"Fn::If": ["IsProd", ["p", "q", "r"], ["s", "t", "u"]]},
}

AROUND: Mapping[str, Callable[[Expression], Expression]] = {
    "itself": lambda it: it,
    "sub": lambda it: {"Fn::Sub": ["<${V}>", {"V": it}]},
    "join": lambda it: {"Fn::Join": ["-", ["a", it, "z"]]},
    "if": lambda it: {"Fn::If": ["IsBig", it, "other"]},
    "same if": lambda it: {"Fn::If": ["IsProd", it, "other"]},
    "select": lambda it: {"Fn::Select": [1, ["first", it]]},
    "split": lambda it: {"Fn::Split": ["-", {"Fn::Join": ["-", ["a", it]]}]},
    "default": lambda it: {"Fn::FindInMap": ["Stage", "none", "name", {"DefaultValue": it}]},
}

ALONE: Mapping[str, Expression] = {
    "sub of names": {"Fn::Sub": "${Plain}-${AWS::Region}-${Count}"},
    "sub with escapes": {"Fn::Sub": "${!Plain}-${Plain}"},
    "sub of allowed": {"Fn::Sub": "kafka.m7g.${Size}"},
    "sub of an attribute": {"Fn::Sub": "${Other.Arn}/x"},
    "map by default": {"Fn::FindInMap": ["Stage", {"Ref": "Env"}, "name"]},
    "map by open name": {"Fn::FindInMap": ["Stage", {"Ref": "Open"}, "name"]},
    "map of numbers": {"Fn::FindInMap": ["Stage", "dev", "many"]},
    "nested choice": {"Fn::If": ["IsProd", {"Fn::If": ["IsBig", 1, 2]}, {"Ref": "Env"}]},
    "choice that cannot be": {"Fn::If": ["IsProd", {"Fn::If": ["IsNotProd", 1, 2]}, 3]},
    "import": {"Fn::ImportValue": "elsewhere"},
    "base64": {"Fn::Base64": "text"},
    "zones": {"Fn::GetAZs": ""},
}


def expressions() -> Iterator[tuple[str, Expression]]:
    """Every expression by a name that says how it is made."""
    yield from ALONE.items()
    for around, make in AROUND.items():
        for leaf, it in LEAVES.items():
            yield f"{leaf} in {around}", make(it)
    for name, it in LISTS.items():
        yield f"{name} list", it
        yield f"{name} list joined", {"Fn::Join": ["+", it]}
        for at in (0, 2):
            yield f"{name} list at {at}", {"Fn::Select": [at, it]}


def written(expression: Expression, form: str) -> str:
    """A template whose property `A` of resource `C` is the expression."""
    if form == "json":
        whole = {**SECTIONS, "Resources": _resources(expression)}
        if "DefaultValue" in json.dumps(expression):
            whole["Transform"] = "AWS::LanguageExtensions"
        return json.dumps(whole, indent=1)
    head = "".join(f"{name}: {json.dumps(it)}\n" for name, it in SECTIONS.items())
    if "DefaultValue" in json.dumps(expression):
        head += "Transform: AWS::LanguageExtensions\n"
    value = _short(expression) if form == "short" else json.dumps(expression)
    return (
        f"{head}Resources:\n"
        "  Other:\n    Type: AWS::KMS::Key\n    Properties: {KeyPolicy: {}}\n"
        f"  C:\n    Type: AWS::MSK::Cluster\n    Properties:\n      A: {value}\n"
    )


def _resources(expression: Expression) -> dict[str, Any]:
    return {
        "Other": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {}}},
        "C": {"Type": "AWS::MSK::Cluster", "Properties": {"A": expression}},
    }


def _short(expression: Expression) -> str:
    """In flow style, with tags."""
    if isinstance(expression, list):
        return f"[{', '.join(map(_short, expression))}]"
    if isinstance(expression, dict):
        (name, operand), *more = expression.items()
        if not more and (name == "Ref" or name.startswith("Fn::")):
            tag = name.removeprefix("Fn::")
            if tag == "GetAtt":
                return f'!GetAtt "{".".join(operand)}"'
            return f"!{tag} {_short(operand)}"
        return "{" + ", ".join(f"{key}: {_short(it)}" for key, it in expression.items()) + "}"
    return json.dumps(expression)
