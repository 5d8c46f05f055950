from mskguard.rule import Level, Replicator, Verdicts, holds, rule, violates

ACCOUNT = 4
"""Which part of an ARN, split at colons, is the account."""


@rule(severity=Level.HIGH, kind="constraint")
def replicator_across_accounts(replicator: Replicator) -> Verdicts:
    """A replicator's two clusters belong to different accounts.

    MSK Replicator copies between clusters of one account, in one region or two. A cluster of
    another account is refused when the replicator is created. To copy across accounts run
    MirrorMaker 2, or let a consumer in the other account read over multi-VPC connectivity.

    ```diff
     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         source_kafka_cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/source/a-1"
    -    target_kafka_cluster_arn = "arn:aws:kafka:eu-west-1:444455556666:cluster/target/b-1"
    +    target_kafka_cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/target/b-1"
       }
     }
    ```

    Source: Developer Guide, "Requirements for creating an MSK replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-requirements.html.
    """
    source, target = replicator.source.arn, replicator.target.arn
    yield violates(
        target,
        when=holds(lambda one, other: _account(one) != _account(other), target, source),
        message=f"{replicator.address}: source and target belong to different accounts",
        related=[source],
    )


def _account(arn: str) -> str:
    parts = arn.split(":")
    return parts[ACCOUNT] if len(parts) > ACCOUNT else ""
