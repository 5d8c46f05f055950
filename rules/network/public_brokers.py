from mskguard.rule import Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="practice")
def public_brokers(cluster: Cluster) -> Verdicts:
    """The brokers have public addresses, so the internet may try to log in.

    With SERVICE_PROVIDED_EIPS every broker gets an Elastic IP and listens on ports 9194 to 9198.
    From then on a security group is all that stands between strangers and a login, and one rule
    that is opened during an incident and forgotten is enough. Scanners find the ports within the
    hour; leaked credentials then work from anywhere.

    Write DISABLED. Clients in other VPCs and accounts reach private brokers over multi-VPC
    connectivity, peering or a transit gateway, those outside of AWS over a VPN. Where devices on
    the internet are the very purpose, ignore the finding and say who answers for it.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         connectivity_info {
           public_access {
    -        type = "SERVICE_PROVIDED_EIPS"
    +        type = "DISABLED"
           }
         }
       }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
           BrokerNodeGroupInfo:
             ConnectivityInfo:
               PublicAccess:
    -            Type: SERVICE_PROVIDED_EIPS
    +            Type: DISABLED
    ```

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    Controls: Security Hub MSK.4, AWS Config msk-cluster-public-access-disabled,
    checkov CKV_AWS_291, Prowler kafka_cluster_is_public,
    KICS 54378d69-dd7c-4b08-a43e-80d563396857.
    """
    access = cluster.connectivity.public_access
    yield violates(
        access,
        when=cluster.connectivity.public,
        message=f"{cluster.address}: public access is on, so brokers can be reached from the "
        "internet; DISABLED keeps them private",
        fix=access.set("DISABLED"),
    )
