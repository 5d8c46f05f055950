from mskguard.rule import NO, Cluster, Dialect, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def vpc_link_at_creation(cluster: Cluster) -> Verdicts:
    """A new cluster is to have multi-VPC connectivity from the beginning.

    MSK turns multi-VPC connectivity on for a cluster that runs. A request that makes one and asks
    for it is refused: "When creating a cluster, all vpcConnectivity auth schemes must be disabled."
    A template with it works on stacks that exist, and fails where the stack is made anew, such as
    in another region after a disaster.

    Create the cluster with all schemes off, then turn on those that are wanted. Terraform's
    provider does so by itself, in a second step. Whether a template's cluster exists already is not
    said; there the answer stays open.

    ```diff aws-cli
     {
       "ClusterName": "events",
       "KafkaVersion": "3.9.x",
       "NumberOfBrokerNodes": 3,
       "BrokerNodeGroupInfo": {
         "InstanceType": "kafka.m7g.large",
         "ClientSubnets": ["subnet-0a", "subnet-0b", "subnet-0c"],
         "ConnectivityInfo": {
           "VpcConnectivity": {
             "ClientAuthentication": {
               "Sasl": {
                 "Iam": {
    -              "Enabled": true
    +              "Enabled": false
    ? -- a request has no unknowns
                 }
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
    if cluster.unit.dialect is Dialect.TERRAFORM:
        return
    links = cluster.connectivity
    for name, over in (
        ("IAM", links.vpc_iam),
        ("SCRAM", links.vpc_scram),
        ("mutual TLS", links.vpc_tls),
    ):
        if over.equals(True) is NO:
            continue
        yield violates(
            over,
            when=over.equals(True) & cluster.is_new,
            message=f"{cluster.address}: multi-VPC connectivity is on for {name} in a new "
            "cluster, which can only begin without",
            fix=over.set(False),
            about=name,
        )
