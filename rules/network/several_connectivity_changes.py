from mskguard.rule import (
    YES,
    Cluster,
    Dialect,
    Level,
    ResourceChange,
    UpdateRequest,
    Value,
    Verdicts,
    differs,
    every,
    rule,
    some,
    violates,
)

SETTINGS = ("PublicAccess", "VpcConnectivity", "NetworkType")
PLACES = {
    "public access": ("connectivity.public_access",),
    "multi-VPC connectivity": (
        "connectivity.vpc_iam",
        "connectivity.vpc_scram",
        "connectivity.vpc_tls",
    ),
    "network type": ("connectivity.network_type",),
}


@rule(severity=Level.MEDIUM, kind="constraint")
def several_connectivity_changes(subject: UpdateRequest | ResourceChange) -> Verdicts:
    """One update changes public access, multi-VPC connectivity and network type together.

    MSK changes one of the three at a time and refuses a request with two: "You can't update
    multiple connectivity settings in the same request." Each change rolls through all brokers, so
    the second has to wait for the first, by half an hour and more. An apply with both fails in its
    first step and has changed neither.

    Send a request for each, or apply one change after the other.

    ```diff aws-cli
     {
       "ClusterArn": "arn:aws:kafka:eu-west-1:111122223333:cluster/events/abcd1234-5",
       "CurrentVersion": "K3AEGXETSR30VB",
       "ConnectivityInfo": {
         "PublicAccess": {
           "Type": "DISABLED"
    -    },
    -    "NetworkType": "DUAL"
    +    }
    ? -- a request has no unknowns
       }
     }
    ```

    Source: API reference, "Clusters clusterArn connectivity",
    https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-connectivity.html.
    """
    if isinstance(subject, UpdateRequest):
        yield from _in_request(subject)
    elif subject.unit.dialect is Dialect.TERRAFORM and subject.actions == ("update",):
        yield from _in_plan(subject)


def _in_request(request: UpdateRequest) -> Verdicts:
    if request.operation.equals("update-connectivity") is not YES:
        return
    found: dict[str, Value[object]] = {}
    for path, value in request.arguments.otherwise({}).items():
        name = path.removeprefix("ConnectivityInfo.").split(".")[0]
        if name in SETTINGS:
            found.setdefault(name, value)
    if len(found) > 1:
        *others, last = found.values()
        yield violates(
            last,
            when=YES,
            message=f"{request.address}: {' and '.join(found)} are given in one request, MSK "
            "changes one at a time",
            related=others,
        )


def _in_plan(change: ResourceChange) -> Verdicts:
    both = change.between(Cluster)
    if both is None:
        return
    changed = {
        name: some(*(differs(*change.values(path)) for path in paths))
        for name, paths in PLACES.items()
    }
    pairs = [(one, other) for one in changed for other in changed if one < other]
    together = some(*(every(changed[one], changed[other]) for one, other in pairs))
    names = [name for name, it in changed.items() if it is YES]
    yield violates(
        both[1].connectivity.public_access,
        when=together,
        message=f"{change.address}: {' and '.join(names)} change in one step, MSK changes one at "
        "a time",
    )
