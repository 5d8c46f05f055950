from mskguard.rule import YES, Cluster, Context, Level, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def vpc_link_on_old_kafka(cluster: Cluster, ctx: Context) -> Verdicts:
    """Multi-VPC connectivity is asked for on a Kafka version that does not have it.

    MSK offers multi-VPC private connectivity from Kafka 2.7.1 on and refuses the update below. The
    provider makes it a second step after the cluster, so an apply spends half an hour on the
    cluster before it fails.

    Choose a version that MSK supports; those without multi-VPC connectivity have been out of
    support since 2024.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "2.7.0"
    +  kafka_version = "3.9.x"
       broker_node_group_info {
         connectivity_info {
           vpc_connectivity {
             client_authentication {
               sasl {
                 iam = true
               }
             }
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK multi-VPC private connectivity in a single Region",
    https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html.
    """
    links, version = cluster.connectivity, cluster.kafka_version
    schemes = (links.vpc_iam, links.vpc_scram, links.vpc_tls)
    on = [scheme for scheme in schemes if scheme.equals(True) is YES]
    asked = links.vpc_iam.equals(True) | links.vpc_scram.equals(True) | links.vpc_tls.equals(True)
    old = answers(
        lambda it: ctx.facts.lacks("multi-vpc", it), version, why=f"{version} is no known version"
    )
    yield violates(
        version,
        when=asked & old,
        message=f"{cluster.address}: kafka_version is {version}, multi-VPC connectivity begins "
        f"with {ctx.facts.first_version_with('multi-vpc')}",
        related=on,
    )
