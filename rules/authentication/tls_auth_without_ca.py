from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    CertificateAuthority,
    Cluster,
    Context,
    Known,
    Level,
    Relation,
    Tri,
    Value,
    Verdicts,
    named,
    reached,
    rule,
    violates,
)

CA = r"arn:aws[a-z-]*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority/[0-9a-zA-Z-]+"


@rule(severity=Level.HIGH, kind="constraint")
def tls_auth_without_ca(cluster: Cluster, ctx: Context) -> Verdicts:
    """Mutual TLS is on without a certificate authority whose certificates it could accept.

    MSK accepts client certificates of AWS Private CAs, which it wants by their ARNs. An empty list,
    the ARN of a single certificate (acm instead of acm-pca), or a template's placeholder is refused
    when the cluster is made. The two services' names are easily mixed up: ACM holds certificates,
    ACM PCA the authorities.

    Write the private CA's ARN, better a reference to it. In Terraform an empty list turns mutual
    TLS off and is no-client-authentication's matter.

    ```diff
     resource "aws_acmpca_certificate_authority" "clients" {
       type = "ROOT"
     }

     resource "aws_msk_cluster" "events" {
       client_authentication {
         tls {
    -      certificate_authority_arns = ["arn:aws:acm:eu-west-1:111122223333:certificate/abcd1234"]
    +      certificate_authority_arns = [aws_acmpca_certificate_authority.clients.arn]
         }
       }
     }
    ```

    Source: Developer Guide, "Mutual TLS client authentication for Amazon MSK",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html.
    """
    auth = cluster.authentication
    authorities = auth.certificate_authorities
    if auth.tls.equals(True) is NO:
        return
    related = ctx.graph.targets(cluster, Relation.TRUSTS, CertificateAuthority)
    listed = authorities.otherwise(())
    if not listed:
        yield violates(
            authorities,
            when=auth.tls.equals(True) & _is_empty(authorities),
            message=f"{cluster.address}: mutual TLS is on and no private CA is named",
            related=[auth.tls],
        )
    for place in listed:
        if not reached(related, place):
            yield violates(
                place,
                when=auth.tls.equals(True) & _is_no_ca(place),
                message=f"{cluster.address}: {place} is not the ARN of a private CA",
                about=str(place),
            )


def _is_empty(authorities: Value[tuple[Value[str], ...]]) -> Tri:
    return YES if authorities.given is NO else authorities.satisfies(lambda it: not it)


def _is_no_ca(place: Value[str]) -> Tri:
    """A reference to a resource is taken for the ARN of the right one."""
    if isinstance(place.now(), Known):
        return ~place.matches(CA)
    return NO if named(place) is YES else UNKNOWN
