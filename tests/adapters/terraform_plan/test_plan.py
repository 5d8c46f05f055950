"""A plan on its own: what it tells of a cluster, and what it leaves open."""

from __future__ import annotations

from typing import Any, TypeVar

import pytest

from mskguard.adapters.load import Loaded
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.graph import Relation
from mskguard.model.network import SecurityGroup
from mskguard.model.node import Node
from mskguard.source import Fate
from mskguard.value import Absent, Identity, Known, Origin, Tri, Unknown
from tests.adapters.terraform_plan.conftest import ReadPlan, plan, resource

N = TypeVar("N", bound=Node)


def only(loaded: Loaded, kind: type[N]) -> N:
    (node,) = loaded.graph.nodes(kind)
    return node


def in_configuration(address: str, expressions: Any) -> dict[str, Any]:
    return {"address": address, "mode": "managed", "expressions": expressions}


def to(*names: str) -> dict[str, Any]:
    return {"references": list(names)}


def test_a_planned_value_is_known_where_it_stands_in_the_plan(read_plan: ReadPlan) -> None:
    values = {"cluster_name": "events", "number_of_broker_nodes": 3, "enhanced_monitoring": None}
    cluster = only(read_plan(plan(resource("aws_msk_cluster.a", values))), Cluster)
    assert (cluster.address, cluster.instance) == ("aws_msk_cluster.a", "aws_msk_cluster.a")
    assert cluster.span.text == '"aws_msk_cluster.a"'
    assert isinstance(cluster.name, Known)
    assert (cluster.name.it, cluster.name.span.text) == ("events", '"events"')
    assert cluster.name.slot is not None
    assert cluster.name.slot.path == "cluster_name"
    assert cluster.brokers.count.equals(3) is Tri.YES
    assert cluster.monitoring.level.is_default is Tri.YES
    assert cluster.name.set("other") is None


def test_instance_keys_are_in_the_instance_and_not_in_the_address(read_plan: ReadPlan) -> None:
    address = 'module.kafka["a.b]"].aws_msk_cluster.this[0]'
    module = {
        "address": 'module.kafka["a.b]"]',
        "resources": [{**resource("aws_msk_cluster.this", {}), "address": address, "values": {}}],
    }
    cluster = only(read_plan(plan(modules=[module])), Cluster)
    assert cluster.address == "module.kafka.aws_msk_cluster.this"
    assert cluster.instance == address


def test_a_property_knows_its_characters_in_the_plan(read_plan: ReadPlan) -> None:
    text = "a.b = \u00e9\nmin.insync.replicas=2\n"
    values = {"server_properties": text}
    configuration = only(
        read_plan(plan(resource("aws_msk_configuration.a", values))), Configuration
    )
    found = configuration.property("min.insync.replicas")
    assert isinstance(found, Known)
    assert (found.it, found.span.text) == ("2", "2")


def test_what_is_known_after_apply_is_unknown(read_plan: ReadPlan) -> None:
    written = [in_configuration("aws_msk_cluster.a", {"kafka_version": to("local.x")})]
    content = plan(
        resource(
            "aws_msk_cluster.a",
            {"broker_node_group_info": [{"instance_type": "kafka.m7g.large"}]},
            {"kafka_version": True, "storage_mode": True},
        ),
        configuration={"resources": written},
    )
    cluster = only(read_plan(content), Cluster)
    assert isinstance(cluster.kafka_version, Unknown)
    assert cluster.kafka_version.why == "it is known only after apply"
    assert cluster.storage.mode.is_default is Tri.YES


def test_a_block_that_may_be_dynamic_is_not_taken_for_absent(read_plan: ReadPlan) -> None:
    written = [in_configuration("aws_msk_cluster.a", {"broker_node_group_info": [{}]})]
    content = plan(
        resource(
            "aws_msk_cluster.a",
            {"broker_node_group_info": [{"instance_type": "kafka.m7g.large"}]},
            {"broker_node_group_info": [{"connectivity_info": True}]},
        ),
        configuration={"resources": written},
    )
    public = only(read_plan(content), Cluster).connectivity.public_access
    assert isinstance(public, Unknown)
    assert "--source" in public.why


def linked(loaded: Loaded) -> list[str]:
    cluster = only(loaded, Cluster)
    related = loaded.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration)
    assert related.complete is Tri.YES
    return [node.instance for node in related.nodes]


def reference(*names: str) -> dict[str, Any]:
    """The arguments of a cluster that refers to its configuration so."""
    return {"configuration_info": [{"arn": to(*names)}]}


def cluster_with(**more: Any) -> dict[str, Any]:
    unknown = {"configuration_info": [{"arn": True}]}
    return {**resource("aws_msk_cluster.a", {"configuration_info": [{}]}, unknown), **more}


def test_a_reference_links_to_the_instance_that_it_names(read_plan: ReadPlan) -> None:
    names = ("aws_msk_configuration.b[1].arn", "aws_msk_configuration.b[1]",
             "aws_msk_configuration.b")  # fmt: skip
    content = plan(
        cluster_with(),
        *(
            resource(f"aws_msk_configuration.b[{at}]", {"name": "b"}, {"arn": True})
            for at in (0, 1)
        ),
        configuration={"resources": [in_configuration("aws_msk_cluster.a", reference(*names))]},
    )
    assert linked(read_plan(content)) == ["aws_msk_configuration.b[1]"]


def test_a_reference_is_followed_through_variables_and_outputs(read_plan: ReadPlan) -> None:
    inner = {
        "resources": [in_configuration("aws_msk_cluster.a", reference("var.arn"))],
        "variables": {"arn": {}},
    }
    outer = {"outputs": {"arn": {"expression": to("aws_msk_configuration.b.arn",
                                                  "aws_msk_configuration.b")}}}  # fmt: skip
    calls = {
        "kafka": {"expressions": {"arn": to("module.conf.arn", "module.conf")}, "module": inner},
        "conf": {"module": outer},
    }
    cluster = cluster_with(address="module.kafka[0].aws_msk_cluster.a")
    target = resource("aws_msk_configuration.b", {"name": "b"}, {"arn": True})
    target["address"] = "module.conf.aws_msk_configuration.b"
    content = plan(cluster, target, configuration={"module_calls": calls})
    loaded = read_plan(content)
    assert linked(loaded) == ["module.conf.aws_msk_configuration.b"]
    arn = only(loaded, Cluster).configuration.arn
    assert isinstance(arn, Unknown)
    assert arn.identity == Identity("plan.json", "module.conf.aws_msk_configuration.b", "arn")


def test_a_reference_to_one_of_two_links_to_neither(read_plan: ReadPlan) -> None:
    names = ("aws_msk_configuration.b.arn", "aws_msk_configuration.c.arn")
    content = plan(
        cluster_with(),
        *(resource(f"aws_msk_configuration.{one}", {}, {"arn": True}) for one in "bc"),
        configuration={"resources": [in_configuration("aws_msk_cluster.a", reference(*names))]},
    )
    loaded = read_plan(content)
    cluster = only(loaded, Cluster)
    related = loaded.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration)
    assert (related.nodes, related.complete) == ((), Tri.UNKNOWN)


def test_known_arns_link(read_plan: ReadPlan) -> None:
    arn = "arn:aws:kafka:eu-west-1:111122223333:configuration/b/1"
    content = plan(
        resource("aws_msk_cluster.a", {"configuration_info": [{"arn": arn, "revision": 1}]}),
        resource("aws_msk_configuration.b", {"arn": arn}),
    )
    assert linked(read_plan(content)) == ["aws_msk_configuration.b"]


def test_sensitive_values_are_hidden_wherever_they_are_repeated(read_plan: ReadPlan) -> None:
    one = resource(
        "aws_msk_configuration.b",
        {"name": "b", "server_properties": "hunter2=1"},
        after_sensitive={"server_properties": True},
    )
    content = plan(
        one,
        configuration={"variables": {"word": {"sensitive": True, "default": "hunter2=2"}}},
        variables={"word": {"value": "hunter2=3"}, "open": {"value": "seen"}},
    )
    content["planned_values"]["root_module"]["resources"][0]["sensitive_values"] = {
        "server_properties": True
    }
    shown = only(read_plan(content), Configuration).span.file.whole.shown
    assert "hunter2" not in shown
    assert "seen" in shown


def test_what_a_plan_changes_is_kept(read_plan: ReadPlan) -> None:
    replaced = resource(
        "aws_msk_cluster.a",
        {"cluster_name": "new"},
        actions=["delete", "create"],
        before={"cluster_name": "old"},
        replace_paths=[["cluster_name"], ["broker_node_group_info", 0, "client_subnets"]],
    )
    gone = resource("aws_msk_cluster.b", None, actions=["delete"], before={"cluster_name": "b"})
    same = resource("aws_msk_cluster.c", {}, actions=["no-op"], before={})
    loaded = read_plan(plan(replaced, gone, same))
    first, second = loaded.graph.changes
    assert first.actions == ("delete", "create")
    assert first.replaced_by == (
        ("cluster_name",), ("broker_node_group_info", 0, "client_subnets"),
    )  # fmt: skip
    assert isinstance(first.before, Cluster)
    assert first.before.name.equals("old") is Tri.YES
    assert first.after in list(loaded.graph)
    assert (second.instance, second.after) == ("aws_msk_cluster.b", None)
    assert len(list(loaded.graph.nodes(Cluster))) == 2


@pytest.mark.parametrize(
    ("text", "fate", "why"),
    [
        ('{"a": 1}', Fate.SKIPPED, "no input that mskguard reads"),
        ("[1]", Fate.SKIPPED, "no input that mskguard reads"),
        ('{"format_version": "1.0", "terraform_version": "1", "values": {}}', Fate.SKIPPED,
         "a Terraform state, not a plan"),
        ('{"format_version": "1.0", "terraform_version": "1"}', Fate.SKIPPED, "no Terraform plan"),
        ('{"format_version": "2.0", "terraform_version": "3", "planned_values": {}}', Fate.SKIPPED,
         "plan format 2.0 is newer than mskguard knows (1.x)"),
        ('{"format_version": "1.9", "terraform_version": "", "planned_values": {}}', Fate.READ, ""),
        ('{"format_version": "1.0", "terraform_version"', Fate.UNREADABLE,
         'after a key, ":" and its value are expected'),
    ],
)  # fmt: skip
def test_a_file_is_what_its_content_says(
    read_plan: ReadPlan, text: str, fate: Fate, why: str
) -> None:
    (account,) = read_plan(text).files
    assert (account.fate, account.why) == (fate, why)


def test_a_byte_order_mark_before_a_plan_is_read_over(read_plan: ReadPlan) -> None:
    (account,) = read_plan('\ufeff{"format_version":"1.2","terraform_version":"1",'
                           '"planned_values":{}}').files  # fmt: skip
    assert account.fate is Fate.READ


def test_a_default_of_the_provider_is_not_taken_for_written(read_plan: ReadPlan) -> None:
    values = {"cluster_name": "a", "enhanced_monitoring": "DEFAULT", "kafka_version": "3.9.x"}
    files = {"main.tf": 'resource "aws_msk_cluster" "a" {\n  cluster_name = "a"\n}\n'}
    content = plan(
        resource("aws_msk_cluster.a", values),
        configuration={"resources": [in_configuration("aws_msk_cluster.a", {})]},
    )
    cluster = only(read_plan(content, files), Cluster)
    assert isinstance(cluster.monitoring.level, Known)
    assert cluster.monitoring.level.origin is Origin.DEFAULT
    assert cluster.monitoring.level.span.file.path == "main.tf"
    assert cluster.name.span.file.path == "main.tf"


def test_where_the_hcl_says_something_else_the_plan_is_pointed_at(read_plan: ReadPlan) -> None:
    values = {"cluster_name": "a", "kafka_version": "2.8.1"}
    files = {
        "main.tf": 'resource "aws_msk_cluster" "a" {\n  cluster_name = "a"\n'
        '  kafka_version = "3.9.x"\n}\n'
    }
    content = plan(
        resource("aws_msk_cluster.a", values),
        configuration={"resources": [in_configuration("aws_msk_cluster.a", {})]},
    )
    cluster = only(read_plan(content, files), Cluster)
    assert cluster.kafka_version.equals("2.8.1") is Tri.YES
    assert cluster.kafka_version.span.file.path == "plan.json"


def test_the_lifecycle_is_told_by_the_hcl_alone(read_plan: ReadPlan) -> None:
    values = {"cluster_name": "a"}
    files = {
        "main.tf": 'resource "aws_msk_cluster" "a" {\n  cluster_name = "a"\n  lifecycle {\n'
        "    prevent_destroy = true\n  }\n}\n"
    }
    content = plan(
        resource("aws_msk_cluster.a", values),
        configuration={"resources": [in_configuration("aws_msk_cluster.a", {})]},
    )
    alone = only(read_plan(content), Cluster).lifecycle
    assert isinstance(alone.prevent_destroy, Unknown)
    beside = only(read_plan(content, files), Cluster).lifecycle
    assert beside.prevent_destroy.equals(True) is Tri.YES
    assert isinstance(beside.ignored_changes, Absent)


def test_blocks_that_the_plan_sorts_anew_point_at_the_hcl(read_plan: ReadPlan) -> None:
    def rule(port: int) -> dict[str, Any]:
        return {"from_port": port, "to_port": port, "protocol": "tcp", "description": ""}

    values = {"name": "a", "ingress": [rule(22), rule(9094)]}
    blocks = "".join(
        f'  ingress {{\n    from_port = {port}\n    to_port = {port}\n    protocol = "tcp"\n  }}\n'
        for port in (9094, 22)
    )
    files = {"main.tf": f'resource "aws_security_group" "a" {{\n  name = "a"\n{blocks}}}\n'}
    content = plan(
        resource("aws_security_group.a", values, {"egress": True}),
        configuration={"resources": [in_configuration("aws_security_group.a", {})]},
    )
    group = only(read_plan(content, files), SecurityGroup)
    rules = group.ingress.now()
    assert isinstance(rules, Known)
    ports = [(one.from_port.otherwise(0), one.from_port.now().span.line) for one in rules.it]
    assert ports == [(22, 9), (9094, 4)]
    assert isinstance(group.egress, Absent)
