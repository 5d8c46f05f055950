from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    KafkaAcl,
    Level,
    Relation,
    Tri,
    Unknown,
    Verdicts,
    every,
    rule,
    some,
    violates,
)

READING = frozenset({"read", "all"})


@rule(severity=Level.HIGH, kind="constraint")
def brokers_locked_out(acl: KafkaAcl, ctx: Context) -> Verdicts:
    """A topic has Kafka ACLs, and none of them lets the brokers read it.

    MSK lets everyone in as long as a topic has no ACL. The first ACL ends that, also for the
    brokers, which read the topic to replicate it. Without an ACL for them replication stops: the
    followers fall out of sync, producers with acks=all stop, and the partition is lost with its
    leader.

    Add an ACL that allows Read to the brokers' principal: User:CN= and the brokers' DNS name, with
    an asterisk in the place of the broker's own part. It may be for all topics at once, or
    prefixed. This is about clusters with SCRAM or mutual TLS whose ACLs are all declared here.

    ```diff
     resource "aws_msk_cluster" "orders" {
       cluster_name = "orders"
       client_authentication {
         sasl {
           scram = true
         }
       }
     }

     provider "kafka" {
       bootstrap_servers = [aws_msk_cluster.orders.bootstrap_brokers_sasl_scram]
     }

     resource "kafka_acl" "orders" {
    -  resource_name       = "orders"
    +  resource_name       = "orders"
       resource_type       = "Topic"
       acl_principal       = "User:orders"
       acl_host            = "*"
       acl_operation       = "Write"
       acl_permission_type = "Allow"
     }
    +
    +resource "kafka_acl" "brokers" {
    +  resource_name       = "orders"
    +  resource_type       = "Topic"
    +  acl_principal       = "User:CN=*.orders.67281x.c4.kafka.eu-west-1.amazonaws.com"
    +  acl_host            = "*"
    +  acl_operation       = "Read"
    +  acl_permission_type = "Allow"
    +}
    ? -- a whole resource is missing
    ```

    Source: Developer Guide, "Apache Kafka ACLs",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html.
    """
    if acl.resource_type.satisfies(lambda it: it.lower() == "topic") is NO:
        return
    for cluster in ctx.graph.targets(acl, Relation.BELONGS_TO, Cluster).nodes:
        methods = cluster.authentication
        asked = methods.scram.equals(True) | methods.tls.equals(True)
        if asked is NO:
            continue
        others = ctx.graph.sources(cluster, Relation.BELONGS_TO, KafkaAcl)
        admitted = some(*(_admits(one, acl) for one in others.nodes))
        if admitted is NO and others.complete is not YES:
            Unknown[object](acl.span, others.why or "not all ACLs of the cluster were read").now()
            admitted = others.complete & ~others.complete
        yield violates(
            acl.resource_name,
            when=asked & ~admitted,
            message=f"{acl.address}: {acl.resource_name} has ACLs and none allows the brokers of "
            f"{cluster.address} to read it, so that it is not replicated",
            related=[cluster],
            about=cluster.address,
        )


def _admits(one: KafkaAcl, acl: KafkaAcl) -> Tri:
    """Whether an ACL lets the brokers read the topic of another."""
    return every(
        one.resource_type.satisfies(lambda it: it.lower() == "topic"),
        one.permission.satisfies(lambda it: it.lower() == "allow"),
        one.operation.satisfies(lambda it: it.lower() in READING),
        one.principal.satisfies(_may_be_brokers),
        _is_on(one, acl),
    )


def _may_be_brokers(principal: str) -> bool:
    return principal == "User:*" or principal.startswith("User:CN=*.")


def _is_on(one: KafkaAcl, acl: KafkaAcl) -> Tri:
    prefixed = one.pattern_type.satisfies(lambda it: it.lower() == "prefixed")
    begins = acl.resource_name.startswith(one.resource_name.otherwise("\n"))
    same = one.resource_name.same(acl.resource_name)
    return one.resource_name.equals("*") | same | (prefixed & begins)
