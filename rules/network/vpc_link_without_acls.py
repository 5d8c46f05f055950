from mskguard.rule import (
    NO,
    Cluster,
    Configuration,
    Context,
    Level,
    Node,
    Relation,
    Value,
    Verdicts,
    rule,
    violates,
)

KEY = "allow.everyone.if.no.acl.found"


@rule(severity=Level.HIGH, kind="constraint")
def vpc_link_without_acls(cluster: Cluster, ctx: Context) -> Verdicts:
    """Multi-VPC connectivity is on for SCRAM or mutual TLS while no ACL is needed to get through.

    Over multi-VPC connectivity clients of other VPCs and accounts log in. With SCRAM and mutual TLS
    Kafka's ACLs say what they may do, and MSK's default lets everyone through where a topic has
    none: MSK turns the scheme on only where allow.everyone.if.no.acl.found is false, and refuses
    the update otherwise.

    Set it to false, and first give every client its ACLs, those of the cluster's own account too:
    with the setting alone they are all locked out. IAM is not meant, there the property has no
    effect.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    allow.everyone.if.no.acl.found = true
    +    allow.everyone.if.no.acl.found = false
       EOT
     }

     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
           scram = true
         }
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
       broker_node_group_info {
         connectivity_info {
           vpc_connectivity {
             client_authentication {
               sasl {
                 scram = true
               }
             }
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK multi-VPC private connectivity in a single Region",
    https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html.
    """
    auth, links = cluster.authentication, cluster.connectivity
    scram = links.vpc_scram.equals(True) & auth.scram.equals(True)
    tls = links.vpc_tls.equals(True) & auth.tls.equals(True)
    if (scram | tls) is NO:
        return
    value = ctx.effective(cluster, KEY)
    yield violates(
        _place(value, cluster, ctx),
        when=(scram | tls) & value.satisfies(_is_not_false),
        message=f"{cluster.address}: {KEY} is {value} while multi-VPC connectivity is on for "
        f"{'mutual TLS' if scram is NO else 'SCRAM'}, which needs false",
        related=[links.vpc_tls if scram is NO else links.vpc_scram],
        fix=value.set("false"),
        about=KEY,
    )


def _place(value: Value[str], cluster: Cluster, ctx: Context) -> Value[str] | Node:
    """The line that is wrong, else where a line is missing."""
    used = ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes
    if value.is_default is NO:
        return value
    return used[0] if used else cluster


def _is_not_false(text: str) -> bool:
    return text.strip().lower() != "false"
