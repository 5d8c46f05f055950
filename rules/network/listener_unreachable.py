from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Verdicts,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def listener_unreachable(cluster: Cluster, ctx: Context) -> Verdicts:
    """The security groups of the cluster let nobody in by a port that it listens on.

    A cluster comes up with its groups closed, and every client times out, with an error that
    speaks of metadata and not of the network. It happens when IAM or SCRAM is turned on and the
    rule stays on the port of the old listener: each way to sign in has a port of its own.

    Let the clients in by the port of a listener that is on: 9092 in plaintext, 9094 with TLS, 9096
    with SCRAM, 9098 with IAM, and 9194, 9196, 9198 from the internet. It is judged only where all
    rules of the groups are known. Clients of managed VPC connections come in another way: clusters
    that have these are not meant.

    ```diff
     resource "aws_security_group" "tls" {
       ingress {
         protocol    = "tcp"
         from_port   = 9094
         to_port     = 9094
         cidr_blocks = ["10.0.0.0/16"]
       }
     }

     resource "aws_security_group" "iam" {
       ingress {
         protocol    = "tcp"
         from_port   = 9098
         to_port     = 9098
         cidr_blocks = ["10.0.0.0/16"]
       }
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type   = "kafka.m7g.large"
    -    security_groups = [aws_security_group.tls.id]
    +    security_groups = [aws_security_group.iam.id]
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
    own = cluster.brokers.security_groups
    if own.satisfies(bool) is NO or ctx.reach.is_foreign(cluster, own):
        return
    groups = ctx.reach.groups(cluster, own)
    listeners = [one for one in ctx.reach.listeners(cluster) if one.enabled is not NO]
    open_to_some = some(
        *(one.enabled & ctx.reach.opens(groups, one.port.first) for one in listeners)
    )
    enabled = ", ".join(one.port.shown for one in listeners)
    yield violates(
        cluster.brokers.security_groups,
        when=~open_to_some & ~ctx.reach.is_multi_vpc(cluster),
        message=f"{cluster.address}: its security groups let nobody in by the ports that it "
        f"listens on ({enabled})",
        related=groups.nodes,
    )
