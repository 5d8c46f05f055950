"""References of templates become edges, by whatever attribute they refer."""

from __future__ import annotations

from typing import Any

from mskguard.model.graph import Relation
from mskguard.model.network import SecurityGroupRule
from mskguard.model.node import Node
from mskguard.model.scaling import ScalingPolicy
from mskguard.value import Absent, Tri, Unknown
from tests.adapters.shapes.linked import EDGES, TEMPLATE


def edges(loaded: Any) -> list[str]:
    return sorted(
        f"{edge.source.instance} {edge.relation.value} {edge.target.instance}"
        for node in loaded.graph
        for relation in Relation
        for edge in loaded.graph.targets(node, relation, Node).edges
    )


def open_relations(loaded: Any) -> dict[str, str]:
    return {
        f"{node.instance} {relation.value}": related.why
        for node in loaded.graph
        for relation in Relation
        if (related := loaded.graph.targets(node, relation, Node)).complete is not Tri.YES
    }


def test_every_reference_becomes_an_edge_and_nothing_else_does(read: Any) -> None:
    loaded = read(TEMPLATE)
    assert not loaded.problems
    assert edges(loaded) == sorted(line.strip() for line in EDGES.strip().splitlines())
    assert open_relations(loaded) == {}


def group(read: Any, rule: str) -> Any:
    text = f"""
        # AWS::MSK::
        Parameters:
          U: {{Type: String}}
        Resources:
          Group: {{Type: AWS::EC2::SecurityGroup}}
          Rule:
            Type: AWS::EC2::SecurityGroupIngress
            Properties: {{GroupId: !Ref Group, {rule}}}
    """
    (found,) = read(text).graph.nodes(SecurityGroupRule)
    return found.rule


def test_a_rule_says_whether_its_peer_is_the_group_itself(read: Any) -> None:
    own = group(read, "SourceSecurityGroupId: !GetAtt Group.GroupId")
    assert own.itself.otherwise(None) is True
    assert isinstance(group(read, "SourceSecurityGroupId: !Ref U").itself.now(), Unknown)
    assert isinstance(group(read, "CidrIp: 10.0.0.0/8").itself.now(), Absent)


def test_a_peer_that_is_named_is_unknown(read: Any) -> None:
    (peer,) = group(read, "SourceSecurityGroupName: clients").groups.otherwise(())
    assert peer.now().why == "a group is let in by its name"


SCALING = """
    Resources:
      Cluster: {Type: AWS::MSK::Cluster}
      Target:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties:
          ResourceId: !Ref Cluster
          ScalableDimension: kafka:broker-storage:VolumeSize
          ServiceNamespace: kafka
      Policy:
        Type: AWS::ApplicationAutoScaling::ScalingPolicy
        Properties: {PolicyName: p, ScalingTargetId: %s}
"""


def test_a_policy_scales_what_the_target_scales_that_it_names(read: Any) -> None:
    loaded = read(SCALING % "!Ref Target")
    (policy,) = loaded.graph.nodes(ScalingPolicy)
    scaled = loaded.graph.targets(policy, Relation.SCALES, Node)
    assert [node.address for node in scaled.nodes] == ["Cluster"]
    assert policy.scaled.dimension.otherwise("") == "kafka:broker-storage:VolumeSize"
    assert policy.scaled.namespace.now().via[0].what == "ScalingTargetId"


def test_a_policy_of_a_target_that_is_not_read_may_scale_anything(read: Any) -> None:
    loaded = read(SCALING % "!ImportValue target")
    (policy,) = loaded.graph.nodes(ScalingPolicy)
    assert loaded.graph.targets(policy, Relation.SCALES, Node).complete is not Tri.YES
