"""Answers of IAM: roles, users, groups and policies."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.aws_cli.resources import Resource, known_as, last_part, of, untold
from mskguard.adapters.aws_cli.trees import Any_, items, pick, shaped, with_members, word
from mskguard.value import Known

_ROLE = "AWS::IAM::Role"
_POLICY = "AWS::IAM::ManagedPolicy"


def everything(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`get-account-authorization-details`."""
    for one in items(pick(answer, "RoleDetailList")):
        yield _role(one, _inline(one, "RolePolicyList"), _attached(one))
    for one in items(pick(answer, "UserDetailList")):
        yield _member(one, "User", "user")
    for one in items(pick(answer, "GroupDetailList")):
        yield _member(one, "Group", "group")
    for one in items(pick(answer, "Policies")):
        versions = items(pick(one, "PolicyVersionList"))
        default = [v for v in versions if _is_default(v)] or list(versions[:1])
        yield _policy(one, pick(default[0], "Document") if default else None)


def _is_default(version: Any_) -> bool:
    found = pick(version, "IsDefaultVersion")
    return isinstance(found, Known) and found.it is True


def role(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`get-role`, which leaves out the role's policies."""
    one = pick(answer, "Role")
    if one is not None:
        yield _role(one, untold(one), untold(one))


def roles(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`list-roles`, which leaves out the roles' policies."""
    for one in items(pick(answer, "Roles")):
        yield _role(one, untold(one), untold(one))


def role_policy(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`get-role-policy`: one inline policy of a role."""
    name = f"{word(pick(answer, 'RoleName'))}/{word(pick(answer, 'PolicyName'))}"
    yield Resource("AWS::IAM::RolePolicy", of("role-policy", None, name), answer, {}, name)


def attached_policies(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`list-attached-role-policies`, which does not say of which role."""
    if about is not None:
        attached = _arns(pick(answer, "AttachedPolicies"))
        tree = shaped(answer, {"RoleName": about, "ManagedPolicyArns": attached})
        yield Resource(_ROLE, of("role", about), tree, {}, word(about))


def policy(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`get-policy`, which leaves out the document."""
    one = pick(answer, "Policy")
    if one is not None:
        yield _policy(one, untold(one))


def policy_version(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`get-policy-version`, which does not say of which policy."""
    document = pick(answer, "PolicyVersion", "Document")
    tree = shaped(answer, {"PolicyDocument": document})
    name = of("policy", None, last_part(about))
    attributes = known_as(about, "PolicyArn", "Arn", "Ref")
    yield Resource(_POLICY, name, tree, attributes, word(about))


def _role(one: Any_, inline: Any_ | None, attached: Any_ | None) -> Resource:
    name, arn = pick(one, "RoleName"), pick(one, "Arn")
    tree = with_members(
        one,
        {
            "Policies": inline,
            "ManagedPolicyArns": attached,
            "PermissionsBoundary": pick(one, "PermissionsBoundary", "PermissionsBoundaryArn"),
        },
    )
    attributes = {**known_as(arn, "Arn"), **known_as(name, "Ref")}
    return Resource(_ROLE, of("role", name), tree, attributes, word(name))


def _member(one: Any_, kind: str, word_for: str) -> Resource:
    name, arn = pick(one, f"{kind}Name"), pick(one, "Arn")
    tree = with_members(
        one,
        {
            "Policies": _inline(one, f"{kind}PolicyList"),
            "ManagedPolicyArns": _attached(one),
            "Groups": pick(one, "GroupList"),
            "PermissionsBoundary": pick(one, "PermissionsBoundary", "PermissionsBoundaryArn"),
        },
    )
    attributes = {**known_as(arn, "Arn"), **known_as(name, "Ref")}
    return Resource(f"AWS::IAM::{kind}", of(word_for, name), tree, attributes, word(arn))


def _policy(one: Any_, document: Any_ | None) -> Resource:
    arn = pick(one, "Arn")
    tree = with_members(
        one, {"ManagedPolicyName": pick(one, "PolicyName"), "PolicyDocument": document}
    )
    name = of("policy", pick(one, "PolicyName"))
    return Resource(_POLICY, name, tree, known_as(arn, "PolicyArn", "Arn", "Ref"), word(arn))


def _inline(one: Any_, key: str) -> Any_:
    """The inline policies; the answers on everything leave the list out where it is empty."""
    return pick(one, key) or Known((), one.span)


def _attached(one: Any_) -> Any_:
    return _arns(pick(one, "AttachedManagedPolicies")) or Known((), one.span)


def _arns(attached: Any_ | None) -> Any_ | None:
    if not isinstance(attached, Known):
        return attached
    arns = (pick(policy, "PolicyArn") for policy in items(attached))
    return Known(tuple(arn for arn in arns if arn is not None), attached.span, attached.origin)
