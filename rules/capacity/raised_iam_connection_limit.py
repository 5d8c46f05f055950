from mskguard.rule import (
    NO,
    Context,
    DynamicConfiguration,
    Level,
    Verdicts,
    rule,
    violates,
    whole,
)

KEYS = (
    "listener.name.client_iam.max.connections",
    "listener.name.client_iam_public.max.connections",
)


@rule(severity=Level.LOW, kind="practice")
def raised_iam_connection_limit(change: DynamicConfiguration, ctx: Context) -> Verdicts:
    """The brokers are told to take more IAM connections than MSK allows them by itself.

    A broker takes 3000 TCP connections with IAM. The limit can be raised while it runs, and the
    guide warns that a high value can make the brokers unavailable: each connection costs memory,
    and the one moment in which all of them come is after an outage.

    Share connections in the clients, or use more brokers, and leave the limit as it is. Where it
    has to be higher, raise it in small steps and watch HeapMemoryAfterGC. In server.properties the
    property is not accepted at all, see unsupported-property.

    ```diff properties
     # file: alter-configs.properties
    -listener.name.client_iam.max.connections=10000
    +listener.name.client_iam.max.connections=3000
    ? -- a file of properties has no unknowns
    ```

    Source: Developer Guide, "Amazon MSK quota",
    https://docs.aws.amazon.com/msk/latest/developerguide/limits.html.
    """
    most = ctx.facts.limit("iam_connections")
    for key in KEYS:
        value = change.property(key)
        if value.given is NO:
            continue
        yield violates(
            value,
            when=value.satisfies(lambda it: (whole(it) or 0) > most),
            message=f"{change.address}: {key} is {value}, MSK's own limit is {most}",
            about=key,
        )
