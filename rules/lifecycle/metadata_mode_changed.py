from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Level,
    ResourceChange,
    Tri,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def metadata_mode_changed(change: ResourceChange, ctx: Context) -> Verdicts:
    """The cluster is to move between ZooKeeper and KRaft in a way that MSK does not offer.

    A cluster's metadata is in ZooKeeper or in KRaft from its creation on. There is one way between
    them, from 3.9.x to 3.9.x.kraft, in place and for good; nothing leads back, and 4.x is reached
    by that way only. Terraform plans any other such change as an update all the same, and MSK
    refuses it. The guide of 2024 knew no way at all.

    Go to 3.9.x first, then to 3.9.x.kraft, then on. The migration asks for three zones, for brokers
    larger than kafka.t3.small and for ZooKeeper access to be off.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name  = "events"
    -  kafka_version = "3.8.x"
    +  kafka_version = "4.0.x.kraft"
     }
    ```

    Source: Developer Guide, "Migrate from ZooKeeper to KRaft",
    https://docs.aws.amazon.com/msk/latest/developerguide/zk-to-kraft-migration.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = (one.kafka_version for one in clusters)

    def strays(will: str, was: str) -> Tri:
        modes = ctx.facts.runs_on_kraft(was), ctx.facts.runs_on_kraft(will)
        if will == was or modes in ((NO, NO), (YES, YES)):
            return NO
        if modes == (NO, YES):
            return Tri.of(not ctx.facts.migrates_to_kraft(was, will))
        return modes[0] & ~modes[1]

    yield violates(
        after,
        when=answers(strays, after, before, why=f"the modes of {before} and {after} are not known"),
        message=f"{change.address}: kafka_version changes from {before} to {after}, between which "
        "MSK moves no metadata: the update fails",
        related=[before],
    )
