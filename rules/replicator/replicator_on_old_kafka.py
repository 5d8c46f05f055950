from mskguard.rule import (
    Cluster,
    Context,
    Level,
    Relation,
    Replicator,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_on_old_kafka(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator's cluster runs a Kafka version that MSK Replicator does not work with.

    MSK Replicator needs Kafka 2.7.0 on both sides, and 2.8.1 where topics keep their names at the
    target. CreateReplicator fails below, after half an hour in the state CREATING.

    Upgrade the cluster first; every version that MSK still supports is new enough.

    ```diff
     resource "aws_msk_cluster" "target" {
    -  kafka_version = "2.6.2"
    +  kafka_version = "3.9.x"
     }

     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_cluster.target.arn
         topic_replication {
           topic_name_configuration {
             type = "PREFIXED_WITH_SOURCE_CLUSTER_ALIAS"
           }
         }
       }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "target" {
    -  kafka_version = "2.8.0"
    +  kafka_version = "3.9.x"
     }

     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_cluster.target.arn
         topic_replication {
           topic_name_configuration {
             type = "IDENTICAL"
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Requirements for creating an MSK replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-requirements.html.
    """
    for relation in (Relation.READS_FROM, Relation.WRITES_TO):
        for cluster in ctx.graph.targets(replicator, relation, Cluster).nodes:
            version = cluster.kafka_version
            plain, identical = (
                answers(
                    lambda it, feature=feature: ctx.facts.lacks(feature, it),
                    version,
                    why=f"{version} is no known version",
                )
                for feature in ("replicator", "replicator-identical-names")
            )
            yield violates(
                version,
                when=plain | (replicator.keeps_names & identical),
                message=f"{cluster.address}: kafka_version is {version}, {replicator.address} "
                f"needs {ctx.facts.first_version_with('replicator')}, and "
                f"{ctx.facts.first_version_with('replicator-identical-names')} for identical names",
                related=[replicator],
            )
