from mskguard.rule import NO, Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def public_at_creation(cluster: Cluster) -> Verdicts:
    """A new cluster is to have public access from the beginning.

    MSK makes clusters private and takes public access only as an update of one that runs. A request
    that asks for both is refused at once: "When creating a cluster, the only valid value for the
    Type parameter in PublicAccess is DISABLED." A module that sets it works for years on clusters
    that exist, and fails on the day that one has to be made anew.

    Create the cluster with DISABLED, then turn public access on. Whether a cluster exists already
    HCL and templates do not say; there the answer stays open, and a plan gives it.

    ```diff aws-cli
     {
       "ClusterName": "events",
       "KafkaVersion": "3.9.x",
       "NumberOfBrokerNodes": 3,
       "BrokerNodeGroupInfo": {
         "InstanceType": "kafka.m7g.large",
         "ClientSubnets": ["subnet-0a", "subnet-0b", "subnet-0c"],
         "ConnectivityInfo": {
           "PublicAccess": {
    -        "Type": "SERVICE_PROVIDED_EIPS"
    +        "Type": "DISABLED"
    ? -- a request has no unknowns
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    """
    access = cluster.connectivity.public_access
    public = cluster.connectivity.public
    if public is NO:
        return
    yield violates(
        access,
        when=public & cluster.is_new,
        message=f"{cluster.address}: public access is on in a new cluster, which can only begin "
        "with DISABLED",
        fix=access.set("DISABLED"),
    )
