from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Cluster,
    Context,
    Dialect,
    Known,
    Level,
    Relation,
    ScalableTarget,
    Tri,
    Verdicts,
    holds,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="practice")
def autoscaling_fights_terraform(target: ScalableTarget, ctx: Context) -> Verdicts:
    """Storage autoscaling grows volumes that Terraform wants back as they were.

    When a volume has grown, the next plan shows the size of the declaration as a change, and the
    apply asks MSK to make the volume smaller, which it refuses. From then on no apply of the
    cluster succeeds, in the middle of whatever was to be rolled out.

    Have Terraform ignore the volume size: lifecycle with ignore_changes of
    broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size, or of a block around
    it. Where the maximum is not above the volume's size nothing grows, and nothing is reported.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         storage_info {
           ebs_storage_info {
             volume_size = 1000
           }
         }
       }
    +  lifecycle {
    +    ignore_changes = [broker_node_group_info[0].storage_info]
    +  }
    ? -- lifecycle takes no expressions, so it is never unknown
     }

     resource "aws_appautoscaling_target" "storage" {
       service_namespace  = "kafka"
       scalable_dimension = "kafka:broker-storage:VolumeSize"
       resource_id        = aws_msk_cluster.events.arn
       min_capacity       = 1
       max_capacity       = 4000
     }
    ```

    Source: Developer Guide, "Scale up Amazon MSK Standard broker storage",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-storage.html.
    """
    for cluster in ctx.graph.targets(target, Relation.SCALES, Cluster).nodes:
        if cluster.unit.dialect is not Dialect.TERRAFORM:
            continue
        ignored = _is_ignored(cluster)
        volume = cluster.storage.volume_size
        if ignored is YES or volume.given is NO:
            continue
        yield violates(
            cluster.lifecycle.ignored_changes,
            when=~ignored & holds(lambda most, now: most > now, target.maximum, volume),
            message=f"{cluster.address}: {target.address} grows the volumes, and the next apply "
            "asks for them to be as small as written",
            related=[volume, target],
        )


def _is_ignored(cluster: Cluster) -> Tri:
    """Whether Terraform leaves the volume size alone."""
    paths = cluster.lifecycle.ignored_changes.now()
    if not isinstance(paths, Known):
        return UNKNOWN if cluster.lifecycle.ignored_changes.given is UNKNOWN else NO
    said = [one.otherwise("") for one in paths.it]
    return Tri.of(any(_covers(one) for one in said))


def _covers(path: str) -> bool:
    parts = path.replace("[0]", "").split(".")
    whole = ["broker_node_group_info", "storage_info", "ebs_storage_info", "volume_size"]
    return parts in (["all"], ["all_changes"]) or parts == whole[: len(parts)]
