from mskguard.rule import NO, Connector, Level, Verdicts, rule, violates


@rule(severity=Level.LOW, kind="advice")
def tasks_max_overridden(connector: Connector) -> Verdicts:
    """tasks.max is written for a connector whose tasks MSK Connect counts itself.

    With autoscaled capacity MSK Connect replaces tasks.max by a number that follows the workers and
    their MCUs. What is written has no effect, and whoever reads it believes otherwise: a source
    that must have a single task, as Debezium's for MySQL, gets more of them under load.

    Remove the line, or, where the number matters, take provisioned capacity.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       capacity {
         autoscaling {
           max_worker_count = 4
         }
       }
       connector_configuration = {
         "connector.class" = "io.confluent.connect.s3.S3SinkConnector"
    -    "tasks.max"       = "2"
       }
     }
    ? -- a map that is known in part is not known to have a key
    ```

    Source: Developer Guide, "Understand connector capacity",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-capacity.html.
    """
    tasks = connector.property("tasks.max")
    scaled = connector.capacity.autoscaling.present
    if NO in (tasks.given, scaled.equals(True)):
        return
    yield violates(
        tasks,
        when=tasks.given & scaled.equals(True),
        message=f"{connector.address}: tasks.max is {tasks}, and MSK Connect sets it itself while "
        "it scales the workers",
        related=[scaled],
    )
