"""Which configuration of a provider a resource uses, and what that says of the resource."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mskguard.adapters.bootstrap import owner_of
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.values import Any_, unknown
from mskguard.adapters.terraform.views import View
from mskguard.aws.broker_hosts import broker_hosts
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import HOLE, Absent, Hop, Identity, Known, Unknown, Value, distribute

if TYPE_CHECKING:
    from mskguard.adapters.terraform.instance import ModuleInstance

_ACCOUNT = re.compile(r"arn:[^:]+:iam::(\d{12}):")


class Provider:
    """One configuration of a provider, or the reason why it is not known which one it is.

    `name` is what a person calls it: `aws.west`. `identity` is what it has in common with itself
    where another resource uses it: what is not known of both is the same.
    """

    def __init__(
        self,
        name: str,
        read: Reader | None,
        span: Span,
        identity: tuple[str, str] | None = None,
        missing: str = "",
    ) -> None:
        self.name = name
        self._identity = identity
        self._read = read
        self._span = span
        self._missing = missing

    @cached_property
    def region(self) -> Value[str]:
        """The region that it says; unknown where the environment says it."""
        return self._said("region", lambda read: read.text("region"), "names no region")

    @cached_property
    def account(self) -> Value[str]:
        """The account that it is bound to: the only one allowed, or that of the role assumed."""
        return self._said("account", _account, "is not bound to one account")

    @cached_property
    def default_tags(self) -> Value[Mapping[str, Value[str]]]:
        """The tags that it gives to every resource; absent where it has none."""
        if self._read is None:
            return self._unsaid("default_tags", self._missing)
        tags: Value[Mapping[str, Value[str]]] = self._read.mapping("default_tags", "tags")
        return tags

    @cached_property
    def kafka_cluster(self) -> Value[str]:
        """Of the Kafka provider: the cluster whose bootstrap servers it connects to."""
        return self._said(
            "bootstrap_servers",
            lambda read: distribute(_cluster, read.value("bootstrap_servers")),
            "names no bootstrap servers",
        )

    def _said(self, what: str, get: Callable[[Reader], Any_], lack: str) -> Any_:
        if self._read is None:
            return self._unsaid(what, self._missing)
        why = f'provider "{self.name}" {lack}'
        return distribute(
            lambda it: self._unsaid(what, why) if isinstance(it, Absent) else it, get(self._read)
        )

    def _unsaid(self, what: str, why: str) -> Any_:
        return unknown(self._span, why, Identity(*self._identity, what) if self._identity else None)


def _account(read: Reader) -> Any_:
    allowed = distribute(_only, read.names("allowed_account_ids"))
    role = distribute(_last_role, read.blocks("assume_role"))
    assumed = distribute(_account_of_role, role)

    def agreed(one: Any_, other: Any_) -> Any_:
        if isinstance(one, Known) and isinstance(other, Known) and one.it != other.it:
            return unknown(other.span, "the role assumed is of another account than is allowed")
        return one if isinstance(one, Known) or isinstance(other, Absent) else other

    return distribute(agreed, allowed, assumed)


def _last_role(blocks: Any_) -> Any_:
    """The role that is assumed in the end: one role may be there to assume the next."""
    return blocks.it[-1].text("role_arn") if isinstance(blocks, Known) else blocks


def _only(allowed: Any_) -> Any_:
    """The only account of a list; absent where there are several."""
    if not isinstance(allowed, Known):
        return allowed
    return allowed.it[0] if len(allowed.it) == 1 else Absent(allowed.span)


def _account_of_role(role: Any_) -> Any_:
    """The account in a role's ARN, which may be known in part."""
    text = role.it if isinstance(role, Known) else None
    if isinstance(role, Unknown) and role.text is not None:
        text = role.text.joined
    found = _ACCOUNT.match(str(text).split(HOLE, 1)[0]) if text else None
    if found is not None:
        return Known(found[1], role.span)
    return Absent(role.span) if isinstance(role, Known) else role


def _cluster(servers: Any_) -> Any_:
    """What names the cluster that the brokers are of: an attribute of it, or their hosts."""
    if isinstance(servers, Known) and isinstance(servers.it, tuple):
        return distribute(lambda *items: _of_brokers(items, servers), *servers.it)
    return _of_brokers((servers,), servers)


def _of_brokers(items: tuple[Any_, ...], servers: Any_) -> Any_:
    unread = [one for one in items if isinstance(one, Unknown)]
    for one in unread:
        owner = owner_of(one)
        if owner is not None:
            arn = Identity(owner.unit, owner.owner, "arn")
            return Unknown[Any](one.span, one.why, arn, one.roots, via=one.via)
    if unread or isinstance(servers, Absent):
        return next(iter(unread), servers)
    text = ",".join(str(one.it) for one in items if isinstance(one, Known))
    if broker_hosts(text):
        return Known(text, servers.span)
    return unknown(servers.span, "which cluster these bootstrap servers are of is not said")


def provider_of(module: ModuleInstance, block: ast.Block, kind: str) -> Provider:
    """The configuration that a resource of a module uses."""
    meta = block.body.attribute("provider")
    named = named_provider(meta.expression) if meta else (_local_name(kind), "")
    if named is None:
        return Provider("", None, block.header, None, "which provider it uses is not said plainly")
    return _find(module, named, block.header)


def provider_of_call(module: ModuleInstance, call: ast.Block, name: str) -> Provider:
    """The default configuration in a module that a call names and that was not read."""
    passed = _passed(call, (name, ""))
    if isinstance(passed, str):
        return Provider(name, None, call.header, None, passed)
    return _find(module, passed, call.header)


def _local_name(kind: str) -> str:
    return kind.removeprefix("data.").split("_", 1)[0]


_OF_THE_PROVIDER: Mapping[tuple[str, str], Callable[[Provider], Any_]] = {
    ("aws_region", "id"): lambda it: it.region,
    ("aws_region", "name"): lambda it: it.region,
    ("aws_region", "region"): lambda it: it.region,
    ("aws_caller_identity", "account_id"): lambda it: it.account,
    ("aws_caller_identity", "id"): lambda it: it.account,
}


def told_by_provider(
    module: ModuleInstance, block: ast.Block, kind: str, name: str, span: Span, otherwise: Any_
) -> Any_:
    """What a data source tells of the provider itself, where the provider says it."""
    tell = _OF_THE_PROVIDER.get((kind, name))
    if tell is None or {one.name for one in block.body.attributes} - {"provider"}:
        return otherwise
    hop = Hop(span, f"data.{kind}")
    return distribute(
        lambda it: it.through(hop) if isinstance(it, Known) else otherwise,
        tell(provider_of(module, block, kind)),
    )


def named_provider(expression: ast.Expression) -> tuple[str, str] | None:
    """The local name and the alias that a reference such as `aws.west` means."""
    match expression:
        case ast.Name(name=name):
            return name, ""
        case ast.GetAttr(source=ast.Name(name=name), name=alias):
            return name, alias
        case ast.Template(literal=str(text)):
            name, _, alias = text.partition(".")
            return name, alias
        case _:
            return None


def _find(module: ModuleInstance, named: tuple[str, str], place: Span) -> Provider:
    asked = named
    if (found := module.providers.get(named)) is not None:
        return found
    at: ModuleInstance | None = module
    while at is not None:
        block = at.module.providers.get(named)
        if block is not None:
            read = Reader(f"provider.{_shown(named)}", View(block, at.scope))
            identity = (at.unit, f"{at.address}provider.{_shown(named)}")
            found = module.providers[asked] = Provider(_shown(named), read, block.header, identity)
            return found
        passed = _passed(at.call_block, named)
        if isinstance(passed, str):
            identity = (at.unit, f"{at.address}provider.{_shown(named)}")
            return Provider(_shown(asked), None, place, identity, passed)
        at, named = at.parent, passed
    missing = f'no provider "{_shown(named)}" is configured here'
    identity = (module.unit, f"provider.{_shown(named)}")
    return Provider(_shown(asked), None, place, identity, missing)


def _shown(named: tuple[str, str]) -> str:
    return ".".join(filter(None, named))


def _passed(call: ast.Block | None, named: tuple[str, str]) -> tuple[str, str] | str:
    """What the caller of a module calls a provider of it, or why that is not known."""
    providers = call.body.attribute("providers") if call is not None else None
    if call is None or (providers is None and not named[1]):
        return named
    shown = _shown(named)
    if providers is not None and isinstance(providers.expression, ast.Object):
        for item in providers.expression.items:
            if named_provider(item.key) == named:
                return named_provider(item.value) or f"provider {shown} is not passed on plainly"
    return f'module "{call.labels[0]}" is not given a provider {shown}'
