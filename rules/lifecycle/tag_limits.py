from collections.abc import Iterator

from mskguard.rule import (
    Cluster,
    Context,
    Known,
    Level,
    ServerlessCluster,
    Standing,
    Tri,
    Value,
    Verdict,
    Verdicts,
    rule,
    violates,
)

RESERVED = "aws:"
SPECIAL = "_./=+-@:"
"""The guide's list, and the colon, which AWS's own tags have."""


@rule(severity=Level.MEDIUM, kind="constraint")
def tag_limits(cluster: Cluster | ServerlessCluster, ctx: Context) -> Verdicts:
    """The cluster's tags are too many, too long, or of characters that MSK refuses.

    A cluster has 50 tags at most, keys of 1 to 128 characters and values of up to 256, made of
    letters, digits, spaces and _ . / = + - @. Keys that begin with aws: are AWS's own. What is
    outside of that passes the plan, and the request that makes the cluster is refused as a whole;
    descriptions with commas and brackets are the usual case.

    Shorten the tag, or leave the characters out. The guide gives 255 characters for values and the
    schemas 256; what is longer than both is reported. Tags that a provider adds are counted. A tag
    whose value is not known raises no question: nearly all of them are right.

    ```diff
     resource "aws_msk_cluster" "events" {
       tags = {
    -    Team    = "payments (EU)"
    -    Purpose = "orders, invoices"
    +    Team    = "payments - EU"
    +    Purpose = "orders and invoices"
    ? -- a tag that is not known raises no question
       }
     }
    ```

    Source: Developer Guide, "Tag restrictions",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tagging-restrictions.html.
    """
    if cluster.standing is Standing.OBSERVED:
        return
    tags, most = cluster.tags, ctx.facts.limit("tags_maximum")
    now = tags.now()
    if not isinstance(now, Known):
        return
    count = len({*now.it, *_added(cluster)})
    yield violates(
        tags,
        when=Tri.of(count > most),
        message=f"{cluster.address}: it has {count} tags, MSK takes {most}",
        about="number",
    )
    for key, value in now.it.items():
        yield from _of_tag(cluster, key, value, ctx)


def _added(cluster: Cluster | ServerlessCluster) -> frozenset[str]:
    """The keys of the tags that the provider is known to add."""
    added = cluster.provider_tags.now() if isinstance(cluster, Cluster) else None
    return frozenset(added.it) if isinstance(added, Known) else frozenset()


def _of_tag(
    cluster: Cluster | ServerlessCluster, key: str, value: Value[str], ctx: Context
) -> Iterator[Verdict]:
    longest_key = ctx.facts.limit("tag_key_length_maximum")
    longest = ctx.facts.limit("tag_value_length_maximum")
    fault = ""
    if key.lower().startswith(RESERVED):
        fault = f"keys that begin with {RESERVED} are AWS's own"
    elif not 0 < len(key) <= longest_key:
        fault = f"a key has 1 to {longest_key} characters"
    elif not _is_plain(key):
        fault = "the key has characters that MSK refuses"
    if fault:
        message = f"{cluster.address}: tag {key}: {fault}"
        yield violates(value, when=Tri.YES, message=message, about=key)
        return
    if not isinstance(value.now(), Known):
        return
    long = value.satisfies(lambda it: len(it) > longest)
    yield violates(
        value,
        when=long | value.satisfies(lambda it: not _is_plain(it)),
        message=f"{cluster.address}: tag {key}: "
        + (
            f"the value has {len(value.otherwise(''))} characters, {longest} are possible"
            if long is Tri.YES
            else "the value has characters that MSK refuses"
        ),
        about=key,
    )


def _is_plain(text: str) -> bool:
    return text.isalnum() or all(it.isalnum() or it.isspace() or it in SPECIAL for it in text)
