"""templatefile: a template of its own file, which knows the names that it is given."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from mskguard.adapters.terraform.evaluate import attribute
from mskguard.adapters.terraform.functions.files import path_of, through_call
from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.loops import Evaluate
from mskguard.adapters.terraform.scope import Names, Scope
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    failure,
    kind_of,
    settle,
    unknown,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import Known

_NAME = re.compile(r"[^\W\d_]\w*")


class TemplateNames:
    """The names within a template: the variables that it is given, and nothing else."""

    def __init__(self, outer: Names, variables: Known[Any]) -> None:
        self.address = outer.address
        self.budget = outer.budget
        self.files = outer.files
        self._variables = variables

    def may_be_list(self, variable: str) -> bool:  # noqa: ARG002
        return True

    def root(self, name: str, span: Span) -> Any_:
        given = self._variables
        if isinstance(given.it, ObjectOf) and name not in given.it:
            return failure(span, f'the template is given no "{name}"')
        return attribute(given, name, span)


def rendered(arguments: list[Any_], span: Span, scope: Scope, evaluate: Evaluate) -> Any_:
    """The result of `templatefile(path, variables)`."""
    files = scope.names.files
    if len(arguments) != 2 or files is None:
        return failure(span, "function templatefile takes a path and the template's variables")
    if isinstance(scope.names, TemplateNames):
        return failure(span, "function templatefile cannot be called within a template")
    path, variables = arguments
    missing = unknown_among([path]) or unknown_among([variables])
    if missing is not None:
        return missing
    try:
        given = _variables(variables)
        template = files.template(path_of(path))
    except Refused as why:
        return failure(span, f"function templatefile: {why}")
    except Beyond as why:
        return unknown(span, f"function templatefile: {why}")
    value = settle(evaluate(template, Scope(TemplateNames(scope.names, given))), span)
    if isinstance(value, Known) and value.span == template.span:
        value = replace(value, writer=None)
    return through_call(value, span)


def _variables(value: Any_) -> Known[Any]:
    if not isinstance(value, Known) or value.it is None:
        raise Refused("the template's variables are null")
    if isinstance(value.it, ObjectOf):
        for name in value.it:
            if _NAME.fullmatch(name) is None:
                raise Refused(f'"{name}" is no name of a variable')
    elif not hasattr(value.it, "attribute"):
        raise Refused(f"the template's variables are a map, and this is {kind_of(value.it)}")
    return value
