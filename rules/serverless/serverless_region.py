from mskguard.rule import NO, Context, Level, ServerlessCluster, Verdicts, answers, rule, violates


@rule(severity=Level.LOW, kind="constraint")
def serverless_region(cluster: ServerlessCluster, ctx: Context) -> Verdicts:
    """A serverless cluster is declared in a region that has no MSK Serverless.

    MSK Serverless came to fewer regions than MSK itself, and the request for a cluster elsewhere
    fails. Only regions are reported that neither the guide names nor CloudFormation has the
    resource type in; a region that only the guide leaves out may have got it since.

    Choose another region, or a provisioned cluster: Express brokers take much of the work away too.

    ```diff
     provider "aws" {
    -  region = "us-west-1"
    +  region = "us-west-2"
     }

     resource "aws_msk_serverless_cluster" "events" {
       cluster_name = "events"
     }
    ```

    Source: Developer Guide, "What is MSK Serverless?",
    https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html.
    """
    region = cluster.region
    if region.given is NO:
        return
    offered = answers(
        ctx.facts.offers_serverless, region, why=f"whether {region} has MSK Serverless is not known"
    )
    yield violates(
        region,
        when=~offered,
        message=f"{cluster.address}: the region {region} has no MSK Serverless",
        related=[cluster],
    )
