from mskguard.rule import (
    Cluster,
    Configuration,
    Context,
    Dialect,
    Known,
    Level,
    Origin,
    Relation,
    Standing,
    Tri,
    Verdicts,
    rule,
    violates,
)

DECLARING = (Dialect.TERRAFORM, Dialect.CLOUDFORMATION)


@rule(severity=Level.MEDIUM, kind="practice")
def stale_configuration_revision(cluster: Cluster, ctx: Context) -> Verdicts:
    """The cluster is tied to a revision by its number, while the configuration is changed here.

    Each change of the properties makes a new revision, and a cluster runs the one that it names.
    With a number in its place the next change is applied, reported as done and has no effect: the
    configuration has a revision 2, the brokers stay at 1. That shows in the incident that the
    change was to prevent.

    Take the revision from the configuration: latest_revision in Terraform, the attribute
    LatestRevision.Revision in CloudFormation. A number is right where the configuration comes from
    elsewhere, and this rule is silent there.

    ```diff
     resource "aws_msk_configuration" "events" {
       name = "events"
     }

     resource "aws_msk_cluster" "events" {
       configuration_info {
         arn      = aws_msk_configuration.events.arn
    -    revision = 1
    +    revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Update the configuration of an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-cluster-config.html.
    """
    revision = cluster.configuration.revision
    used = ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes
    mine = [one for one in used if one.unit is cluster.unit and one.standing is Standing.DECLARED]
    if cluster.unit.dialect in DECLARING:
        for configuration in mine:
            yield violates(
                revision,
                when=_is_literal(cluster, configuration),
                message=f"{cluster.address}: the revision is fixed at {revision}, so that the "
                f"next one of {configuration.address} is not rolled out",
                related=[configuration],
            )


def _is_literal(cluster: Cluster, configuration: Configuration) -> Tri:
    revision = cluster.configuration.revision
    now = revision.now()
    if isinstance(now, Known):
        return Tri.of(now.origin is Origin.WRITTEN)
    return revision.given & ~revision.same(configuration.latest_revision)
