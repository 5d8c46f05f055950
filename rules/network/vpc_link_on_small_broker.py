from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Cluster,
    Context,
    Level,
    Tri,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def vpc_link_on_small_broker(cluster: Cluster, ctx: Context) -> Verdicts:
    """Multi-VPC connectivity is asked for on brokers too small for it.

    MSK offers multi-VPC private connectivity on every size but kafka.t3.small and refuses the
    update there. The provider makes it a second step after the cluster, so an apply spends half an
    hour on the cluster before it fails.

    Choose a larger size; MSK changes it in place, one broker after the other. Or reach the small
    cluster, which is one for tests, over VPC peering.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
    -    instance_type = "kafka.t3.small"
    +    instance_type = "kafka.m7g.large"
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
    links, size = cluster.connectivity, cluster.brokers.size

    def lacks(name: str) -> Tri:
        found = ctx.facts.broker_size(name)
        return Tri.of(found.multi_vpc is NO) if found else UNKNOWN

    schemes = (links.vpc_iam, links.vpc_scram, links.vpc_tls)
    on = [scheme for scheme in schemes if scheme.equals(True) is YES]
    asked = links.vpc_iam.equals(True) | links.vpc_scram.equals(True) | links.vpc_tls.equals(True)
    yield violates(
        size,
        when=asked & answers(lacks, size, why=f"{size} is no broker size that the facts know"),
        message=f"{cluster.address}: instance_type is {size}, which has no multi-VPC connectivity",
        related=on,
    )
