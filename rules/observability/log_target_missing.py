from mskguard.rule import NO, Cluster, Level, LogDestination, Verdicts, named, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def log_target_missing(cluster: Cluster) -> Verdicts:
    """A log destination is turned on and not named, or named and not turned on.

    MSK refuses a destination without its log group, stream or bucket. The reverse it takes without
    a word: the bucket is there, people believe that logs go into it, and it is empty on the day
    that somebody looks. That is reported as low, since it may be meant.

    Name the target that is to get the logs, or take the destination out.

    ```diff
     resource "aws_s3_bucket" "logs" {
       bucket = "events-broker-logs"
     }

     resource "aws_msk_cluster" "events" {
       logging_info {
         broker_logs {
           s3 {
             enabled = true
    +        bucket  = aws_s3_bucket.logs.id
    ?        bucket  = var.mystery
           }
         }
       }
     }
    ```

    ```diff
     resource "aws_s3_bucket" "logs" {
       bucket = "events-broker-logs"
     }

     resource "aws_msk_cluster" "events" {
       logging_info {
         broker_logs {
           s3 {
    -        enabled = false
    +        enabled = true
             bucket  = aws_s3_bucket.logs.id
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK logging",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html.
    """
    logs = cluster.logs
    yield from _verdicts(cluster, "log group", logs.cloudwatch)
    yield from _verdicts(cluster, "delivery stream", logs.firehose)
    yield from _verdicts(cluster, "bucket", logs.s3)


def _verdicts(cluster: Cluster, what: str, destination: LogDestination) -> Verdicts:
    enabled, target = destination.enabled, destination.target
    yield violates(
        target,
        when=enabled.equals(True) & ~named(target),
        message=f"{cluster.address}: logs are to go to a {what}, and none is named",
        related=[enabled],
        about=what,
    )
    if target.given is NO or enabled.given is NO:
        return
    yield violates(
        enabled,
        when=enabled.equals(False) & named(target),
        message=f"{cluster.address}: a {what} is named for logs and turned off",
        related=[target],
        severity=Level.LOW,
        kind="advice",
        about=what,
    )
