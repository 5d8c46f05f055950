from typing import Any

from mskguard.rule import (
    NO,
    ClusterPolicy,
    Context,
    Level,
    Principals,
    Tri,
    Value,
    Verdict,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="practice")
def open_cluster_policy(holder: ClusterPolicy, ctx: Context) -> Verdicts:
    """A cluster's policy lets in everyone, whatever account they come from.

    A cluster policy that allows Principal * without a condition on the caller gives what it allows
    to every principal of every AWS account. With kafka-cluster actions that is the data, as soon
    as the brokers can be reached; with kafka:CreateVpcConnection anybody may ask for a way to them.

    Name the accounts or roles, or keep the * and put a condition on who calls: aws:PrincipalOrgID,
    aws:PrincipalArn, aws:PrincipalAccount, aws:SourceAccount, aws:SourceArn, or on where from:
    aws:SourceVpce, aws:SourceVpc, aws:SourceIp.

    ```diff
     resource "aws_msk_cluster" "orders" {
       cluster_name = "orders"
     }

     resource "aws_msk_cluster_policy" "orders" {
       cluster_arn = aws_msk_cluster.orders.arn
       policy = jsonencode({
         Version = "2012-10-17"
         Statement = [{
           Effect    = "Allow"
    -      Principal = "*"
    +      Principal = "arn:aws:iam::444455556666:root"
           Action    = ["kafka:CreateVpcConnection", "kafka:GetBootstrapBrokers"]
           Resource  = aws_msk_cluster.orders.arn
         }]
       })
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Orders:
         Type: AWS::MSK::Cluster
         Properties:
           ClusterName: orders
       Policy:
         Type: AWS::MSK::ClusterPolicy
         Properties:
           ClusterArn: !Ref Orders
           Policy:
             Version: "2012-10-17"
             Statement:
               - Effect: Allow
    -            Principal: "*"
    +            Principal: "arn:aws:iam::444455556666:root"
                 Action: [kafka:CreateVpcConnection, kafka:GetBootstrapBrokers]
                 Resource: !Ref Orders
    ```

    Source: Developer Guide, "Step 2: Attach a cluster policy to the MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-policy.html.
    """
    for statement in iam.says(ctx, holder, holder.policy):
        if iam.allows(statement) is NO or iam.is_unread(statement):
            continue
        limited = iam.is_condition_on(statement, *iam.CALLER_KEYS)
        if not iam.principals_of(statement) and iam.is_given(statement.principals):
            yield _verdict(holder, statement.principals, iam.is_for_everyone(statement) & ~limited)
        for one in iam.principals_of(statement):
            for identifier in iam.each(one.identifiers):
                when = iam.allows(statement) & _is_everyone(one, identifier, ctx) & ~limited
                yield _verdict(holder, identifier, when)


def _is_everyone(one: Principals, identifier: Value[str], ctx: Context) -> Tri:
    return one.type.among("AWS", "*") & iam.is_exactly(ctx, identifier, "*")


def _verdict(holder: ClusterPolicy, at: Value[Any], when: Tri) -> Verdict:
    return violates(
        at,
        when=when,
        message=f"{holder.address}: every principal of every account is allowed, its own accounts "
        "or a condition on the caller limit it",
    )
