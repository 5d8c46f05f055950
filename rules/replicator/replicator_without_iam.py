from mskguard.rule import (
    Cluster,
    Context,
    Level,
    Relation,
    Replicator,
    ServerlessCluster,
    Value,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_without_iam(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator's cluster has no IAM authentication, which is how MSK Replicator signs in.

    MSK Replicator takes its execution role to both clusters and has no other way into a cluster of
    MSK. Without IAM on both sides CreateReplicator fails. Other methods may be on beside it; the
    clients keep theirs.

    ```diff
     resource "aws_msk_cluster" "target" {
       client_authentication {
         sasl {
    -      iam   = false
    +      iam   = true
           scram = true
         }
       }
     }

     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_cluster.target.arn
       }
     }
    ```

    Source: Developer Guide, "Requirements for creating an MSK replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-requirements.html.
    """
    for relation in (Relation.READS_FROM, Relation.WRITES_TO):
        provisioned = ctx.graph.targets(replicator, relation, Cluster).nodes
        serverless = ctx.graph.targets(replicator, relation, ServerlessCluster).nodes
        methods: list[tuple[Cluster | ServerlessCluster, Value[bool]]] = [
            (one, one.authentication.iam) for one in provisioned
        ]
        methods += [(one, one.iam) for one in serverless]
        for cluster, iam in methods:
            yield violates(
                iam,
                when=iam.equals(False),
                message=f"{cluster.address}: IAM authentication is off, {replicator.address} signs "
                "in by nothing else",
                fix=iam.set(True),
                related=[replicator],
            )
