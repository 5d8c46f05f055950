"""Answers of KMS and Secrets Manager."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.aws_cli.resources import Resource, known_as, last_part, of, untold
from mskguard.adapters.aws_cli.trees import Any_, items, pick, shaped, with_members, word

_KEY = "AWS::KMS::Key"
_SECRET = "AWS::SecretsManager::Secret"


def key(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-key`, which leaves out rotation and key policy."""
    one = pick(answer, "KeyMetadata")
    if one is None:
        return
    arn, key_id = pick(one, "Arn"), pick(one, "KeyId")
    tree = with_members(one, {"EnableKeyRotation": untold(one), "KeyPolicy": untold(one)})
    attributes = {**known_as(arn, "Arn"), **known_as(key_id, "KeyId", "Id", "Ref")}
    yield Resource(_KEY, of("key", key_id), tree, attributes, last_part(key_id))


def rotation(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`get-key-rotation-status`; older versions of the CLI do not say of which key."""
    key_id = pick(answer, "KeyId") or about
    if key_id is None:
        return
    tree = shaped(
        answer,
        {
            "EnableKeyRotation": pick(answer, "KeyRotationEnabled"),
            "RotationPeriodInDays": pick(answer, "RotationPeriodInDays"),
        },
    )
    name = last_part(key_id)
    yield Resource(_KEY, of("key", None, name), tree, known_as(key_id, "KeyId", "Ref"), name)


def aliases(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`list-aliases`."""
    for one in items(pick(answer, "Aliases")):
        arn = pick(one, "AliasArn")
        attributes = {**known_as(arn, "Arn"), **known_as(pick(one, "AliasName"), "Ref")}
        name = of("key-alias", pick(one, "AliasName"))
        yield Resource("AWS::KMS::Alias", name, one, attributes, word(arn))


def secret(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-secret`, which leaves out content and resource policy."""
    yield _secret(answer)


def secrets(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`list-secrets`."""
    yield from map(_secret, items(pick(answer, "SecretList")))


def _secret(one: Any_) -> Resource:
    arn = pick(one, "ARN")
    attributes = known_as(arn, "Arn", "Id", "Ref")
    return Resource(_SECRET, of("secret", pick(one, "Name")), one, attributes, word(arn))


def secret_policy(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`get-resource-policy`."""
    arn = pick(answer, "ARN")
    tree = with_members(answer, {"SecretId": arn})
    name = of("secret-policy", pick(answer, "Name"))
    yield Resource("AWS::SecretsManager::ResourcePolicy", name, tree, {}, word(arn))
