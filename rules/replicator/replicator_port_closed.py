from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Known,
    Level,
    Relation,
    ReplicatedCluster,
    Replicator,
    Tri,
    Verdicts,
    reached,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def replicator_port_closed(replicator: Replicator, ctx: Context) -> Verdicts:
    """Security groups stand between the replicator and a cluster of its own.

    MSK Replicator connects to both clusters with IAM, by port 9098: its own groups have to let it
    out, and the cluster's groups have to let it in. Where one of them does not, the replicator is
    created for half an hour and fails.

    Let 9098 through in both directions. It is judged only where all rules of the groups are known.
    A source in another region is not judged: it needs no groups, since the replicator comes in
    there by multi-VPC connectivity.

    ```diff
     resource "aws_security_group" "replicator" {
       egress {
         protocol    = "-1"
         from_port   = 0
         to_port     = 0
         cidr_blocks = ["0.0.0.0/0"]
       }
     }

     resource "aws_security_group" "other" {
       egress {
         protocol    = "-1"
         from_port   = 0
         to_port     = 0
         cidr_blocks = ["0.0.0.0/0"]
       }
     }

     resource "aws_security_group" "brokers" {
       ingress {
         protocol        = "tcp"
         from_port       = 9098
         to_port         = 9098
         security_groups = [aws_security_group.replicator.id]
       }
     }

     resource "aws_subnet" "a" {
       cidr_block = "10.0.1.0/24"
     }

     resource "aws_msk_cluster" "orders" {
       broker_node_group_info {
         security_groups = [aws_security_group.brokers.id]
       }
     }

     resource "aws_msk_replicator" "orders" {
       kafka_cluster {
         amazon_msk_cluster {
           msk_cluster_arn = aws_msk_cluster.orders.arn
         }
         vpc_config {
           subnet_ids          = [aws_subnet.a.id]
    -      security_groups_ids = [aws_security_group.other.id]
    +      security_groups_ids = [aws_security_group.replicator.id]
         }
       }
     }
    ```

    Source: Developer Guide, "Network requirements",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-network-reqs.html.
    """
    now = replicator.clusters.now()
    known = ctx.graph.targets(replicator, Relation.CONNECTS_TO, Cluster)
    for one in now.it if isinstance(now, Known) else ():
        if one.security_groups.given is NO:
            continue
        for cluster in reached(known, one.arn):
            own = cluster.brokers.security_groups
            if own.given is NO or ctx.reach.is_foreign(cluster, own):
                continue
            yield violates(
                one.security_groups,
                when=_uses_groups(ctx, replicator, cluster)
                & (
                    _shut_out(ctx, replicator, one, cluster)
                    | _kept_in(ctx, replicator, one, cluster)
                ),
                message=f"{replicator.address}: its security groups and those of "
                f"{cluster.address} do not let it through by port {_port(ctx)}",
                related=[one.arn, cluster.brokers.security_groups],
                about=cluster.instance,
            )


def _uses_groups(ctx: Context, replicator: Replicator, cluster: Cluster) -> Tri:
    """Whether security groups matter: not for a source in another region."""
    sources = ctx.graph.targets(replicator, Relation.READS_FROM, Cluster)
    is_source = sources.some(lambda it: Tri.of(it is cluster))
    return ~is_source | cluster.region.same(replicator.region)


def _port(ctx: Context) -> int:
    return ctx.facts.ports["iam"].first


def _shut_out(
    ctx: Context, replicator: Replicator, one: ReplicatedCluster, cluster: Cluster
) -> Tri:
    """Whether the cluster's groups do not let the replicator in."""
    groups = ctx.reach.groups(cluster, cluster.brokers.security_groups)
    peer = ctx.reach.peer(replicator, one.subnets, one.security_groups)
    return ~ctx.reach.opens_to(groups, _port(ctx), peer)


def _kept_in(ctx: Context, replicator: Replicator, one: ReplicatedCluster, cluster: Cluster) -> Tri:
    """Whether the replicator's groups do not let it out to the cluster."""
    own = ctx.reach.groups(replicator, one.security_groups)
    brokers = ctx.reach.peer(cluster, cluster.brokers.subnets, cluster.brokers.security_groups)
    return ~ctx.reach.opens_to(own, _port(ctx), brokers, direction="egress")
