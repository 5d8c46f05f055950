"""MSK's actions, and the policies that AWS manages for it."""

from __future__ import annotations

import re
from functools import cache, cached_property

from mskguard.aws.nearest import nearest
from mskguard.aws.table import Fact, table
from mskguard.aws.wildcards import covers
from mskguard.record import record
from mskguard.value import Tri

SERVICES = ("kafka", "kafka-cluster", "kafkaconnect")
"""The prefixes of MSK's actions."""
DATA_PLANE = "kafka-cluster"

_LIKENESS = 0.85
_VERSION = re.compile(r"v\d+$")
"""As AWS numbers the later forms of an operation."""
_WORD = re.compile(r"[A-Z][a-z]+")


@record(frozen=True, slots=True, kw_only=True)
class Action(Fact):
    """An action that policies allow or deny."""

    name: str
    """With its prefix: `kafka-cluster:Connect`."""
    exists: Tri
    access: str
    """`read`, `list`, `write`, `tagging`, as AWS classes it."""
    resources: tuple[str, ...]
    """The types of resource that it applies to; none where only `*` will do."""
    requires: tuple[str, ...] = ()
    """The actions that have to be allowed beside it."""
    serverless: bool = True
    """Whether serverless clusters have it."""


@record(frozen=True, slots=True, kw_only=True)
class AllowedBy:
    """An allowing statement of a policy that AWS manages."""

    actions: tuple[str, ...]
    resources: tuple[str, ...]


@record(frozen=True, slots=True, kw_only=True)
class AwsPolicy(Fact):
    """A managed policy of AWS's own."""

    name: str
    arn: str
    """In the partition `aws`."""
    statements: tuple[AllowedBy, ...] | None
    """On MSK's actions; None where they are not known."""


@record(frozen=True, slots=True, kw_only=True)
class RoleNeed(Fact):
    """Actions that a role has to allow on resources of one type."""

    name: str
    of: str
    """Who works under the role: `connector`, `replicator`, `multi-VPC client`."""
    type: str
    """The type of resource: `cluster`, `topic`, `group`."""
    own_name: str
    """Which topics or groups of the cluster, as a pattern; empty for the cluster itself."""
    actions: tuple[str, ...]


@cache
def iam_role_needs() -> dict[str, RoleNeed]:
    """What roles need, by its name."""
    return {
        row.need("name", str): RoleNeed(
            row=row,
            name=row.need("name", str),
            of=row.need("of", str),
            type=row.need("type", str),
            own_name=row.need("own_name", str),
            actions=tuple(row.need("actions", list)),
        )
        for row in table("iam_role_needs")
    }


@cache
def iam_actions() -> dict[str, Action]:
    """Every action of MSK by its name."""
    return {
        row.need("name", str): Action(
            row=row,
            name=row.need("name", str),
            exists=row.tri("exists"),
            access=row.need("access", str),
            resources=tuple(row.need("resources", list)),
            requires=tuple(row.get("requires", list) or ()),
            serverless=row.get("serverless", bool) is not False,
        )
        for row in table("iam_actions")
    }


@cache
def iam_managed_policies() -> dict[str, AwsPolicy]:
    """The managed policies for MSK by name."""
    found = {}
    for row in table("iam_managed_policies"):
        written = row.get("statements", list)
        statements = None if written is None else tuple(map(_allowed_by, written))
        name = row.need("name", str)
        found[name] = AwsPolicy(row=row, name=name, arn=row.need("arn", str), statements=statements)
    return found


def _allowed_by(written: dict[str, list[str]]) -> AllowedBy:
    return AllowedBy(actions=tuple(written["actions"]), resources=tuple(written["resources"]))


class Iam:
    """The questions that rules ask about actions and managed policies."""

    def __init__(self) -> None:
        self._matched: dict[str, tuple[Action, ...]] = {}

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Every action of MSK by its name."""
        return iam_actions()

    @cached_property
    def _folded(self) -> dict[str, Action]:
        return {name.lower(): action for name, action in self.actions.items()}

    def action(self, name: str) -> Action | None:
        """The action of a name, in whatever case it is written."""
        return self._folded.get(name.lower())

    def matched(self, pattern: str) -> tuple[Action, ...]:
        """The actions that a pattern such as `kafka-cluster:*Topic` stands for."""
        folded = pattern.lower()
        if folded not in self._matched:
            self._matched[folded] = tuple(
                it for name, it in self._folded.items() if covers(folded, name) is Tri.YES
            )
        return self._matched[folded]

    def is_action(self, pattern: str) -> Tri:
        """Whether a name or pattern of MSK's services stands for an action.

        UNKNOWN for what may be newer than the facts: no typing error, and of a known verb.
        """
        found = self.matched(pattern)
        if found:
            return Tri.UNKNOWN if all(it.exists is Tri.UNKNOWN for it in found) else Tri.YES
        if self._folded.get(_VERSION.sub("", pattern.lower())) is not None:
            return Tri.UNKNOWN
        if self.nearest(pattern) is not None:
            return Tri.NO
        service, _, name = pattern.partition(":")
        verb = _WORD.match(name)
        is_known = verb is not None and verb[0] != name and verb[0] in self._verbs(service)
        return Tri.UNKNOWN if is_known else Tri.NO

    def _verbs(self, service: str) -> set[str]:
        names = (name.partition(":") for name in self.actions)
        return {
            found[0] for one, _, name in names if one == service if (found := _WORD.match(name))
        }

    def nearest(self, pattern: str) -> str | None:
        """The action that was probably meant; None where none is near."""
        folded = pattern.replace("*", "").replace("?", "").lower()
        service, _, name = folded.partition(":")
        known = {it.partition(":")[2]: it for it in self._folded if it.startswith(f"{service}:")}
        found = known.get(nearest(name, known, _LIKENESS) or "")
        if found is None and name:
            found = next((it for it in self._folded if it.endswith(f":{name}")), None)
        return self._folded[found].name if found else None

    def required(self, name: str) -> tuple[str, ...]:
        """Every action that has to be allowed beside one, those that these need included."""
        found: list[str] = []
        left = [name]
        while left:
            action = self.action(left.pop())
            new = [one for one in (action.requires if action else ()) if one not in found]
            found += new
            left += new
        return tuple(sorted(found))

    @cached_property
    def managed_policies(self) -> dict[str, AwsPolicy]:
        """By ARN in the partition `aws`."""
        return {one.arn: one for one in iam_managed_policies().values()}

    def managed_policy(self, arn: str) -> AwsPolicy | None:
        """The managed policy for MSK of an ARN, in any partition."""
        return self.managed_policies.get(re.sub(r"^arn:[\w-]+:", "arn:aws:", arn))

    def needs_of(self, worker: str) -> tuple[RoleNeed, ...]:
        """What the role of a `connector`, `replicator` or `multi-VPC client` has to allow."""
        return tuple(one for one in iam_role_needs().values() if one.of == worker)

    def is_managed_by_aws(self, arn: str) -> bool:
        """Whether an ARN is one of AWS's own policies, for MSK or for anything else."""
        return re.match(r"arn:[\w-]+:iam::aws:policy/", arn) is not None
