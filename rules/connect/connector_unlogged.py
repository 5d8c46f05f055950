from mskguard.rule import YES, Connector, Level, Verdicts, rule, some, violates


@rule(severity=Level.MEDIUM, kind="practice")
def connector_unlogged(connector: Connector) -> Verdicts:
    """A connector's workers log nowhere.

    What a connector does is only in its workers' logs. When it fails, MSK Connect shows the state
    FAILED and one line; the stack trace of the task, the record that it choked on, the refused
    login are gone with the worker. Log delivery is settled when the connector is created: to turn
    it on afterwards is to make the connector anew.

    Deliver the logs to CloudWatch Logs, to S3 or to Firehose.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       name = "orders"
       log_delivery {
         worker_log_delivery {
           cloudwatch_logs {
    -        enabled   = false
    +        enabled   = true
             log_group = "/aws/vendedlogs/connect/orders"
           }
         }
       }
     }
    ```

    Without any block it is the same:

    ```diff no-fix
     resource "aws_mskconnect_connector" "orders" {
       name = "orders"
    +  log_delivery {
    +    worker_log_delivery {
    +      s3 {
    +        enabled = true
    +        bucket  = "logs"
    +      }
    +    }
    +  }
    ?  log_delivery {
    ?    worker_log_delivery {
    ?      s3 {
    ?        enabled = var.mystery
    ?        bucket  = "logs"
    ?      }
    ?    }
    ?  }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Orders:
         Type: AWS::KafkaConnect::Connector
         Properties:
           ConnectorName: orders
           LogDelivery:
             WorkerLogDelivery:
               CloudWatchLogs:
    -            Enabled: false
    +            Enabled: true
                 LogGroup: /aws/vendedlogs/connect/orders
    ```

    Source: Developer Guide, "Logging for MSK Connect",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-logging.html.
    Controls: Security Hub MSK.5.
    """
    logs = connector.logs
    switches = [logs.cloudwatch.enabled, logs.s3.enabled, logs.firehose.enabled]
    written = [one for one in switches if one.given is YES]
    off = ~some(*(one.equals(True) for one in switches))
    place = written[0] if written else connector
    yield violates(
        place,
        when=off,
        message=f"{connector.address}: no log delivery is on, so what its workers say is lost",
        fix=written[0].set(True) if len(written) == 1 else None,
    )
