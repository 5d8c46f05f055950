from mskguard.rule import (
    NO,
    Connector,
    Level,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def connector_without_class(connector: Connector) -> Verdicts:
    """A connector's configuration lacks what every connector needs.

    Kafka Connect finds the code to run by `connector.class`, and splits the work into `tasks.max`
    tasks. MSK Connect takes a configuration without them and creates workers for it, which takes
    ten minutes; then the connector fails, and has to be deleted before it can be created again.
    Under autoscaled capacity MSK Connect sets tasks.max itself.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       name = "orders"
       connector_configuration = {
    +    "connector.class" = "io.debezium.connector.postgresql.PostgresConnector"
         "tasks.max"       = "1"
       }
     }
    ? -- a map that is known in part is not known to lack a key
    ```

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       name = "orders"
       capacity {
         provisioned_capacity {
           worker_count = 1
         }
       }
       connector_configuration = {
         "connector.class" = "io.debezium.connector.postgresql.PostgresConnector"
    +    "tasks.max"       = "1"
       }
     }
    ? -- a map that is known in part is not known to lack a key
    ```

    Source: Developer Guide, "Create a connector",
    https://docs.aws.amazon.com/msk/latest/developerguide/mkc-create-connector-intro.html.
    """
    if connector.configuration.given is NO:
        return
    needs = {
        "connector.class": "so there is no code to run",
        "tasks.max": "which provisioned capacity does not set by itself",
    }
    for key, why in needs.items():
        missing = ~connector.property(key).given
        if key == "tasks.max":
            missing &= connector.capacity.provisioned.present.equals(True)
        yield violates(
            connector.configuration,
            when=missing,
            message=f"{connector.address}: the connector configuration has no {key}, {why}",
            about=key,
        )
