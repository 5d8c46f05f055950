import datetime as dt

from mskguard.rule import NO, YES, Cluster, Context, Level, Verdicts, rule, violates

YEAR = 12
"""Months."""


@rule(severity=Level.HIGH, kind="practice")
def unsupported_kafka_version(cluster: Cluster, ctx: Context) -> Verdicts:
    """MSK's support of the Kafka version has ended, or ends within months.

    Once the day has passed, MSK may upgrade the cluster to its recommended version whenever it
    likes, without asking again. Then the rolling restart and the new broker version come at an hour
    that nobody chose, clients that were never tested meet them, and the sources say something else
    than what runs. Until then the version gets no fixes.

    Upgrade on a day of your own. Past the date the finding is high, in the half year before it
    medium. The guide of 2024 gave no date for 3.5.1, 3.6.0 and 3.7.x; all three have ended since.
    The date is the one in the facts, and today is the day of the run or --as-of.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "3.6.0"
    +  kafka_version = "3.9.x"
     }
    ```

    Source: Developer Guide, "Amazon MSK version support policy",
    https://docs.aws.amazon.com/msk/latest/developerguide/version-support.html.
    Controls: Prowler kafka_cluster_uses_latest_version.
    """
    version, facts = cluster.kafka_version, ctx.facts
    over = version.satisfies(lambda it: _is_before(facts.end_of_support(it), ctx.as_of))
    soon = _months_later(ctx.as_of, facts.limit("end_of_support_notice"))
    ending = version.satisfies(lambda it: _is_before(facts.end_of_support(it), soon))
    recommended = next(one.text for one in facts.kafka_versions.values() if one.recommended)
    yield violates(
        version,
        when=over | ending,
        message=f"{cluster.address}: MSK's support of Kafka {version} "
        f"{'ended' if over is YES else 'ends'} on {facts.end_of_support(version.otherwise(''))}, "
        f"{recommended} is recommended",
        severity=Level.MEDIUM if over is NO else Level.HIGH,
    )


def _is_before(end: dt.date | None, day: dt.date) -> bool:
    return end is not None and end < day


def _months_later(day: dt.date, months: int) -> dt.date:
    years, month = divmod(day.month - 1 + months, YEAR)
    first = dt.date(day.year + years, month + 1, 1)
    return first + dt.timedelta(days=day.day - 1)
