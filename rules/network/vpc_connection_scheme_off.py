from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Relation,
    Verdicts,
    VpcConnection,
    rule,
    some,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def vpc_connection_scheme_off(connection: VpcConnection, ctx: Context) -> Verdicts:
    """A managed VPC connection uses a scheme that its cluster does not offer to other VPCs.

    Multi-VPC connectivity is turned on scheme by scheme, apart from what the cluster offers within
    its own VPC. A connection for another scheme is refused, or stays without brokers behind it.

    Turn multi-VPC connectivity on for the scheme of the connection, or let the connection use one
    that is on. Clusters that were not read are not judged.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
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

     resource "aws_msk_vpc_connection" "apps" {
       target_cluster_arn = aws_msk_cluster.events.arn
    -  authentication     = "SASL_SCRAM"
    +  authentication     = "SASL_IAM"
     }
    ```

    Source: Developer Guide, "Amazon MSK multi-VPC private connectivity in a single Region",
    https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html.
    """
    for cluster in ctx.graph.targets(connection, Relation.CONNECTS_TO, Cluster).nodes:
        connectivity = cluster.connectivity
        offers = {
            "SASL_IAM": connectivity.vpc_iam,
            "SASL_SCRAM": connectivity.vpc_scram,
            "TLS": connectivity.vpc_tls,
        }
        scheme = connection.authentication
        lacks = [scheme.equals(name) & ~enabled.equals(True) for name, enabled in offers.items()]
        used = [enabled for name, enabled in offers.items() if scheme.equals(name) is not NO]
        yield violates(
            scheme,
            when=some(*lacks),
            message=f"{connection.address}: it uses {scheme}, which {cluster.address} does not "
            "offer over multi-VPC connectivity",
            related=used[:1] if scheme.otherwise("") else [],
        )
