from mskguard.rule import (
    NO,
    Cluster,
    Connector,
    Context,
    Level,
    Relation,
    Role,
    Unknown,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def connect_role_lacks_cluster_access(connector: Connector, ctx: Context) -> Verdicts:
    """A connector comes into its cluster by IAM, and its role may not do there what it has to.

    The workers connect under the service execution role. They describe the cluster, keep offsets,
    configurations and status in topics that begin with __amazon_msk_connect_, and are members of
    groups that begin with that or with connect-. Where one of these is not allowed the connector is
    made, runs for some minutes and ends as FAILED, and only the worker logs say why.

    Allow on the cluster Connect and DescribeCluster, on the internal topics CreateTopic, WriteData,
    ReadData and DescribeTopic, on the groups AlterGroup and DescribeGroup; and on the topics that
    the connector is there for what it does with them. The rule speaks only where all policies of
    the role are known.

    ```diff
     resource "aws_mskconnect_connector" "archive" {
       name                       = "archive"
    -  service_execution_role_arn = aws_iam_role.narrow.arn
    +  service_execution_role_arn = aws_iam_role.archive.arn
       kafka_cluster_client_authentication {
         authentication_type = "IAM"
       }
     }

     resource "aws_iam_role" "narrow" {
       inline_policy {
         name   = "cluster"
         policy = data.aws_iam_policy_document.narrow.json
       }
     }

     resource "aws_iam_role" "archive" {
       inline_policy {
         name   = "cluster"
         policy = data.aws_iam_policy_document.archive.json
       }
     }

     data "aws_iam_policy_document" "narrow" {
       statement {
         actions   = ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"]
         resources = ["arn:aws:kafka:eu-west-1:111122223333:cluster/orders/*"]
       }
     }

     data "aws_iam_policy_document" "archive" {
       source_policy_documents = [data.aws_iam_policy_document.narrow.json]
       statement {
         actions = [
           "kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopic", "kafka-cluster:*Data",
           "kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup",
         ]
         resources = [
           "arn:aws:kafka:eu-west-1:111122223333:topic/orders/*",
           "arn:aws:kafka:eu-west-1:111122223333:group/orders/*",
         ]
       }
     }
    ```

    Source: Developer Guide, "Understand service execution role",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-service-execution-role.html.
    """
    by_iam = connector.cluster.authentication.equals("IAM")
    if by_iam is NO:
        return
    needs = ctx.facts.iam.needs_of("connector")
    clusters = ctx.graph.targets(connector, Relation.CONNECTS_TO, Cluster).nodes
    arns = [iam.arn_of_cluster(ctx.graph, it) for it in clusters] or [iam.EVERY_CLUSTER]
    roles = ctx.graph.targets(connector, Relation.RUNS_AS, Role)
    if not roles.nodes:
        unread = Unknown[object](connector.role.span, roles.why or "its role was not read")
        yield violates(
            connector.role,
            when=by_iam & unread.equals(None),
            message=f"{connector.address}: what {connector.role} allows was not read",
        )
    for role in roles.nodes:
        granted = iam.grants(ctx, role)
        for arn in arns:
            lacks, missing = iam.lacking(granted, needs, arn)
            yield violates(
                connector.role,
                when=by_iam & lacks,
                message=f"{connector.address}: its role {role.address} lacks "
                f"{', '.join(missing) or 'access'}, which its workers need in the cluster",
                related=[role],
            )
