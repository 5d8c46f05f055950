from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Cluster,
    Context,
    Level,
    Role,
    Tri,
    Value,
    Verdicts,
    answers,
    iam,
    rule,
    some,
    violates,
)

WRITE = "kafka-cluster:WriteData"
IDEMPOTENT = "kafka-cluster:WriteDataIdempotently"
CONNECT = "kafkaconnect.amazonaws.com"
SINCE = "2.8.0"


@rule(severity=Level.LOW, kind="practice")
def topic_only_idempotent_write(role: Role, ctx: Context) -> Verdicts:
    """A producer may write to some topics, and not idempotently, which is how producers write.

    Since Kafka 3.0 producers are idempotent unless told otherwise, and from Kafka 2.8 on a broker
    lets one that may write to a topic do so. IAM does not: it asks for WriteDataIdempotently on the
    cluster, whatever is allowed on topics. A client that worked for years then fails with
    ClusterAuthorizationException on the day that its library is updated.

    Allow WriteDataIdempotently on the cluster's ARN beside WriteData on the topics; it lets nobody
    write to further topics. Or set enable.idempotence to false in the producers. Roles of MSK
    Connect are not meant: AWS's own policy for them leaves it out.

    ```diff
     resource "aws_msk_serverless_cluster" "orders" {
       cluster_name = "orders"
     }

     resource "aws_iam_role" "writer" {
       name = "writer"
       assume_role_policy = jsonencode({
         Version = "2012-10-17"
         Statement = [{
           Effect    = "Allow"
           Action    = "sts:AssumeRole"
           Principal = { Service = "ec2.amazonaws.com" }
         }]
       })
     }

     resource "aws_iam_role_policy" "writer" {
       role = aws_iam_role.writer.name
       policy = jsonencode({
         Version = "2012-10-17"
         Statement = [
           {
             Effect = "Allow"
             Action = [
    -          "kafka-cluster:WriteData",
    +          "kafka-cluster:WriteData",
    +          "kafka-cluster:WriteDataIdempotently",
    ?          "kafka-cluster:WriteData",
    ?          var.mystery,
               "kafka-cluster:Connect",
             ]
             Resource = [aws_msk_serverless_cluster.orders.arn, "arn:aws:kafka:*:*:topic/orders/*"]
           },
         ]
       })
     }
    ```

    Source: Developer Guide, "Create authorization policies for the IAM role",
    https://docs.aws.amazon.com/msk/latest/developerguide/create-iam-access-control-policies.html.
    """
    connect = iam.trusts(ctx, role, role.trust, CONNECT)
    if connect is YES:
        return
    granted = iam.grants(ctx, role)
    for one in granted.statements:
        if iam.allows(one.statement) is NO or iam.is_unread(one.statement):
            continue
        actions = [it for it in iam.each(one.statement.actions) if _is_write(it, ctx)]
        topics = [
            text
            for it in iam.each(one.statement.resources)
            if iam.may_be(text := iam.stated(ctx, it), "topic") is YES and text != "*"
        ]
        if not actions or not topics:
            continue
        clusters = [iam.derived(text, "cluster") for text in topics]
        lacking = some(*(~granted.of(IDEMPOTENT, it, iam.overlaps) for it in clusters))
        yield violates(
            actions[0],
            when=~connect & lacking & some(*(_is_new_enough(it, ctx) for it in clusters)),
            message=f"{one.holder.address}: {actions[0]} is allowed on topics, and {IDEMPOTENT} "
            "not on their cluster, which idempotent producers need",
        )


def _is_write(action: Value[str], ctx: Context) -> bool:
    return WRITE in iam.actions_of(ctx, "kafka-cluster", action)


def _is_new_enough(cluster: str, ctx: Context) -> Tri:
    """Whether a cluster's Kafka has producers that are idempotent without being told."""
    provisioned = [
        it
        for it in ctx.graph.nodes(Cluster)
        if iam.overlaps(cluster, iam.arn_of_cluster(ctx.graph, it)) is not NO
    ]
    versions = [_at_least(it.kafka_version, SINCE, ctx) for it in provisioned]
    return some(*versions) if versions else YES


def _at_least(version: Value[str], since: str, ctx: Context) -> Tri:
    known = list(ctx.facts.kafka_versions)

    def reaches(text: str) -> Tri:
        return Tri.of(known.index(text) >= known.index(since)) if text in known else UNKNOWN

    return answers(reaches, version, why=f"{version} is no version that the facts know")
