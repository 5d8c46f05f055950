from mskguard.rule import (
    NO,
    Cluster,
    Configuration,
    Context,
    Level,
    Tri,
    Verdicts,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def configuration_for_other_kafka(configuration: Configuration, ctx: Context) -> Verdicts:
    """A configuration names Kafka versions, and a cluster that uses it has another one.

    kafka_versions says which versions the properties are checked against, and for which clusters
    the configuration may be used. It is easily forgotten in an upgrade: the cluster's version is
    changed, the list is not, and the update is refused in the maintenance window. Terraform
    replaces the configuration when the list changes, which needs another name or
    create_before_destroy.

    Add the cluster's version, or leave the list out, so that any cluster may use the configuration.

    ```diff
     resource "aws_msk_configuration" "events" {
       name           = "events"
    -  kafka_versions = ["3.6.0", "3.8.x"]
    +  kafka_versions = ["3.8.x", "3.9.x"]
     }

     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: API Reference, "Configurations",
    https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html.
    """
    listed, clusters = configuration.kafka_versions, ctx.users(configuration).nodes

    def is_other(cluster: Cluster) -> Tri:
        if cluster.kafka_version.given is NO:
            return NO
        versions = listed.otherwise(())
        lacks = ~some(*(one.same(cluster.kafka_version) for one in versions))
        return listed.satisfies(bool) & lacks

    if clusters and listed.given is not NO:
        found = [cluster for cluster in clusters if is_other(cluster) is not NO]
        versions = ", ".join(dict.fromkeys(str(one.kafka_version) for one in found))
        yield violates(
            listed,
            when=some(*map(is_other, clusters)),
            message=f"{configuration.address}: kafka_versions has no {versions}, which a cluster "
            "that uses the configuration runs",
            related=[cluster.kafka_version for cluster in found],
        )
