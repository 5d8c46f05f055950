from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Dialect,
    Level,
    Tri,
    Value,
    Verdict,
    Verdicts,
    rule,
    violates,
)

KEPT = {
    "DeletionPolicy": ("Retain", "RetainExceptOnCreate"),
    "UpdateReplacePolicy": ("Retain",),
}
"""What keeps a template's resource from being deleted."""


@rule(severity=Level.LOW, kind="advice")
def unprotected_cluster(cluster: Cluster) -> Verdicts:
    """Nothing keeps a slip in the declaration from deleting the cluster.

    A cluster that is deleted is gone with every record in it: MSK has no snapshots. A renamed
    resource or module, a changed subnet, a stack that somebody tidies up is enough, and among a
    hundred lines of a plan the one that says "must be replaced" is read too late.

    In Terraform write prevent_destroy, which stops such a plan; in CloudFormation DeletionPolicy
    and UpdateReplacePolicy with Retain, which leave the cluster where it is. Neither can hold a
    variable. For a cluster that comes and goes with a test environment, ignore this.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       lifecycle {
    -    prevent_destroy = false
    +    prevent_destroy = true
       }
     }
    ```

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
    -    DeletionPolicy: Delete
    +    DeletionPolicy: Retain
         UpdateReplacePolicy: Retain
         Properties:
           ClusterName: events
    ```

    Source: AWS CloudFormation Template Reference, "DeletionPolicy attribute",
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html.
    """
    lifecycle = cluster.lifecycle
    if cluster.unit.dialect is Dialect.TERRAFORM:
        prevented = lifecycle.prevent_destroy
        yield violates(
            prevented,
            when=YES if prevented.given is NO else prevented.equals(False),
            message=f"{cluster.address}: prevent_destroy is not set, so that a plan may delete the "
            "cluster and its records",
            fix=prevented.set(True),
        )
    elif cluster.unit.dialect is Dialect.CLOUDFORMATION:
        yield _kept(cluster, "DeletionPolicy", lifecycle.deletion_policy)
        yield _kept(cluster, "UpdateReplacePolicy", lifecycle.update_replace_policy)


def _kept(cluster: Cluster, name: str, policy: Value[str]) -> Verdict:
    kept: Tri = NO if policy.given is NO else policy.among(*KEPT[name])
    return violates(
        policy,
        when=~kept,
        message=f"{cluster.address}: {name} is {policy.otherwise('not given')}, so that the stack "
        "may delete the cluster and its records",
        fix=policy.set("Retain"),
        about=name,
    )
