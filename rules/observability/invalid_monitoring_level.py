import re

from mskguard.rule import UNKNOWN, Cluster, Context, Level, Tri, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def invalid_monitoring_level(cluster: Cluster, ctx: Context) -> Verdicts:
    """The level of enhanced monitoring does not exist.

    AWS refuses the request for a level that it does not know, and with it whatever else was to be
    changed by it. The names look alike and are easily put together wrongly: there is
    PER_TOPIC_PER_BROKER and PER_TOPIC_PER_PARTITION, but no PER_TOPIC and no PER_PARTITION.

    Write one of the levels that there are. A well-formed name that is like none of them may be
    newer than what is known here, and stays undetermined.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  enhanced_monitoring = "PER_BROKER_PER_TOPIC"
    +  enhanced_monitoring = "PER_TOPIC_PER_BROKER"
     }
    ```

    Source: API reference, "Clusters",
    https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html.
    """
    level, levels = cluster.monitoring.level, ctx.facts.monitoring_levels
    meant = ctx.facts.nearest_monitoring_level(level.otherwise("DEFAULT"))

    def is_wrong(text: str) -> Tri:
        if text in levels or meant or not re.fullmatch(r"PER(_[A-Z]+)+", text):
            return Tri.of(text not in levels)
        return UNKNOWN

    yield violates(
        level,
        when=answers(is_wrong, level, why=f"{level} may be newer than the facts"),
        message=f"{cluster.address}: there is no level {level} of enhanced monitoring, "
        + (f"the nearest is {meant}" if meant else f"there are {', '.join(levels)}"),
    )
