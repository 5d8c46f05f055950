from mskguard.rule import Connector, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def service_linked_role_as_execution_role(connector: Connector) -> Verdicts:
    """A connector is to run under a service-linked role.

    MSK Connect has a service-linked role of its own (AWSServiceRoleForKafkaConnect), which it uses
    to make network interfaces. Its trust and its permissions belong to AWS, and no connector can
    have it, or another service's, for its service execution role: CreateConnector is refused.

    Make a role of your own that trusts kafkaconnect.amazonaws.com and allows what the connector
    needs: access to the cluster, and to whatever it reads from or writes to.

    ```diff
     resource "aws_mskconnect_connector" "archive" {
       name = "archive"
    -  service_execution_role_arn = "arn:aws:iam::111122223333:role/aws-service-role/kafkaconnect"
    +  service_execution_role_arn = "arn:aws:iam::111122223333:role/archive"
     }
    ```

    Source: Developer Guide, "Understand service execution role",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-service-execution-role.html.
    """
    yield violates(
        connector.role,
        when=connector.role.satisfies(lambda it: ":role/aws-service-role/" in it),
        message=f"{connector.address}: {connector.role} is a service-linked role, a connector "
        "runs under one of the account's own",
    )
