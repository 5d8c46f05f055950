"""Hides what a template itself says is secret."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from mskguard.adapters.cloudformation.template import Template
from mskguard.adapters.cloudformation.values import spelled
from mskguard.syntax.json import Json, Members
from mskguard.value import Known

_SECRET = re.compile(r"SecretString|SecretBinary|\w*Password|AuthToken", re.IGNORECASE)
"""Properties that hold a secret, by their whole name."""
_REFERENCES = ("Ref", "Fn::GetAtt", "Fn::ImportValue", "Fn::FindInMap", "Condition")
_VARIABLE = re.compile(r"\$\{[^{}]*\}|\{\{resolve:[^{}]*\}\}")


def hide_secrets_of(template: Template) -> None:
    """Hide the values of parameters with `NoEcho`, and the texts that secrets are made of."""
    unseen: set[str] = set()
    for name, written in template.section("Parameters").items():
        mark = written.member("NoEcho")
        if mark is None or str(spelled(mark.it, mark.raw)).lower() != "true":
            continue
        unseen.add(name)
        allowed = written.member("AllowedValues")
        listed = allowed.it if allowed is not None and isinstance(allowed.it, list) else ()
        for one in (written.member("Default"), *listed):
            if one is not None:
                _hide(one)
        given = template.around.given.get(name)
        if isinstance(given, Known):
            inset = 1 if given.span.text[:1] in ("'", '"') else 0
            given.span.file.hide(given.span.start + inset, given.span.end - inset)
    for condition in template.section("Conditions").values() if unseen else ():
        for compared in _compared(condition, unseen):
            _hide_literals(compared)
    for resource in template.section("Resources").values():
        for secret in _secrets(resource):
            for text in _texts(secret):
                _hide_literals(text)


def _secrets(node: Json) -> Iterator[Json]:
    """What stands under the name of a secret, below a node."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one.it, Members):
            for name, value in one.it.items():
                if _SECRET.fullmatch(name):
                    yield value
                else:
                    pending.append(value)
        elif isinstance(one.it, list):
            pending += one.it


def _compared(node: Json, unseen: Collection[str]) -> Iterator[Json]:
    """The texts with which a condition compares a parameter that is a secret."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one.it, Members):
            pending += one.it.values()
        elif isinstance(one.it, list):
            if any(_refers_to(it) in unseen for it in one.it):
                yield from (it for it in one.it if it.tag != "!Ref" and isinstance(it.it, str))
            pending += one.it


def _refers_to(node: Json) -> object:
    reference = node if node.tag == "!Ref" else node.member("Ref")
    return reference.it if reference is not None and isinstance(reference.it, str) else None


def _texts(node: Json) -> Iterator[Json]:
    """The texts below a node that stand for themselves."""
    pending = [node]
    while pending:
        one = pending.pop()
        if one.tag.removeprefix("!") in ("Ref", "GetAtt", "ImportValue", "FindInMap"):
            continue
        if isinstance(one.it, Members):
            pending += (value for name, value in one.it.items() if name not in _REFERENCES)
        elif isinstance(one.it, list):
            pending += one.it
        elif isinstance(one.it, str):
            yield one


def _hide_literals(text: Json) -> None:
    """Hide a text, what refers to something else in it aside."""
    at, end = text.start, text.end
    if text.raw[:1] in ("'", '"'):
        at, end = at + 1, end - 1
    for found in [*_VARIABLE.finditer(text.file.text, at, end), None]:
        until = found.start() if found else end
        if any(char.isalnum() for char in text.file.text[at:until]):
            text.file.hide(at, until)
        at = found.end() if found else end


def _hide(written: Json) -> None:
    quoted = isinstance(written.it, str) and written.raw[:1] in ("'", '"')
    inset = 1 if quoted else 0
    written.file.hide(written.start + inset, written.end - inset)
