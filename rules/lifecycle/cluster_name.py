import re

from mskguard.rule import (
    Cluster,
    Context,
    Level,
    ServerlessCluster,
    Tri,
    Unknown,
    Value,
    Verdicts,
    rule,
    violates,
)

REFUSED = re.compile(r"[^0-9A-Za-z-]")


@rule(severity=Level.HIGH, kind="constraint")
def cluster_name(cluster: Cluster | ServerlessCluster, ctx: Context) -> Verdicts:
    """The cluster's name is one that MSK refuses.

    A name has letters, digits and hyphens, and 64 characters at most. Underscores and dots, which
    Terraform's own names are full of, pass the plan and come back as "The parameter value contains
    one or more characters that are not valid." Names made of several variables grow too long in
    the one environment whose name is the longest.

    Choose it well: MSK cannot rename a cluster, and a new name in the declaration makes a new one.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  cluster_name = "events_production"
    +  cluster_name = "events-production"
     }
    ```

    Source: API Reference, "Clusters",
    https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html.
    """
    name, most = cluster.name, ctx.facts.limit("cluster_name_length_maximum")
    long = name.satisfies(lambda it: len(it) > most)
    reason = "MSK takes letters, digits and hyphens"
    if long is Tri.YES:
        reason = f"it has {len(name.otherwise(''))} characters, MSK takes {most}"
    yield violates(
        name,
        when=name.satisfies(lambda it: REFUSED.search(it) is not None or not it)
        | _is_refused_in_part(name)
        | long,
        message=f"{cluster.address}: the cluster's name is {name}, {reason}",
    )


def _is_refused_in_part(name: Value[str]) -> Tri:
    """Whether what is known of a name that is not known as a whole is refused."""
    now = name.now()
    if not isinstance(now, Unknown) or now.text is None:
        return Tri.NO
    return Tri.of(any(REFUSED.search(piece.text or "") for piece in now.text.pieces))
