from collections.abc import Iterator
from typing import Any

from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Dialect,
    Level,
    Node,
    ResourceChange,
    ServerlessCluster,
    Tri,
    Value,
    Verdicts,
    differs,
    holds,
    rule,
    some,
    violates,
)


@rule(severity=Level.HIGH, kind="practice")
def cluster_replaced(change: ResourceChange, ctx: Context) -> Verdicts:
    """A change deletes a cluster, or makes a new one in its place, and its records are lost.

    Some arguments of a cluster are settled when it is created. A change of one is no error for
    Terraform or CloudFormation: they delete the cluster and create another of the same name, with
    no topic in it, other bootstrap addresses and another ARN. MSK keeps no backup. At night that is
    an outage of everything that reads and writes, and what consumers had not read yet is gone.

    Undo the change, or do it beside the cluster: create a second one, move the topics with MSK
    Replicator, move the clients, and delete the first one last. `prevent_destroy`, or a
    DeletionPolicy and UpdateReplacePolicy of Retain, stop the next such change before it begins. A
    cluster that is no longer declared is judged where all of its unit could be read and nothing new
    of its kind is there that it may have become.

    ```diff change
     resource "aws_msk_cluster" "events" {
    -  cluster_name = "events"
    +  cluster_name = "events-blue"
     }
    ```

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       encryption_info {
    -    encryption_at_rest_kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/a"
    +    encryption_at_rest_kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/b"
       }
     }
    ```

    Source: Terraform AWS provider, "aws_msk_cluster",
    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/msk_cluster.
    """
    if not isinstance(change.node, (Cluster, ServerlessCluster)):
        return
    yield from _deleted(change)
    provisioned, serverless = change.between(Cluster), change.between(ServerlessCluster)
    if (provisioned or serverless) is None or change.replaces is NO:
        return
    after = change.node
    changed = [
        (name, was, will, answer)
        for name, was, will, answer in _settled_for_life(ctx, change)
        if answer is not NO
    ]
    certain = [one for one in changed if one[-1] is YES]
    if change.replaces is YES:
        place: Value[Any] | Node = certain[0][2] if certain else after
        named = ", ".join(_path(path) for path in change.replaced_by) or "an argument"
        yield violates(
            place,
            when=YES,
            message=f"{change.address}: the plan replaces the cluster for {named}, and its records "
            "are lost",
            related=[was for _, was, *_ in certain],
        )
    elif changed:
        name, was, will, _ = (certain or changed)[0]
        names = ", ".join(name for name, *_ in certain) or name
        yield violates(
            will,
            when=some(*(answer for *_, answer in changed)),
            message=f"{change.address}: a change of {names} replaces the cluster, and its records "
            "are lost",
            related=[was, *(will for _, _, will, _ in certain[1:])],
        )


def _deleted(change: ResourceChange) -> Verdicts:
    before, after = change.before, change.after
    if before is None:
        return
    gone = YES if after is None else before.exists.equals(True) & after.exists.equals(False)
    if gone is not NO and change.actions in ((), ("delete",)):
        yield violates(
            before if after is None else after.exists,
            when=gone,
            message=f"{change.address}: the cluster is deleted, and its records are lost",
            related=[] if after is None else [before],
        )


def _settled_for_life(
    ctx: Context, change: ResourceChange
) -> Iterator[tuple[str, Value[Any], Value[Any], Tri]]:
    """What is for the cluster's life: its path, before, after, and whether it changes."""
    before, after = change.before, change.after
    for path in ctx.facts.replacing(type(after).__name__, change.unit.dialect.value):
        was, will = change.values(path)
        yield _named(will, path), was, will, differs(was, will)
    if isinstance(before, Cluster) and isinstance(after, Cluster):
        yield from _by_terraform_alone(ctx, before, after)


def _by_terraform_alone(
    ctx: Context, before: Cluster, after: Cluster
) -> Iterator[tuple[str, Value[Any], Value[Any], Tri]]:
    """Where its provider replaces, and another would ask MSK and be refused."""
    if after.unit.dialect is not Dialect.TERRAFORM:
        return
    modes = before.storage.mode, after.storage.mode
    yield "storage_mode", *modes, modes[0].equals("TIERED") & modes[1].equals("LOCAL")
    versions = before.kafka_version, after.kafka_version
    plain = holds(lambda *texts: all(map(_is_plain, texts)), *versions)
    older = holds(lambda was, will: ctx.facts.is_older_kafka(will, was) is YES, *versions)
    yield "kafka_version", *versions, plain & older


def _is_plain(version: str) -> bool:
    return all(part.isdigit() for part in version.split("."))


def _named(value: Value[Any], path: str) -> str:
    """The attribute in the dialect's words."""
    return value.slot.path if value.slot else path


def _path(parts: tuple[str | int, ...]) -> str:
    return ".".join(part for part in parts if isinstance(part, str))
