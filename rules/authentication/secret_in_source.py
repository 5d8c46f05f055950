from mskguard.rule import (
    NO,
    Connector,
    Context,
    Dialect,
    Level,
    Relation,
    ScramAssociation,
    ScramCredential,
    Secret,
    SecretVersion,
    Standing,
    Tri,
    Verdicts,
    WorkerConfiguration,
    is_literal_secret,
    rule,
    some,
    violates,
)

PREFIX = "AmazonMSK_"


@rule(severity=Level.HIGH, kind="practice")
def secret_in_source(
    subject: SecretVersion | ScramCredential | Connector | WorkerConfiguration, ctx: Context
) -> Verdicts:
    """A password or secret key stands in the files themselves.

    Whoever can read the repository, its forks and its backups can log in, and so can whoever reads
    the state or, of a connector, calls DescribeConnector. Taking it out again does not help: it
    stays in the history, and has to be changed everywhere. That is usually found out after
    somebody has used it.

    Let Terraform make a password (random_password, or the write-only secret_string_wo) or take it
    from where it is kept. In connectors and worker configurations name a configuration provider,
    which reads the secret when the worker starts: ${secretManager:orders:password}. What a
    variable without value brings, and what only a plan knows, is in no file and not meant. The
    finding never shows the secret.

    ```diff
     resource "aws_secretsmanager_secret" "orders" {
       name       = "AmazonMSK_orders"
       kms_key_id = aws_kms_key.secrets.arn
     }

     resource "aws_secretsmanager_secret_version" "orders" {
       secret_id = aws_secretsmanager_secret.orders.id
       secret_string = jsonencode({
         "username" = "orders"
    -    "password" = "correct-horse-battery"
    +    "password" = random_password.orders.result
    ? -- what is not known comes from elsewhere, and is in no file
       })
     }

     resource "random_password" "orders" {
       length = 24
     }

     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn     = aws_msk_cluster.events.arn
       secret_arn_list = [aws_secretsmanager_secret.orders.arn]
     }
    ```

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       connector_configuration = {
         "connector.class"   = "io.debezium.connector.mysql.MySqlConnector"
         "tasks.max"         = "1"
    -    "database.password" = "correct-horse-battery"
    +    "database.password" = "$${secretManager:orders:password}"
    ? -- what is not known comes from elsewhere, and is in no file
       }
     }
    ```

    Source: Developer Guide, "Tutorial: Externalizing sensitive information using config providers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-config-provider.html.
    """
    if subject.unit.dialect is Dialect.TERRAFORM and subject.standing is not Standing.DECLARED:
        return
    if isinstance(subject, SecretVersion):
        yield from _in_content(subject, ctx)
    elif isinstance(subject, ScramCredential):
        yield violates(
            subject.password,
            when=is_literal_secret("password", subject.password),
            message=f"{subject.address}: the password is written here",
        )
    elif isinstance(subject, Connector):
        yield from _in_connector(subject)
    else:
        yield from _in_workers(subject)


def _in_content(version: SecretVersion, ctx: Context) -> Verdicts:
    secrets = ctx.graph.targets(version, Relation.ATTACHED_TO, Secret).nodes
    for_msk = some(*(_is_for_msk(secret, ctx) for secret in secrets))
    if for_msk is NO:
        return
    for key, value in version.members.otherwise({}).items():
        yield violates(
            value,
            when=for_msk & is_literal_secret(key, value),
            message=f"{version.address}: {key} of a SCRAM secret is written here",
            about=key,
        )


def _is_for_msk(secret: Secret, ctx: Context) -> Tri:
    associated = ctx.graph.sources(secret, Relation.ASSOCIATES, ScramAssociation).nodes
    if associated or secret.name.given is NO:
        return Tri.of(bool(associated))
    return secret.name.startswith(PREFIX)


def _in_connector(connector: Connector) -> Verdicts:
    for key, value in connector.configuration.otherwise({}).items():
        yield violates(
            value,
            when=is_literal_secret(key, value),
            message=f"{connector.address}: {key} is written here, a configuration provider keeps "
            "it out of the connector",
            about=key,
        )


def _in_workers(workers: WorkerConfiguration) -> Verdicts:
    for line in workers.properties.otherwise(()):
        yield violates(
            line,
            when=is_literal_secret(line.key, line.value),
            message=f"{workers.address}: {line.key} is written here, a configuration provider "
            "keeps it out of the worker configuration",
            about=line.key,
        )
