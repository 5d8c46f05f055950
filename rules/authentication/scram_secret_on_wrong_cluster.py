from mskguard.rule import (
    YES,
    Cluster,
    Context,
    Level,
    Relation,
    ScramAssociation,
    ServerlessCluster,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def scram_secret_on_wrong_cluster(association: ScramAssociation, ctx: Context) -> Verdicts:
    """Secrets are associated with a cluster that has no SCRAM.

    MSK takes SCRAM secrets only for a cluster whose SCRAM is on, and serverless clusters have none.
    The association fails after the cluster has been made, and the users in those secrets cannot
    log in anywhere.

    Turn SCRAM on, which MSK does in place, or name the cluster that was meant. Clients of
    serverless clusters log in with IAM.

    ```diff
     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
           iam   = true
           scram = false
         }
       }
     }

     resource "aws_msk_cluster" "orders" {
       client_authentication {
         sasl {
           scram = true
         }
       }
     }

     resource "aws_msk_scram_secret_association" "orders" {
    -  cluster_arn     = aws_msk_cluster.events.arn
    +  cluster_arn     = aws_msk_cluster.orders.arn
       secret_arn_list = [aws_secretsmanager_secret.orders.arn]
     }
    ```

    Source: Developer Guide, "Set up SASL/SCRAM authentication for an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html.
    """
    provisioned = ctx.graph.targets(association, Relation.GIVES_SECRETS_TO, Cluster)
    serverless = ctx.graph.targets(association, Relation.GIVES_SECRETS_TO, ServerlessCluster)
    off = provisioned.some(lambda cluster: cluster.authentication.scram.equals(False))
    one = next(iter((*serverless.nodes, *provisioned.nodes)), None)
    what = "is serverless and has no SCRAM" if serverless.nodes else "has SCRAM off"
    yield violates(
        association.cluster,
        when=YES if serverless.nodes else off,
        message=f"{association.address}: {one.address if one else 'the cluster'} {what}, so its "
        "secrets are of no use there",
        related=[it.authentication.scram for it in provisioned.nodes] or serverless.nodes,
    )
