from collections.abc import Iterator

from mskguard.rule import (
    YES,
    Cluster,
    Context,
    Known,
    Level,
    Node,
    Relation,
    ScramAssociation,
    Secret,
    Value,
    Verdicts,
    arn_field,
    reached,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def scram_secret_elsewhere(association: ScramAssociation, ctx: Context) -> Verdicts:
    """A secret that MSK is to use lies in another region or account than the cluster.

    MSK reads SCRAM secrets only in the cluster's own region and account. A secret of the central
    secrets account, or of the region that a configuration was copied from, is refused, and so is a
    replica's primary. That is found when the association is made, after the cluster.

    Make a secret beside the cluster, with a key of its own there. Where one place is to keep all
    credentials, replicate the secret and associate the replica.

    ```diff
     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/events/abcd1234-5"
       secret_arn_list = [
    -    "arn:aws:secretsmanager:us-east-1:111122223333:secret:AmazonMSK_orders-a1B2c3",
    +    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_orders-a1B2c3",
    ?    "arn:aws:secretsmanager:${var.mystery}:111122223333:secret:AmazonMSK_orders-a1B2c3",
       ]
     }
    ```

    Source: Developer Guide, "Sign-in credentials authentication limitations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-limitations.html.
    """
    related = ctx.graph.targets(association, Relation.ASSOCIATES, Secret)
    clusters = ctx.graph.targets(association, Relation.GIVES_SECRETS_TO, Cluster).nodes
    for field in ("region", "account"):
        own = _of(field, association.cluster, clusters)
        if own is None:
            continue
        for place in association.secrets.otherwise(()):
            secrets = reached(related, place)
            for theirs in _each(field, place, secrets):
                yield violates(
                    place,
                    when=~own.same(theirs),
                    message=f"{association.address}: the secret lies in the {field} {theirs}, the "
                    f"cluster in {own}",
                    related=[association.cluster],
                    about=f"{field} {place}",
                )


def _of(field: str, reference: Value[str], nodes: tuple[Node, ...]) -> Value[str] | None:
    """A region or account as an ARN or the first of the nodes says it; None where neither does."""
    return next(_each(field, reference, nodes), None)


def _each(field: str, reference: Value[str], nodes: tuple[Node, ...]) -> Iterator[Value[str]]:
    """What is known of where it lies, and what an ARN that is known only in part may say."""
    said = arn_field(reference, field).now()
    if isinstance(said, Known) or (not nodes and reference.startswith("arn:") is YES):
        yield said
    for node in nodes:
        place = (node.region if field == "region" else node.account).now()
        if isinstance(place, Known):
            yield place
