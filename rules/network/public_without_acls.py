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
def public_without_acls(cluster: Cluster, ctx: Context) -> Verdicts:
    """Public access is asked for while SCRAM or mutual TLS clients may do what no ACL forbids.

    With SCRAM or mutual TLS it is Kafka's ACLs that say who may do what, and MSK's default lets
    everyone through where a topic has none. On brokers that the internet can reach MSK does not
    allow that: it refuses public access until allow.everyone.if.no.acl.found is false. The refusal
    comes at the end of an apply, since public access is an update of a running cluster.

    Set it to false, and first give every client its ACLs: with the setting alone they are all
    locked out. A cluster with IAM alone is not meant, there the property has no effect.

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
           public_access {
             type = "SERVICE_PROVIDED_EIPS"
           }
         }
       }
     }
    ```

    MSK's own default is true:

    ```diff no-fix
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    +    allow.everyone.if.no.acl.found = false
    ?    allow.everyone.if.no.acl.found = ${var.mystery}
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
         instance_type  = "kafka.m7g.large"
         client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
         connectivity_info {
           public_access {
             type = "SERVICE_PROVIDED_EIPS"
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    """
    auth, public = cluster.authentication, cluster.connectivity.public
    by_acl = auth.scram.equals(True) | auth.tls.equals(True)
    if (public & by_acl) is NO:
        return
    value = ctx.effective(cluster, KEY)
    yield violates(
        _place(value, cluster, ctx),
        when=public & by_acl & value.satisfies(_is_not_false),
        message=f"{cluster.address}: {KEY} is {value} while public access is on, which needs false "
        "with SCRAM or mutual TLS",
        related=[cluster.connectivity.public_access],
        fix=value.set("false"),
        about=KEY,
    )


def _place(value: Value[str], cluster: Cluster, ctx: Context) -> Value[str] | Node:
    """The line that is wrong, else where a line is missing."""
    used = ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes
    if value.is_default is NO:
        return value
    return used[0] if used else cluster.connectivity.public_access


def _is_not_false(text: str) -> bool:
    return text.strip().lower() != "false"
