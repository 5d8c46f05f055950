"""Secrets, their content and their policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mskguard.adapters.policies import policy_of
from mskguard.adapters.secret_content import members_of
from mskguard.adapters.shapes.declared import Common, Declared
from mskguard.adapters.shapes.fields import Fields
from mskguard.aws.facts import Facts
from mskguard.model.node import Node
from mskguard.model.policy import without_policy
from mskguard.model.secret import Secret, SecretPolicy, SecretVersion
from mskguard.value import Absent, Known, Unknown, Value, distribute

_CONTENT = "SecretString"
_GENERATED = "GenerateSecretString"
_WHY = "AWS generates it when the secret is made"


def secret(declared: Declared, _: Facts) -> Secret:
    """A secret; its content is a node of its own."""
    return Secret(
        **declared.common,
        name=_name(declared),
        arn=declared.attribute("Ref"),
        kms_key=declared.read.text("KmsKeyId"),
        policy=without_policy(declared.header),
    )


def _name(declared: Declared) -> Value[str]:
    def completed(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Absent):
            return it
        return Unknown(it.span, f"AWS names {declared.address} when it is made", slot=it.slot)

    return distribute(completed, declared.read.text("Name"))


def content(declared: Declared, _: Facts) -> Iterator[Node]:
    """The content that is written in a secret, or that is generated for it."""
    read = declared.read
    written, generated = read.text(_CONTENT), read.value(_GENERATED)
    if isinstance(written, Absent) and isinstance(generated, Absent):
        return
    common: Common = declared.common
    common["instance"] = f"{declared.instance}.{_CONTENT}"
    nothing: Absent[Any] = Absent(declared.header)
    yield SecretVersion(
        **common,
        secret=declared.attribute("Ref"),
        content=distribute(_content, written, generated),
        binary=nothing,
        write_only=nothing,
        members=distribute(_members, members_of(written), generated, *_generated(declared)),
    )


def _content(written: Value[Any], generated: Value[Any]) -> Value[Any]:
    if isinstance(written, Absent) and not isinstance(generated, Absent):
        return Unknown(generated.span, _WHY, slot=generated.slot)
    return written


def _generated(declared: Declared) -> tuple[Value[Any], Value[Any]]:
    """The members that a generated text begins with, and the key that the new one gets."""
    read = declared.read
    template = read.text(_GENERATED, "SecretStringTemplate")
    return members_of(template), read.text(_GENERATED, "GenerateStringKey")


def _members(
    written: Value[Any], generated: Value[Any], template: Value[Any], key: Value[Any]
) -> Value[Any]:
    if not isinstance(written, Absent) or isinstance(generated, Absent):
        return written
    if not (isinstance(template, Known) and isinstance(key, Known)):
        return Unknown(generated.span, _WHY, slot=generated.slot)
    made = Unknown[str](key.span, _WHY)
    members = Fields({**template.it, key.it: made}.items(), template.it.keys_at)
    return Known(members, generated.span, slot=generated.slot)


def secret_policy(declared: Declared, _: Facts) -> SecretPolicy:
    """A secret's resource policy."""
    read = declared.read
    return SecretPolicy(
        **declared.common,
        secret=read.text("SecretId"),
        policy=policy_of(read.value("ResourcePolicy")),
    )
