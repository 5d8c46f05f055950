from collections.abc import Iterator

from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Node,
    Relation,
    Replicator,
    ServerlessCluster,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def replication_loop(replicator: Replicator, ctx: Context) -> Verdicts:
    """Replicators copy topics in a circle without changing their names.

    With identical names MSK Replicator marks what it has written, so that two replicators between
    two clusters do not send a record back for ever. They still read all of it, and every byte is
    paid for twice; with a third cluster in the circle the marks do not help, and records come
    around again.

    Let the topics carry the source's alias, which keeps the directions apart, or replicate one way
    and turn the direction over when the clients move.

    ```diff
     resource "aws_msk_cluster" "one" {
       cluster_name = "one"
     }

     resource "aws_msk_cluster" "other" {
       cluster_name = "other"
     }

     resource "aws_msk_replicator" "there" {
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.one.arn
         target_kafka_cluster_arn = aws_msk_cluster.other.arn
         topic_replication {
           topic_name_configuration {
    -        type = "IDENTICAL"
    +        type = "PREFIXED_WITH_SOURCE_CLUSTER_ALIAS"
           }
         }
       }
     }

     resource "aws_msk_replicator" "back" {
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.other.arn
         target_kafka_cluster_arn = aws_msk_cluster.one.arn
         topic_replication {
           topic_name_configuration {
    -        type = "IDENTICAL"
    +        type = "PREFIXED_WITH_SOURCE_CLUSTER_ALIAS"
           }
         }
       }
     }
    ? -- with one of the two unknown the other one is asked about as well, at another place
    ```

    Source: Developer Guide, "Use replication to create an active-active setup",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-active-active.html.
    """
    naming = replicator.topics.naming
    if replicator.keeps_names is NO:
        return
    around = _way_back(ctx, replicator)
    if around is None:
        return
    names, others = around
    yield violates(
        naming,
        when=replicator.keeps_names & names,
        message=f"{replicator.address}: it copies topics under identical names in a circle with "
        + " and ".join(one.address for one in others),
        related=[one.topics.naming for one in others],
    )


def _way_back(ctx: Context, first: Replicator) -> tuple[Tri, list[Replicator]] | None:
    """The replicators that lead from its target back to its source, and whether all keep names."""
    starts = {id(node) for node in _clusters(ctx, first, Relation.READS_FROM)}
    ways: list[tuple[Tri, list[Replicator], list[Node]]] = [
        (Tri.YES, [], [node]) for node in _clusters(ctx, first, Relation.WRITES_TO)
    ]
    seen: set[int] = set()
    while ways:
        names, path, places = ways.pop(0)
        for node in places:
            if id(node) in starts and path:
                return names, path
            if id(node) in seen:
                continue
            seen.add(id(node))
            for one in ctx.graph.sources(node, Relation.READS_FROM, Replicator).nodes:
                if one is not first and one.keeps_names is not NO:
                    there = list(_clusters(ctx, one, Relation.WRITES_TO))
                    ways.append((names & one.keeps_names, [*path, one], there))
    return None


def _clusters(ctx: Context, replicator: Replicator, relation: Relation) -> Iterator[Node]:
    yield from ctx.graph.targets(replicator, relation, Cluster).nodes
    yield from ctx.graph.targets(replicator, relation, ServerlessCluster).nodes
