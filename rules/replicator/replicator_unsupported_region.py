from mskguard.rule import Context, Level, Replicator, Verdicts, rule, violates


@rule(severity=Level.LOW, kind="constraint")
def replicator_unsupported_region(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator is to be created in a region that has no MSK Replicator.

    MSK is in more regions than its replicator. In those that both the guide and CloudFormation's
    registry leave out, the call does not exist. Regions come, and a page is not changed the day
    they do: of a region that only one of the two leaves out nothing is said.

    Run MirrorMaker 2 there, on MSK Connect or beside the cluster.

    ```diff
     provider "aws" {
    -  region = "us-gov-west-1"
    +  region = "us-west-2"
     }

     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
     }
    ```

    Source: Developer Guide, "What is Amazon MSK Replicator?",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator.html.
    """
    region = replicator.region
    yield violates(
        region,
        when=region.satisfies(ctx.facts.lacks_replicator),
        message=f"{replicator.address}: MSK Replicator is not offered in {region}",
        related=[replicator],
    )
