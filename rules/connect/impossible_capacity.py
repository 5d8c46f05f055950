from mskguard.rule import Connector, Context, Level, Verdicts, holds, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def impossible_capacity(connector: Connector, ctx: Context) -> Verdicts:
    """A connector's capacity contradicts itself, or is one that there is not.

    A worker has 1, 2, 4 or 8 MSK Connect Units; the least number of workers cannot exceed the most;
    and workers are only removed at a utilisation below the one at which they are added, or the
    connector would scale in and out without end, with a rebalance each time. MSK Connect refuses
    all three when the connector is created.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       capacity {
         autoscaling {
    -      mcu_count        = 3
    +      mcu_count        = 4
           min_worker_count = 1
           max_worker_count = 4
         }
       }
     }
    ```

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       capacity {
         autoscaling {
    -      min_worker_count = 6
    +      min_worker_count = 2
           max_worker_count = 4
         }
       }
     }
    ```

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       capacity {
         autoscaling {
           scale_in_policy {
    -        cpu_utilization_percentage = 80
    +        cpu_utilization_percentage = 20
           }
           scale_out_policy {
             cpu_utilization_percentage = 80
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Understand connector capacity",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-capacity.html.
    """
    sizes = ("mcu_small", "mcu_medium", "mcu_large", "mcu_largest")
    offered = [ctx.facts.limit(name) for name in sizes]
    capacity = connector.capacity
    for count in (capacity.autoscaling.mcu_count, capacity.provisioned.mcu_count):
        yield violates(
            count,
            when=count.satisfies(lambda it: it not in offered),
            message=f"{connector.address}: a worker of {count} MCUs, there are those of "
            + ", ".join(map(str, offered)),
        )
    scaling = capacity.autoscaling
    yield violates(
        scaling.min_workers,
        when=holds(lambda least, most: least > most, scaling.min_workers, scaling.max_workers),
        message=f"{connector.address}: {scaling.min_workers} workers at least and "
        f"{scaling.max_workers} at most",
        related=[scaling.max_workers],
    )
    yield violates(
        scaling.scale_in_cpu,
        when=holds(lambda down, up: down >= up, scaling.scale_in_cpu, scaling.scale_out_cpu),
        message=f"{connector.address}: workers are removed below {scaling.scale_in_cpu} % and "
        f"added above {scaling.scale_out_cpu} % of CPU",
        related=[scaling.scale_out_cpu],
    )
