from mskguard.rule import KafkaAcl, Level, Verdicts, rule, violates

CHANGING = frozenset(
    {"all", "write", "create", "delete", "alter", "alterconfigs", "idempotentwrite"}
)


@rule(severity=Level.HIGH, kind="practice")
def acl_for_everyone(acl: KafkaAcl) -> Verdicts:
    """A Kafka ACL allows every principal to write, alter or delete.

    User:* is everyone whom the brokers let in: each holder of a SCRAM secret or a client
    certificate, and where unauthenticated access is on, the anonymous client too. An ACL for all
    of them says the same as no ACL, but it looks like one. A test client with the wrong bootstrap
    string can then write into the topic, or delete it.

    Name the principals, one ACL for each: User:orders for SCRAM, User:CN=orders for a certificate.
    ACLs for everyone that only let read or describe are not meant.

    ```diff
     resource "kafka_acl" "orders" {
       resource_name       = "orders"
       resource_type       = "Topic"
    -  acl_principal       = "User:*"
    +  acl_principal       = "User:orders"
       acl_host            = "*"
       acl_operation       = "Write"
       acl_permission_type = "Allow"
     }
    ```

    Source: Developer Guide, "Apache Kafka ACLs",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html.
    """
    changes = acl.operation.satisfies(lambda it: it.replace("_", "").lower() in CHANGING)
    allows = acl.permission.satisfies(lambda it: it.lower() == "allow")
    yield violates(
        acl.principal,
        when=acl.principal.equals("User:*") & changes & allows,
        message=f"{acl.address}: {acl.operation} is allowed to {acl.principal}, the principals "
        "that need it are to be named",
        related=[acl.operation],
    )
