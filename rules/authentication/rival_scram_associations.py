from collections.abc import Iterator

from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Dialect,
    ExclusiveScramAssociation,
    Level,
    Relation,
    ScramAssociation,
    Secret,
    Tri,
    Value,
    Verdicts,
    every,
    reached,
    rule,
    some,
    violates,
)


@rule(severity=Level.HIGH, kind="practice")
def rival_scram_associations(association: ScramAssociation, ctx: Context) -> Verdicts:
    """Two resources hold the list of the cluster's secrets, and each removes those of the other.

    aws_msk_scram_secret_association stands for all secrets of a cluster: Terraform takes away those
    that its list lacks. Beside a second one, or an aws_msk_single_scram_secret_association, every
    apply undoes what the last one did. Users of the one half are locked out until the next apply,
    then those of the other half, and each plan looks like a small correction.

    Keep one list for a cluster, or single associations alone. Where every single one's secret
    stands in the list too nothing is lost, and this rule is silent.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_msk_cluster" "orders" {
       cluster_name = "orders"
     }

     resource "aws_secretsmanager_secret" "events" {
       name = "AmazonMSK_events"
     }

     resource "aws_secretsmanager_secret" "orders" {
       name = "AmazonMSK_orders"
     }

     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn     = aws_msk_cluster.events.arn
       secret_arn_list = [aws_secretsmanager_secret.events.arn]
     }

     resource "aws_msk_scram_secret_association" "orders" {
    -  cluster_arn     = aws_msk_cluster.events.arn
    +  cluster_arn     = aws_msk_cluster.orders.arn
       secret_arn_list = [aws_secretsmanager_secret.orders.arn]
     }
    ```

    Source: Terraform AWS provider, "aws_msk_scram_secret_association",
    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/msk_scram_secret_association.
    """
    for other in _before(association, ctx):
        there = association.exists.equals(True) & other.exists.equals(True)
        yield violates(
            association.cluster,
            when=there & _same_cluster(association, other, ctx) & ~_agree(association, other, ctx),
            message=f"{association.address}: {other.address} holds secrets of the same cluster, "
            "and each apply removes those that the one or the other lacks",
            related=[other.cluster],
            about=other.address,
        )


def _before(association: ScramAssociation, ctx: Context) -> Iterator[ScramAssociation]:
    """Terraform's associations before this one of which the one or the other is exclusive."""
    if association.unit.dialect is not Dialect.TERRAFORM:
        return
    exclusive = isinstance(association, ExclusiveScramAssociation)
    for other in ctx.graph.nodes(ScramAssociation):
        if other is association:
            return
        if other.unit.dialect is Dialect.TERRAFORM and (
            exclusive or isinstance(other, ExclusiveScramAssociation)
        ):
            yield other


def _same_cluster(one: ScramAssociation, other: ScramAssociation, ctx: Context) -> Tri:
    ends = [ctx.graph.targets(it, Relation.GIVES_SECRETS_TO, Cluster).nodes for it in (one, other)]
    if ends[0] and ends[1]:
        return Tri.of(any(cluster in ends[1] for cluster in ends[0]))
    return one.cluster.same(other.cluster) if one.unit is other.unit else _same_arn(one, other)


def _same_arn(one: ScramAssociation, other: ScramAssociation) -> Tri:
    """Between units only ARNs tell; the names of one mean nothing in the other."""
    return NO if one.cluster.same(other.cluster) is not YES else YES


def _agree(one: ScramAssociation, other: ScramAssociation, ctx: Context) -> Tri:
    """Whether each list that is there holds the other's secrets, so that it takes none away."""
    pairs = ((one, other), (other, one))
    return every(
        *(_holds(it, its, ctx) for it, its in pairs if isinstance(it, ExclusiveScramAssociation))
    )


def _holds(mine: ScramAssociation, theirs: ScramAssociation, ctx: Context) -> Tri:
    read = mine.secrets.satisfies(lambda _: True) & theirs.secrets.satisfies(lambda _: True)
    listed, wanted = mine.secrets.otherwise(()), theirs.secrets.otherwise(())
    return read & every(
        *(some(*(_same_secret(ctx, (mine, it), (theirs, one)) for it in listed)) for one in wanted)
    )


Place = tuple[ScramAssociation, Value[str]]


def _same_secret(ctx: Context, one: Place, other: Place) -> Tri:
    """Whether both references mean one secret; two that were read are one or two."""
    ends = [
        reached(ctx.graph.targets(by, Relation.ASSOCIATES, Secret), place)
        for by, place in (one, other)
    ]
    same = one[1].same(other[1])
    if same is not YES and ends[0] and ends[1]:
        return Tri.of(any(secret in ends[1] for secret in ends[0]))
    return same
