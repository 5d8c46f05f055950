from mskguard.rule import Level, ServerlessCluster, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def serverless_without_iam(cluster: ServerlessCluster) -> Verdicts:
    """A serverless cluster is declared without IAM, the only way in that it has.

    MSK Serverless has neither SCRAM nor mutual TLS nor ACLs: clients log in with IAM and nothing
    else. A request that leaves it off is refused, and where a tool turned it on by itself, clients
    that came without IAM would be left standing.

    Turn IAM on, and give the clients policies with kafka-cluster actions. Clients that cannot do
    IAM need a provisioned cluster.

    ```diff
     resource "aws_msk_serverless_cluster" "events" {
       cluster_name = "events"
       client_authentication {
         sasl {
           iam {
    -        enabled = false
    +        enabled = true
           }
         }
       }
     }
    ```

    Source: Developer Guide, "What is MSK Serverless?",
    https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html.
    """
    yield violates(
        cluster.iam,
        when=~cluster.iam.equals(True),
        message=f"{cluster.address}: IAM is not on, and a serverless cluster has no other "
        "authentication",
        fix=cluster.iam.set(True),
    )
