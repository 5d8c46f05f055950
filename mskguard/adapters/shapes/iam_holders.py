"""What one resource of IAM gives to several principals: a node for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mskguard.adapters.policies import policy_of
from mskguard.adapters.repeated import single
from mskguard.adapters.shapes.declared import Common, Declared
from mskguard.aws.facts import Facts
from mskguard.model.cluster import Names
from mskguard.model.iam import (
    GroupMembership,
    GroupPolicy,
    PolicyAttachment,
    RolePolicy,
    UserPolicy,
)
from mskguard.model.node import Node
from mskguard.value import Absent, Choice, Known, Value, distribute

_KINDS: dict[str, type[RolePolicy] | type[UserPolicy] | type[GroupPolicy]] = {
    "Roles": RolePolicy,
    "Users": UserPolicy,
    "Groups": GroupPolicy,
}
_HOLDER: dict[type[Node], str] = {RolePolicy: "role", UserPolicy: "user", GroupPolicy: "group"}


def policy(declared: Declared, _: Facts) -> Node:
    """The first of an inline policy's nodes; `further_policies` has the others."""
    first = next(_policies(declared), None)
    return first or _policy(declared, RolePolicy, Absent(declared.header), declared.common)


def further_policies(declared: Declared, _: Facts) -> Iterator[Node]:
    """An inline policy once more for each principal after the first."""
    found = _policies(declared)
    next(found, None)
    yield from found


def _policies(declared: Declared) -> Iterator[Node]:
    number = 0
    for member, kind in _KINDS.items():
        names = declared.read.names(member)
        for index in range(_most(names)):
            holder = distribute(lambda it, at=index: _nth(it, at), names)
            yield _policy(declared, kind, holder, _numbered(declared, number))
            number += 1


def _policy(
    declared: Declared,
    kind: type[RolePolicy] | type[UserPolicy] | type[GroupPolicy],
    holder: Value[str],
    common: Common,
) -> Node:
    read = declared.read
    held: dict[str, Any] = {_HOLDER[kind]: holder}
    return kind(
        **common,
        name=read.text("PolicyName"),
        policy=policy_of(read.value("PolicyDocument")),
        **held,
    )


def _most(names: Names) -> int:
    """How many names there are at most; an unknown list counts as one."""
    if isinstance(names, Choice):
        return max(_most(names.yes), _most(names.no))
    if isinstance(names, Known):
        return len(names.it)
    return 0 if isinstance(names, Absent) else 1


def _nth(names: Value[Any], at: int) -> Value[Any]:
    if not isinstance(names, Known):
        return names
    return names.it[at] if at < len(names.it) else Absent(names.span, names.slot)


def _numbered(declared: Declared, number: int) -> Common:
    common = declared.common
    if number:
        common["instance"] = f"{declared.instance}[{number}]"
    return common


def attachment(declared: Declared, _: Facts) -> Iterator[Node]:
    """What a managed policy says that it is attached to."""
    read = declared.read
    roles, users, groups = (read.names(member) for member in _KINDS)
    if all(isinstance(one, Absent) for one in (roles, users, groups)):
        return
    yield PolicyAttachment(
        **_numbered(declared, 1),
        policy=declared.attribute("Ref"),
        roles=roles,
        users=users,
        groups=groups,
    )


def memberships(declared: Declared, _: Facts) -> Iterator[Node]:
    """The groups that a user says it is in."""
    groups = declared.read.names("Groups")
    if not isinstance(groups, Absent):
        yield GroupMembership(
            **_numbered(declared, 1), users=single(declared.attribute("Ref")), groups=groups
        )


def user_to_group_addition(declared: Declared, _: Facts) -> GroupMembership:
    """Users in one group."""
    return GroupMembership(
        **declared.common,
        users=declared.read.names("Users"),
        groups=single(declared.read.text("GroupName")),
    )
