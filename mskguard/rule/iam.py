"""What rules ask about policies: statements, who is granted what, ARNs and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mskguard.aws.arns import fault_of, is_kafka_arn, is_no_arn, may_be
from mskguard.aws.iam import DATA_PLANE, RoleNeed
from mskguard.aws.wildcards import ATOM_END, ATOM_START, NAMED, atom, covers, overlaps
from mskguard.model.grants import Granted, Grants
from mskguard.model.node import Node
from mskguard.model.policy import Policy, Statement
from mskguard.model.policy_texts import statements_of
from mskguard.model.principals import Principal, grants_of
from mskguard.model.resource_texts import arn_of_cluster, derived, shown_text, text_of
from mskguard.model.serverless import ServerlessCluster
from mskguard.model.statements import (
    allows,
    any_of,
    conditions_of,
    each,
    is_condition_on,
    is_conditional,
    is_for_everyone,
    is_given,
    is_unread,
    names_principal,
    only_for_services,
    principals_of,
    speaks_of_action,
    speaks_of_resource,
    values_of,
)
from mskguard.model.written_policies import policies_in, statements_in
from mskguard.rule.judging import Context
from mskguard.value import HOLE, Identity, Tri, Unknown, Value

__all__ = [
    "ACCOUNT_FIELD",
    "CALLER_KEYS",
    "EVERY_CLUSTER",
    "Granted",
    "Grants",
    "Policy",
    "Statement",
    "actions_of",
    "allows",
    "any_of",
    "arn_of_cluster",
    "conditions_of",
    "covers",
    "derived",
    "each",
    "fault_of",
    "grants",
    "is_asked",
    "is_attribute",
    "is_condition_on",
    "is_conditional",
    "is_everything",
    "is_exactly",
    "is_for_everyone",
    "is_given",
    "is_kafka_arn",
    "is_no_arn",
    "is_open",
    "is_serverless",
    "is_unread",
    "lacking",
    "may_be",
    "names_principal",
    "on_its_own",
    "only_for_services",
    "overlaps",
    "policies_in",
    "principals_of",
    "says",
    "shown",
    "speaks_of_action",
    "speaks_of_resource",
    "stated",
    "text_of",
    "trusts",
    "values_of",
    "written",
]

EVERY_CLUSTER = "arn:*:kafka:*:*:cluster/*"
"""What matches any cluster's ARN."""
CALLER_KEYS = (
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceVpce",
    "aws:SourceVpc",
    "aws:SourceIp",
)
"""Condition keys that say who calls, or from where."""
_LAST_FIELD = 5
ACCOUNT_FIELD = 4
"""Where an ARN, split at its colons, has the account."""


def written(ctx: Context, holder: Node) -> Iterator[Statement]:
    """The statements that stand in a node itself."""
    return statements_in(ctx.graph, holder)


def says(ctx: Context, holder: Node, policy: Policy) -> tuple[Statement, ...]:
    """The statements of a node's policy, whoever writes them."""
    return statements_of(ctx.graph, holder, policy)


def grants(ctx: Context, principal: Principal) -> Grants:
    """What a principal is granted over its whole set of policies."""
    return grants_of(ctx.graph, ctx.facts, principal)


def stated(ctx: Context, value: Value[str]) -> str:
    """A text with what is not known as parts of it, to match with."""
    return text_of(ctx.graph, value)


def is_open(text: str) -> bool:
    """Whether a part of a text is not known."""
    return HOLE in text or ATOM_START in text


def shown(ctx: Context, value: Value[str]) -> str:
    """A text for a message, with dots in the place of what is not known."""
    return shown_text(stated(ctx, value))


def is_exactly(ctx: Context, value: Value[str], text: str) -> Tri:
    """Whether a value is this very text; one known in part may tell that it is not."""
    known = _HOLES.split(stated(ctx, value))
    if len(known) > 1 and any(part not in text for part in known):
        return Tri.NO
    return value.equals(text)


_HOLES = re.compile(f"{HOLE}|{ATOM_START}[^{ATOM_END}]*{ATOM_END}")


def is_attribute(value: Value[str]) -> bool:
    """Whether a value that is not known is what a resource will be called, such as its ARN."""
    now = value.now()
    identity = now.identity if isinstance(now, Unknown) else None
    return isinstance(identity, Identity) and bool(identity.attribute)


def is_asked(ctx: Context, action: Value[str]) -> bool:
    """Whether an action is not known, and may be one of MSK's data plane."""
    now = action.now()
    unread = isinstance(now, Unknown) and not is_attribute(now)
    return unread and covers(f"{DATA_PLANE}:*", stated(ctx, now)) is not Tri.NO


def actions_of(ctx: Context, service: str, value: Value[str]) -> tuple[str, ...]:
    """The actions of a service that a name or pattern stands for; none for a mere `*`."""
    text = stated(ctx, value)
    if not text.lower().startswith(f"{service}:"):
        return ()
    return tuple(it.name for it in ctx.facts.iam.matched(text))


def is_everything(text: str, kind: str) -> Tri:
    """Whether a resource is every resource of a type, such as `topic`, in every cluster."""
    if text == "*":
        return Tri.YES
    fields = NAMED.sub("x", text).split(":", _LAST_FIELD)
    if not text.startswith("arn:") and len(fields) <= _LAST_FIELD:
        return Tri.UNKNOWN if is_open(":".join(fields)) else Tri.NO
    of_kafka = covers(fields[2], "kafka") if len(fields) > 2 else Tri.NO
    if of_kafka is Tri.NO or len(fields) <= _LAST_FIELD:
        return of_kafka
    every = "/".join((kind, *(atom(it) for it in _NAMES[: 2 if kind == "cluster" else 3])))
    at_most = covers(_HOLES.sub("*", fields[_LAST_FIELD]), every)
    return of_kafka & covers(fields[_LAST_FIELD], every) if at_most is Tri.YES else Tri.NO


_NAMES = ("name", "uuid", "own name")


def lacking(
    granted: Grants, needs: Iterable[RoleNeed], cluster: str
) -> tuple[Tri, tuple[str, ...]]:
    """Whether one of the needs is not granted on a cluster's ARN, and the actions that are not."""
    found, missing = Tri.NO, []
    for need in needs:
        resource = derived(cluster, need.type)
        if need.own_name:
            resource = resource.removesuffix("*").rstrip("/") + f"/{need.own_name}"
        for action in need.actions:
            answer = granted.of(action, resource, overlaps)
            found |= ~answer
            missing += [action] if answer is Tri.NO else []
    return found, tuple(dict.fromkeys(missing))


def on_its_own(ctx: Context, holder: Node, policy: Policy) -> Grants:
    """What a document grants, to whoever may have it beside other policies."""
    statements = tuple(Granted(it, holder) for it in says(ctx, holder, policy))
    return Grants(ctx.graph, holder, statements, _NOT_ALL)


_NOT_ALL = "a policy document on its own is not all that a principal is granted"


def trusts(ctx: Context, role: Node, policy: Policy, service: str) -> Tri:
    """Whether a role's trust lets a service assume it."""
    found = Tri.NO
    for statement in says(ctx, role, policy):
        assumed = speaks_of_action(ctx.graph, statement, "sts:AssumeRole")
        named = names_principal(statement, "Service", lambda it: it == service)
        found |= allows(statement) & assumed & named
    return found


def is_serverless(ctx: Context, resource: Value[str]) -> Tri:
    """Whether a statement's resource is a serverless cluster's: declared here, or by its ARN."""
    named = derived(stated(ctx, resource), "cluster")
    declared = (arn_of_cluster(ctx.graph, it) for it in ctx.graph.nodes(ServerlessCluster))
    last = named.rsplit("-", 1)[-1]
    return Tri.of(named in declared or (last.startswith("s") and last[1:].isdigit()))
