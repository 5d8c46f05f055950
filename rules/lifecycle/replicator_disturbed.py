from typing import Any

from mskguard.rule import (
    NO,
    YES,
    Cluster,
    ClusterPolicy,
    Context,
    Level,
    Node,
    Relation,
    Replicator,
    ResourceChange,
    Tri,
    Value,
    Verdicts,
    differs,
    rule,
    some,
    violates,
)

SMALL = "kafka.t3.small"
"""The size that MSK Replicator does not work with."""


@rule(severity=Level.MEDIUM, kind="practice")
def replicator_disturbed(change: ResourceChange, ctx: Context) -> Verdicts:
    """A change is made under a running replicator that it does not survive.

    A replicator holds on to what was there when it was created: the clusters' security groups,
    their sizes, multi-VPC access for IAM, the source's cluster policy, its own role and the way it
    names topics. It is not told of a change. It goes on until its next connection, and then
    ReplicationLatency rises without an error anywhere in the deployment; consumers at the target
    read older and older records.

    Make such a change with a replicator beside it: create the new one, let it catch up, delete the
    old one. Where the change has to be made in place, watch ReplicatorFailure and
    ReplicationLatency while it is.

    ```diff change
     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
    -  service_execution_role_arn = "arn:aws:iam::111122223333:role/old"
    +  service_execution_role_arn = "arn:aws:iam::111122223333:role/new"
     }
    ```

    ```diff change
     resource "aws_msk_cluster" "target" {
       cluster_name = "target"
       broker_node_group_info {
    -    instance_type = "kafka.m5.large"
    +    instance_type = "kafka.t3.small"
       }
     }

     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_cluster.target.arn
       }
     }
    ```

    Source: Developer Guide, "Cluster configuration changes after Replicator creation",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-post-creation-config.html.
    """
    replicators = change.between(Replicator)
    if replicators is not None:
        before, after = replicators
        pairs = ((before.role, after.role), (before.topics.naming, after.topics.naming))
        for was, will in pairs:
            yield from _told(change, was, will, differs(was, will), YES, [])
    clusters = change.between(Cluster)
    if clusters is not None:
        depending = _replicators_of(ctx, clusters[1])
        for was, will, answer in _disturbances(*clusters):
            yield from _told(change, was, will, answer, *depending)
    policies = change.between(ClusterPolicy)
    if policies is not None:
        guarded = ctx.graph.targets(policies[1], Relation.ATTACHED_TO, Cluster)
        found = [_replicators_of(ctx, one) for one in guarded.nodes]
        was, will = (one.policy.text for one in policies)
        depends = some(*(one[0] for one in found))
        yield from _told(
            change, was, will, differs(was, will), depends, [n for one in found for n in one[1]]
        )


def _disturbances(before: Cluster, after: Cluster) -> list[tuple[Value[Any], Value[Any], Tri]]:
    """What a replicator depends on: before, after, and whether the change harms it."""
    sizes = before.brokers.size, after.brokers.size
    links = before.connectivity.vpc_iam, after.connectivity.vpc_iam
    groups = before.brokers.security_groups, after.brokers.security_groups
    modes = before.storage.mode, after.storage.mode
    return [
        (*sizes, differs(*sizes) & sizes[1].equals(SMALL)),
        (*links, links[0].equals(True) & links[1].equals(False)),
        (*groups, differs(*groups)),
        (*modes, differs(*modes)),
    ]


def _replicators_of(ctx: Context, cluster: Cluster) -> tuple[Tri, list[Node]]:
    """Whether a replicator reads from the cluster or writes to it, and those that are seen."""
    found = [
        node
        for relation in (Relation.READS_FROM, Relation.WRITES_TO)
        for node in ctx.graph.sources(cluster, relation, Replicator).nodes
    ]
    return Tri.of(bool(found)), list(found)


def _told(
    change: ResourceChange,
    was: Value[Any],
    will: Value[Any],
    answer: Tri,
    depends: Tri,
    replicators: list[Node],
) -> Verdicts:
    if answer is NO or depends is NO:
        return
    name = will.slot.path if will.slot else "this"
    yield violates(
        will,
        when=answer & depends,
        message=f"{change.address}: {name} changes under a running replicator, which stops copying",
        related=[was, *replicators],
        about=name,
    )
