from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Level,
    Opening,
    Relation,
    SecurityGroup,
    Tri,
    Verdicts,
    every,
    holds,
    rule,
    violates,
)

_CLIENTS = ("private", "public", "ipv6")


@rule(severity=Level.LOW, kind="advice")
def stale_broker_port(cluster: Cluster, ctx: Context) -> Verdicts:
    """A rule of the cluster's security group is for a listener that is off.

    It lets nobody in today. But it is left from another way of signing in, and whoever turns that
    listener on again, plaintext above all, finds the door already open. Until then it misleads
    those who read the rules to learn how clients connect.

    Remove the rule, or put the port of the listener that is on. Rules for more than brokers' ports
    are not meant, nor is a group that another cluster uses which has the listener on.

    ```diff
     locals {
    -  port = 9092
    +  port = 9098
     }

     resource "aws_security_group" "brokers" {}

     resource "aws_vpc_security_group_ingress_rule" "clients" {
       security_group_id = aws_security_group.brokers.id
       ip_protocol       = "tcp"
       from_port         = local.port
       to_port           = local.port
       cidr_ipv4         = "10.0.0.0/16"
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type   = "kafka.m7g.large"
         security_groups = [aws_security_group.brokers.id]
       }
       client_authentication {
         sasl {
           iam = true
         }
       }
     }
    ```

    Source: Developer Guide, "Port information",
    https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html.
    """
    for group in ctx.graph.targets(cluster, Relation.GUARDED_BY, SecurityGroup).nodes:
        clusters = ctx.graph.sources(group, Relation.GUARDED_BY, Cluster).nodes
        for opening in ctx.reach.openings(group).rules:
            written = _is_for_brokers(ctx, opening)
            if written is NO:
                continue
            off = every(*(_is_off(ctx, one, opening) for one in clusters))
            yield violates(
                opening.ports,
                when=written & off,
                message=f"{opening.at.address}: it is for {_shown(opening)}, and "
                f"{cluster.address} does not listen there",
                related=[cluster],
                about=opening.at.instance,
            )


def _is_for_brokers(ctx: Context, opening: Opening) -> Tri:
    """Whether a rule was written for brokers: it begins and ends at a port of theirs."""
    ports = {port.first for port in ctx.facts.ports.values() if port.network in _CLIENTS}
    return ~ctx.reach.is_of_every_port(opening) & holds(
        lambda low, high: {low, high} <= ports, opening.rule.from_port, opening.rule.to_port
    )


def _is_off(ctx: Context, cluster: Cluster, opening: Opening) -> Tri:
    """Whether a cluster listens on none of the rule's ports."""
    listeners = ctx.reach.listeners(cluster)
    return every(*(~(ctx.reach.covers(opening, it.port.first) & it.enabled) for it in listeners))


def _shown(opening: Opening) -> str:
    low, high = opening.rule.from_port, opening.rule.to_port
    return f"port {low}" if low.same(high) is YES else f"ports {low} to {high}"
