from typing import Any

from mskguard.rule import (
    NO,
    Cluster,
    Dialect,
    Level,
    Standing,
    Tri,
    Unknown,
    Value,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="advice")
def untagged_cluster(cluster: Cluster) -> Verdicts:
    """The cluster has no tags.

    A cluster is one of the larger items of a bill, and lives for years. Without a tag nobody can
    say whose it is when it costs twice as much, when its version loses support, or when somebody
    asks whether it can go. Cost allocation by tags does not reach back: what was not
    tagged in a month is nobody's in that month.

    Tag it with an owner and a purpose at least. The default_tags of Terraform's provider count; in
    CloudFormation the tags of the stack do, which the template does not show.

    ```diff
     provider "aws" {
       region = "eu-west-1"
     }

     resource "aws_msk_cluster" "events" {
    +  tags = {
    +    Team = "payments"
    +  }
    ?  tags = var.mystery
     }
    ```

    Source: Developer Guide, "Tag an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tagging.html.
    """
    if cluster.standing is Standing.CHANGED and cluster.unit.dialect is Dialect.AWS_CLI:
        return
    none = _are_none(cluster.tags)
    if none is NO:
        return
    if cluster.unit.dialect is Dialect.CLOUDFORMATION:
        Unknown[str](cluster.tags.span, "the tags of the stack are not in the template").now()
        none &= Tri.UNKNOWN
    yield violates(
        cluster.tags,
        when=none & _are_none(cluster.provider_tags),
        message=f"{cluster.address}: it has no tags, so that nobody is said to own it",
    )


def _are_none(tags: Value[Any]) -> Tri:
    return Tri.YES if tags.given is NO else tags.satisfies(lambda it: not it)
