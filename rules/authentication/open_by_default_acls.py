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


@rule(severity=Level.MEDIUM, kind="practice")
def open_by_default_acls(cluster: Cluster, ctx: Context) -> Verdicts:
    """SCRAM or mutual TLS clients may use every topic that has no ACL.

    MSK's default for allow.everyone.if.no.acl.found is true, unlike Kafka's. Whoever logs in then
    reads, writes and deletes what has no ACL, and a new topic has none. The first ACL of a topic
    turns that around for it: all others are locked out in the same moment. So access is either
    open to everyone or changes hands with whichever team sets an ACL first.

    Set it to false once every client has its ACLs, with the administrators' first. Where only IAM
    is on the property has no effect, and this rule is silent. On Express brokers the default is not
    documented; what is written is judged there too.

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
     }
    ```

    The default, in a cluster whose configuration is silent on it:

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
         tls {
           certificate_authority_arns = [aws_acmpca_certificate_authority.clients.arn]
         }
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
       broker_node_group_info {
         instance_type  = "kafka.m7g.large"
         client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
       }
     }
    ```

    Source: Developer Guide, "Apache Kafka ACLs",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html.
    """
    auth = cluster.authentication
    by_acl = auth.scram.equals(True) | auth.tls.equals(True)
    if by_acl is NO:
        return
    value = ctx.effective(cluster, KEY)
    yield violates(
        _place(value, cluster, ctx),
        when=by_acl & value.satisfies(_is_true),
        message=f"{cluster.address}: {KEY} is {_said(value)}, so whoever logs in may use every "
        "topic without ACLs; false asks for one",
        related=[it for it in (auth.scram, auth.tls) if it.given is not NO],
        fix=value.set("false"),
        about=KEY,
    )


def _place(value: Value[str], cluster: Cluster, ctx: Context) -> Value[str] | Node:
    """The line that is wrong, else where a line is missing."""
    used = ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes
    if value.is_default is NO:
        return value
    return used[0] if used else cluster


def _said(value: Value[str]) -> str:
    return str(value) if value.is_default is NO else f"left to MSK's default, {value}"


def _is_true(text: str) -> bool:
    return text.strip().lower() == "true"
