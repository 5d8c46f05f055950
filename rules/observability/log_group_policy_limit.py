from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Known,
    Level,
    LogGroup,
    Relation,
    Verdicts,
    rule,
    violates,
)

PREFIX = "/aws/vendedlogs/"


@rule(severity=Level.LOW, kind="advice")
def log_group_policy_limit(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers' log group lies where every log group takes up room in one short policy.

    AWS lets its services write to log groups by one resource policy of CloudWatch Logs, which may
    hold 5120 characters. Each log group of a cluster is written into it, until it is full, and from
    then on no cluster of the account can turn its logs on. The error names a policy that nobody
    here has ever seen.

    Give the log group a name that starts with /aws/vendedlogs/: one line of the policy stands for
    all of them. A log group cannot be renamed, so a new one takes its place; keep the old one as
    long as its logs are needed.

    ```diff
     resource "aws_cloudwatch_log_group" "brokers" {
    -  name              = "/msk/events"
    +  name              = "/aws/vendedlogs/msk/events"
       retention_in_days = 14
     }

     resource "aws_msk_cluster" "events" {
       logging_info {
         broker_logs {
           cloudwatch_logs {
             enabled   = true
             log_group = aws_cloudwatch_log_group.brokers.name
           }
         }
       }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       logging_info {
         broker_logs {
           cloudwatch_logs {
             enabled   = true
    -        log_group = "/msk/events"
    +        log_group = "/aws/vendedlogs/msk/events"
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Troubleshoot your Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/troubleshooting.html.
    """
    logs = cluster.logs.cloudwatch
    if logs.enabled.equals(True) is NO:
        return
    groups = ctx.graph.targets(cluster, Relation.LOGS_TO, LogGroup).nodes
    literal = isinstance(logs.target.now(), Known)
    address = groups[0].address if groups and not literal else cluster.address
    name = groups[0].name if groups and not literal else logs.target
    yield violates(
        name,
        when=NO if name.given is NO else logs.enabled.equals(True) & ~name.startswith(PREFIX),
        message=f"{address}: the brokers' log group is not below {PREFIX}, so it takes a line of "
        "its own in the account's policy for log delivery, whose length is limited",
        related=[logs.target],
    )
