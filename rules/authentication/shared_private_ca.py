from collections.abc import Iterator

from mskguard.rule import (
    NO,
    CertificateAuthority,
    Cluster,
    Context,
    Level,
    Relation,
    Tri,
    Value,
    Verdicts,
    reached,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def shared_private_ca(cluster: Cluster, ctx: Context) -> Verdicts:
    """Two clusters trust the same private CA, so a certificate for the one opens the other.

    With mutual TLS every certificate of a trusted CA gets through the door, whatever it was issued
    for. A certificate that a team got for the test cluster then logs in to production, where the
    ACLs may or may not know its name. MSK reads no revocation lists, so that nothing but ending
    the trust in the whole CA takes a certificate back, and with one CA that hits both clusters.

    Give each cluster a private CA of its own. AWS advises that for all clusters that certificates
    are to tell apart; a subordinate CA for each below one root does it.

    ```diff
     resource "aws_acmpca_certificate_authority" "staging" {
       type = "SUBORDINATE"
     }

     resource "aws_acmpca_certificate_authority" "production" {
       type = "SUBORDINATE"
     }

     resource "aws_msk_cluster" "staging" {
       client_authentication {
         tls {
           certificate_authority_arns = [aws_acmpca_certificate_authority.staging.arn]
         }
       }
     }

     resource "aws_msk_cluster" "production" {
       client_authentication {
         tls {
    -      certificate_authority_arns = [aws_acmpca_certificate_authority.staging.arn]
    +      certificate_authority_arns = [aws_acmpca_certificate_authority.production.arn]
    ?      certificate_authority_arns = [var.mystery]
         }
       }
     }
    ```

    Source: Developer Guide, "Mutual TLS client authentication for Amazon MSK",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html.
    """
    if cluster.authentication.tls.equals(True) is NO:
        return
    mine = cluster.authentication.certificate_authorities
    for other in _before(cluster, ctx):
        there = cluster.exists.equals(True) & other.exists.equals(True)
        on = cluster.authentication.tls.equals(True) & other.authentication.tls.equals(True)
        yield violates(
            mine,
            when=there & on & mine.satisfies(lambda _: False),
            message=f"{cluster.address}: its private CAs are unknown",
        )
        for place in mine.otherwise(()):
            for theirs in other.authentication.certificate_authorities.otherwise(()):
                same = _same(ctx, (cluster, place), (other, theirs))
                yield violates(
                    place,
                    when=there & on & same,
                    message=f"{cluster.address}: {other.address} trusts this private CA too, each "
                    "cluster wants one of its own",
                    related=[theirs],
                    about=other.address,
                )


def _before(cluster: Cluster, ctx: Context) -> Iterator[Cluster]:
    """The unit's clusters that stand before this one: each pair is spoken of once."""
    for other in ctx.graph.nodes(Cluster):
        if other is cluster:
            return
        if other.unit is cluster.unit:
            yield other


def _same(
    ctx: Context, mine: tuple[Cluster, Value[str]], theirs: tuple[Cluster, Value[str]]
) -> Tri:
    """Whether both are one CA; two that were read differ where they are two."""
    ends = [
        reached(ctx.graph.targets(cluster, Relation.TRUSTS, CertificateAuthority), place)
        for cluster, place in (mine, theirs)
    ]
    if ends[0] and ends[1]:
        return Tri.of(any(one in ends[1] for one in ends[0]))
    return mine[1].same(theirs[1])
