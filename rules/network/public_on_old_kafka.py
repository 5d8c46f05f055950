from mskguard.rule import Cluster, Context, Level, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def public_on_old_kafka(cluster: Cluster, ctx: Context) -> Verdicts:
    """Public access is asked for on a Kafka version that does not have it.

    MSK gives brokers public addresses from Kafka 2.6.0 on and refuses the update below. Public
    access is an update of a running cluster, so that the refusal comes after the cluster and all
    around it are made.

    Choose a version that MSK supports; those without public access have been out of support since
    2024. Or leave the brokers private.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "2.5.1"
    +  kafka_version = "3.9.x"
       broker_node_group_info {
         connectivity_info {
           public_access {
             type = "SERVICE_PROVIDED_EIPS"
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    """
    version, feature = cluster.kafka_version, "public-access"
    old = answers(
        lambda it: ctx.facts.lacks(feature, it), version, why=f"{version} is no known version"
    )
    yield violates(
        version,
        when=cluster.connectivity.public & old,
        message=f"{cluster.address}: kafka_version is {version}, public access begins with "
        f"{ctx.facts.first_version_with(feature)}",
        related=[cluster.connectivity.public_access],
    )
