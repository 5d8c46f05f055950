"""Intrinsic functions by their long names. Each takes its operand as it is written."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import Any_
from mskguard.source import Span
from mskguard.syntax.json import Json

Function = Callable[[Json, Scope, Span], Any_]

_PLACES = {
    "Ref": "references:ref",
    "Fn::GetAtt": "references:get_att",
    "Fn::ImportValue": "references:import_value",
    "Fn::GetStackOutput": "references:stack_output",
    "Fn::Sub": "sub:sub",
    "Fn::If": "choices:choose",
    "Fn::FindInMap": "choices:find_in_map",
    "Condition": "choices:condition",
    "Fn::Equals": "choices:equals",
    "Fn::And": "choices:conjunction",
    "Fn::Or": "choices:disjunction",
    "Fn::Not": "choices:negation",
    "Fn::Join": "texts:join",
    "Fn::Split": "texts:split",
    "Fn::Base64": "texts:base64",
    "Fn::ToJsonString": "json_text:to_json_string",
    "Fn::Select": "lists:select",
    "Fn::Length": "lists:length",
    "Fn::Cidr": "lists:cidr",
    "Fn::GetAZs": "lists:zones",
    "Fn::Transform": "references:transform",
}
"""Module and function by name."""


class Functions:
    """The functions that are followed; the module of each is imported when it is first used."""

    def __init__(self) -> None:
        self._imported: dict[str, Function] = {}

    def get(self, name: str) -> Function | None:
        found = self._imported.get(name)
        if found is None and name in _PLACES:
            module, function = _PLACES[name].split(":")
            package = __name__.rpartition(".")[0]
            found = cast("Function", getattr(import_module(f"{package}.{module}"), function))
            self._imported[name] = found
        return found


FUNCTIONS = Functions()
