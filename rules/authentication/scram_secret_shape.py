import json

from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Absent,
    Context,
    Known,
    Level,
    Relation,
    ScramAssociation,
    Secret,
    SecretVersion,
    Tri,
    Value,
    Verdicts,
    rule,
    some,
    violates,
)

MEMBERS = ("username", "password")
PREFIX = "AmazonMSK_"


@rule(severity=Level.MEDIUM, kind="constraint")
def scram_secret_shape(version: SecretVersion, ctx: Context) -> Verdicts:
    """The content of a SCRAM secret is not what MSK reads a user from.

    MSK wants a JSON object with the members username and password, both texts. A bare password, or
    members of other names, is taken when it is stored and associated; the login fails, and nothing
    says that it is the secret that cannot be read.

    Write both members, in just these words. Only secrets that are associated with a cluster are
    judged; of one whose name starts with AmazonMSK_ it is left open who associates it.

    ```diff
     resource "aws_secretsmanager_secret" "orders" {
       name       = "AmazonMSK_orders"
       kms_key_id = aws_kms_key.secrets.arn
     }

     resource "aws_secretsmanager_secret_version" "orders" {
       secret_id     = aws_secretsmanager_secret.orders.id
    -  secret_string = jsonencode({ user = "orders", password = random_password.orders.result })
    +  secret_string = jsonencode({ username = "orders", password = random_password.orders.result })
     }

     resource "random_password" "orders" {
       length = 24
     }

     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn     = aws_msk_cluster.events.arn
       secret_arn_list = [aws_secretsmanager_secret.orders.arn]
     }
    ```

    Source: Developer Guide, "Set up SASL/SCRAM authentication for an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html.
    """
    secrets = ctx.graph.targets(version, Relation.ATTACHED_TO, Secret).nodes
    for_msk = some(*(_is_for_msk(secret, ctx) for secret in secrets))
    content = version.write_only if version.content.given is NO else version.content
    if for_msk is NO or isinstance(content.now(), Absent):
        return
    lacking = [name for name in MEMBERS if _has(version, name) is NO]
    wrong = some(*(~_has(version, name) for name in MEMBERS))
    yield violates(
        content,
        when=for_msk & (_is_no_object(version, content) | wrong),
        message=f"{version.address}: the content of a SCRAM secret is a JSON object with username "
        "and password" + (f", and this one has no {' and no '.join(lacking)}" if lacking else ""),
        related=secrets,
    )


def _is_for_msk(secret: Secret, ctx: Context) -> Tri:
    """Whether it is associated, and not merely called like one that is."""
    associations = ctx.graph.sources(secret, Relation.ASSOCIATES, ScramAssociation)
    if associations.nodes or secret.name.given is NO:
        return Tri.of(bool(associations.nodes))
    named = secret.name.startswith(PREFIX)
    return named if named is NO else named & associations.some(lambda _: YES)


def _has(version: SecretVersion, name: str) -> Tri:
    """Whether a member is there; what its value is, is nobody's business."""
    return version.members.satisfies(lambda it: name in it)


def _is_no_object(version: SecretVersion, content: Value[str]) -> Tri:
    if isinstance(version.members.now(), Known):
        return NO
    if not isinstance(content.now(), Known):
        return UNKNOWN
    return ~content.satisfies(_is_object)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
