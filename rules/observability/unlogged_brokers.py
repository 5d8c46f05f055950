from mskguard.rule import YES, Cluster, Level, Verdicts, rule, some, violates


@rule(severity=Level.MEDIUM, kind="practice")
def unlogged_brokers(cluster: Cluster) -> Verdicts:
    """The brokers' logs are delivered nowhere, so nobody can read them.

    MSK gives no access to the brokers' disks. Without a destination the INFO logs, with the refused
    logins, the leader elections and the reasons for them, exist for nobody: not in the night of an
    outage, and not for AWS's support, which asks for them first. Turning delivery on later brings
    back nothing of what has been.

    Deliver to a log group, a bucket or a Firehose stream; MSK turns it on in place. A bucket is the
    cheapest, a log group the quickest to search. Costs grow with what the brokers log: keep it for
    days rather than for ever.

    ```diff
     resource "aws_cloudwatch_log_group" "brokers" {
       name              = "/aws/vendedlogs/events"
       retention_in_days = 14
     }

     resource "aws_msk_cluster" "events" {
       logging_info {
         broker_logs {
           cloudwatch_logs {
    -        enabled   = false
    +        enabled   = true
             log_group = aws_cloudwatch_log_group.brokers.name
           }
         }
       }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
    +
    +  logging_info {
    +    broker_logs {
    +      s3 {
    +        enabled = true
    +        bucket  = "events-broker-logs"
    +      }
    +    }
    +  }
    ?
    ?  logging_info {
    ?    broker_logs {
    ?      s3 {
    ?        enabled = var.mystery
    ?        bucket  = "events-broker-logs"
    ?      }
    ?    }
    ?  }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
           LoggingInfo:
             BrokerLogs:
               S3:
    -            Enabled: false
    +            Enabled: true
                 Bucket: events-broker-logs
    ```

    Source: Developer Guide, "Amazon MSK logging",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html.
    Controls: checkov CKV_AWS_80, trivy AWS-0074,
    KICS 2f56b7ab-7fba-4e93-82f0-247e5ddeb239, cdk-nag AwsSolutions-MSK6.
    """
    logs = cluster.logs
    switches = [logs.cloudwatch.enabled, logs.firehose.enabled, logs.s3.enabled]
    written = [one for one in switches if one.given is YES]
    yield violates(
        written[0] if written else logs.cloudwatch.enabled,
        when=~some(*(one.equals(True) for one in switches)),
        message=f"{cluster.address}: broker logs go to no log group, bucket or stream, so nobody "
        "can read them",
    )
