from mskguard.rule import Connector, Context, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def too_many_workers(connector: Connector, ctx: Context) -> Verdicts:
    """A connector has more workers than MSK Connect gives one.

    The quota counts the workers of one connector; an autoscaled one counts with its maximum.
    CreateConnector refuses more. The quota can be raised on request, so where yours is higher,
    ignore this finding and say so there.

    Give each worker more MCUs before taking more workers: a task never runs on two of them.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       capacity {
         autoscaling {
           min_worker_count = 2
    -      max_worker_count = 12
    +      max_worker_count = 10
         }
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK quota",
    https://docs.aws.amazon.com/msk/latest/developerguide/limits.html.
    """
    most = ctx.facts.limit("connector_workers")
    capacity = connector.capacity
    for count in (capacity.autoscaling.max_workers, capacity.provisioned.workers):
        yield violates(
            count,
            when=count.satisfies(lambda it: it > most),
            message=f"{connector.address}: {count} workers, the quota is {most} for a connector",
        )
