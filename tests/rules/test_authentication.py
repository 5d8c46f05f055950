"""Corners of the authentication rules: secrets that are elsewhere, in part known, or shared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, told

PREFIX = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:"


def associated(
    secret: str = '  name = "AmazonMSK_a"\n  kms_key_id = "k"',
    *,
    cluster: str = "scram = true",
    secrets: str = "[aws_secretsmanager_secret.a.arn]",
    more: str = "",
) -> str:
    """A cluster, a secret and the association of both."""
    return f"""
resource "aws_msk_cluster" "c" {{
  client_authentication {{
    sasl {{
      {cluster}
    }}
  }}
}}
resource "aws_secretsmanager_secret" "a" {{
{secret}
}}
resource "aws_msk_scram_secret_association" "c" {{
  cluster_arn     = aws_msk_cluster.c.arn
  secret_arn_list = {secrets}
}}
variable "mystery" {{}}
{more}
"""


@pytest.mark.parametrize(
    ("secret", "state"),
    [
        ('name = "AmazonMSK_a"', "kept"),
        ('name = "amazonmsk_a"', "violated"),
        ('name = "AmazonMSK-a"', "violated"),
        ('name_prefix = "AmazonMSK_"', "kept"),
        ('name_prefix = "kafka-"', "violated"),
        ('name = "AmazonMSK_${var.mystery}"', "kept"),
        ('name = "${var.mystery}_a"', "open"),
        ("name = var.mystery", "open"),
    ],
)
def test_a_name_known_in_part_may_tell(secret: str, state: str, tmp_path: Path) -> None:
    judged = ask("scram-secret-name", associated(secret), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


@pytest.mark.parametrize(
    ("element", "violated"),
    [(f"{PREFIX}AmazonMSK_a-x1Y2z3", False), (f"{PREFIX}kafka-a-x1Y2z3", True), ("a", True)],
)
def test_an_arn_has_the_name_in_it(element: str, violated: bool, tmp_path: Path) -> None:
    text = associated(secrets=f'["{element}"]')
    judged = ask("scram-secret-name", text, tmp_path)
    assert told(judged) == ([f'high "{element}"'] if violated else [])


KEY = """
resource "aws_kms_key" "k" {
  %s
}
resource "aws_kms_alias" "k" {
  name          = "%s"
  target_key_id = aws_kms_key.k.key_id
}
"""


@pytest.mark.parametrize(
    ("key", "alias", "state"),
    [
        ("null", "alias/own", "violated"),
        ('""', "alias/own", "violated"),
        ('"alias/aws/secretsmanager"', "alias/own", "violated"),
        ('"arn:aws:kms:eu-west-1:111122223333:alias/aws/secretsmanager"', "alias/own", "violated"),
        ('"alias/own"', "alias/own", "kept"),
        ("aws_kms_alias.k.arn", "alias/own", "kept"),
        ("aws_kms_alias.k.arn", "alias/aws/secretsmanager", "violated"),
        ("aws_kms_key.k.key_id", "alias/own", "kept"),
        ("var.mystery", "alias/own", "open"),
    ],
)
def test_the_key_of_secrets_manager_is_no_key_of_ones_own(
    key: str, alias: str, state: str, tmp_path: Path
) -> None:
    secret = f'name = "AmazonMSK_a"\n  kms_key_id = {key}'
    judged = ask("scram-secret-default-key", associated(secret, more=KEY % ("", alias)), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def test_a_key_is_found_behind_its_alias(tmp_path: Path) -> None:
    secret = 'name = "AmazonMSK_a"\n  kms_key_id = aws_kms_alias.k.arn'
    key = KEY % ('customer_master_key_spec = "ECC_NIST_P256"', "alias/own")
    judged = ask("scram-secret-asymmetric-key", associated(secret, more=key), tmp_path)
    assert told(judged) == ['high "ECC_NIST_P256"']


REGIONS = """
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "other"
  region = %s
}
"""


@pytest.mark.parametrize(
    ("region", "violated"),
    [('"us-east-1"', True), ('"eu-west-1"', False), ("var.mystery", False)],
)
def test_a_secret_of_another_provider_lies_elsewhere(
    region: str, violated: bool, tmp_path: Path
) -> None:
    secret = 'provider = aws.other\n  name = "AmazonMSK_a"'
    judged = ask("scram-secret-elsewhere", associated(secret, more=REGIONS % region), tmp_path)
    assert bool(judged.violated) is violated


def test_secrets_whose_place_nobody_names_are_not_spoken_of(tmp_path: Path) -> None:
    assert not ask("scram-secret-elsewhere", associated(), tmp_path).findings


@pytest.mark.parametrize(
    ("cluster", "violated"),
    [("iam = true", True), ("scram = false", True), ("scram = true", False)],
)
def test_a_cluster_without_scram_takes_no_secrets(
    cluster: str, violated: bool, tmp_path: Path
) -> None:
    judged = ask("scram-secret-on-wrong-cluster", associated(cluster=cluster), tmp_path)
    assert bool(judged.violated) is violated


def test_a_serverless_cluster_takes_no_secrets(tmp_path: Path) -> None:
    text = """
resource "aws_msk_serverless_cluster" "c" {
  cluster_name = "c"
}
resource "aws_msk_single_scram_secret_association" "c" {
  cluster_arn = aws_msk_serverless_cluster.c.arn
  secret_arn  = "a"
}
"""
    [finding] = ask("scram-secret-on-wrong-cluster", text, tmp_path).violated
    assert "is serverless and has no SCRAM" in finding.message


SCRAM = """
resource "aws_msk_cluster" "c" {
  client_authentication {
    sasl {
      scram = true
    }
  }
}
"""


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("", "violated"),
        ('output "arn" {\n  value = aws_msk_cluster.c.arn\n}', "open"),
        ('module "x" {\n  source = "example.com/x"\n  arn = aws_msk_cluster.c.arn\n}', "open"),
        (
            'resource "aws_msk_single_scram_secret_association" "c" {\n'
            '  cluster_arn = aws_msk_cluster.c.arn\n  secret_arn = "a"\n}',
            "kept",
        ),
        (
            'resource "aws_msk_single_scram_secret_association" "c" {\n'
            '  cluster_arn = var.mystery\n  secret_arn = "a"\n}\nvariable "mystery" {}',
            "open",
        ),
        (
            'resource "aws_msk_scram_secret_association" "c" {\n'
            "  cluster_arn = aws_msk_cluster.c.arn\n  secret_arn_list = []\n}",
            "violated",
        ),
    ],
)
def test_no_secret_is_missed_that_may_be_elsewhere(more: str, state: str, tmp_path: Path) -> None:
    judged = ask("scram-without-secret", SCRAM + more, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
    assert all(one.reasons for one in judged.undetermined)


SECOND = """
resource "aws_secretsmanager_secret" "b" {
  name = "AmazonMSK_b"
}
"""


@pytest.mark.parametrize(
    ("other", "violated"),
    [
        ("single_scram_secret_association|secret_arn = aws_secretsmanager_secret.a.arn", False),
        ("single_scram_secret_association|secret_arn = aws_secretsmanager_secret.b.arn", True),
        ("scram_secret_association|secret_arn_list = [aws_secretsmanager_secret.a.arn]", False),
        ("scram_secret_association|secret_arn_list = [aws_secretsmanager_secret.b.arn]", True),
    ],
)
def test_a_secret_in_both_lists_is_lost_by_neither(
    other: str, violated: bool, tmp_path: Path
) -> None:
    kind, secret = other.split("|")
    rival = f"""
resource "aws_msk_{kind}" "z" {{
  cluster_arn = aws_msk_cluster.c.arn
  {secret}
}}
"""
    judged = ask("rival-scram-associations", associated(more=SECOND + rival), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


def test_single_associations_are_no_rivals(tmp_path: Path) -> None:
    text = """
resource "aws_msk_single_scram_secret_association" "a" {
  cluster_arn = var.cluster
  secret_arn  = "a"
}
resource "aws_msk_single_scram_secret_association" "b" {
  cluster_arn = var.cluster
  secret_arn  = "b"
}
variable "cluster" {}
"""
    assert not ask("rival-scram-associations", text, tmp_path).findings


def version(content: str) -> str:
    return associated(
        more=f"""
resource "aws_secretsmanager_secret_version" "a" {{
  secret_id     = aws_secretsmanager_secret.a.id
  secret_string = {content}
}}
resource "random_password" "p" {{
  length = 20
}}
"""
    )


@pytest.mark.parametrize(
    ("content", "state"),
    [
        ('jsonencode({ username = "u", password = random_password.p.result })', "kept"),
        ('jsonencode({ user = "u", password = random_password.p.result })', "violated"),
        ('"{\\"username\\": \\"u\\", \\"password\\": \\"p\\"}"', "kept"),
        ('"just a password"', "violated"),
        ('"[1, 2]"', "violated"),
        ("random_password.p.result", "open"),
        ("var.mystery", "open"),
    ],
)
def test_a_secret_is_an_object_of_two_members(content: str, state: str, tmp_path: Path) -> None:
    judged = ask("scram-secret-shape", version(content), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ('jsonencode({ username = "u", password = "open-sesame" })', ["open-sesame"]),
        ('"{\\"username\\": \\"u\\", \\"password\\": \\"open-sesame\\"}"', ["open-sesame"]),
        ('jsonencode({ username = "u", password = random_password.p.result })', []),
        ('jsonencode({ username = "u", password = var.mystery })', []),
        ('jsonencode({ username = "u", password = "<PASSWORD>" })', []),
        ('jsonencode({ username = "u", password = "" })', []),
    ],
)
def test_a_written_password_is_found_and_never_shown(
    content: str, places: list[str], tmp_path: Path
) -> None:
    judged = ask("secret-in-source", version(content), tmp_path)
    assert [one.span.text.strip('"') for one in judged.violated] == places
    assert not judged.undetermined
    assert all("sesame" not in one.message for one in judged.findings)


def test_a_secret_of_something_else_is_not_spoken_of(tmp_path: Path) -> None:
    text = """
resource "aws_secretsmanager_secret" "database" {
  name = "database"
}
resource "aws_secretsmanager_secret_version" "database" {
  secret_id     = aws_secretsmanager_secret.database.id
  secret_string = jsonencode({ password = "open-sesame" })
}
resource "aws_msk_cluster" "c" {}
"""
    assert not ask("secret-in-source", text, tmp_path).findings
    assert not ask("scram-secret-shape", text, tmp_path).findings


@pytest.mark.parametrize(
    ("key", "value", "violated"),
    [
        ("database.password", "open-sesame", True),
        ("database.password", "$${secretManager:orders:password}", False),
        ("database.password", "$${file:/tmp/x:password}", False),
        ("aws.secret.access.key", "abcdefghijklmnop", True),
        ("value.converter.schemas.enable", "true", False),
        ("topics", "passwords", False),
        (
            "producer.sasl.jaas.config",
            "software.amazon.msk.auth.iam.IAMLoginModule required;",
            False,
        ),
        (
            "producer.sasl.jaas.config",
            'x.ScramLoginModule required username=\\"u\\" password=\\"open-sesame\\";',
            True,
        ),
        (
            "producer.sasl.jaas.config",
            'x.ScramLoginModule required username=\\"u\\" password=\\"$${env:P}\\";',
            False,
        ),
    ],
)
def test_a_connector_holds_secrets_by_reference(
    key: str, value: str, violated: bool, tmp_path: Path
) -> None:
    text = f"""
resource "aws_mskconnect_connector" "c" {{
  connector_configuration = {{
    "{key}" = "{value}"
  }}
}}
"""
    judged = ask("secret-in-source", text, tmp_path)
    assert bool(judged.violated) is violated
    assert all("sesame" not in one.message for one in judged.findings)


def test_a_line_of_a_worker_configuration_is_found(tmp_path: Path) -> None:
    text = """
resource "aws_mskconnect_worker_configuration" "c" {
  properties_file_content = <<-EOT
    key.converter = org.apache.kafka.connect.storage.StringConverter
    config.providers.vault.param.token = open-sesame-open
  EOT
}
"""
    [finding] = ask("secret-in-source", text, tmp_path).violated
    assert finding.span.line == 5
    assert "sesame" not in finding.message


CA = '"arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/12345678-1234"'


@pytest.mark.parametrize(
    ("authorities", "state"),
    [
        (f"[{CA}]", "kept"),
        ("[aws_acmpca_certificate_authority.ca.arn]", "kept"),
        ("[data.aws_acmpca_certificate_authority.ca.arn]", "kept"),
        ('["arn:aws:acm:eu-west-1:111122223333:certificate/1"]', "violated"),
        (f'[{CA}, "CA_ARN"]', "violated"),
        ("[]", "kept"),
        ("[var.mystery]", "open"),
    ],
)
def test_a_private_ca_is_named_by_its_arn(authorities: str, state: str, tmp_path: Path) -> None:
    text = f"""
resource "aws_acmpca_certificate_authority" "ca" {{}}
data "aws_acmpca_certificate_authority" "ca" {{}}
resource "aws_msk_cluster" "c" {{
  client_authentication {{
    tls {{
      certificate_authority_arns = {authorities}
    }}
  }}
}}
variable "mystery" {{}}
"""
    judged = ask("tls-auth-without-ca", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def trusting(name: str, authority: str, count: str = "1") -> str:
    return f"""
resource "aws_msk_cluster" "{name}" {{
  count = {count}
  client_authentication {{
    tls {{
      certificate_authority_arns = [{authority}]
    }}
  }}
}}
"""


@pytest.mark.parametrize(
    ("text", "violated"),
    [
        (trusting("a", CA) + trusting("b", CA), 1),
        (trusting("a", CA) + trusting("b", CA) + trusting("c", CA), 2),
        (trusting("a", CA) + trusting("b", CA.replace("-1234", "-9999")), 0),
        (trusting("a", CA, "2"), 1),
        (trusting("a", CA), 0),
    ],
)
def test_each_pair_of_clusters_is_spoken_of_once(text: str, violated: int, tmp_path: Path) -> None:
    judged = ask("shared-private-ca", text, tmp_path)
    assert len({one.span for one in judged.violated}) == violated


def test_clusters_that_exclude_each_other_share_nothing(tmp_path: Path) -> None:
    text = f"""
variable "blue" {{}}
{trusting("a", CA, "var.blue ? 1 : 0")}
{trusting("b", CA, "var.blue ? 0 : 1")}
"""
    assert not ask("shared-private-ca", text, tmp_path).violated


@pytest.mark.parametrize(
    ("method", "size", "state"),
    [
        ("scram = true", "kafka.m7g.large", "violated"),
        ("iam = true", "kafka.m7g.large", "kept"),
        ("scram = true", "express.m7g.large", "open"),
    ],
)
def test_acls_are_open_by_the_default_of_standard_brokers(
    method: str, size: str, state: str, tmp_path: Path
) -> None:
    text = f"""
resource "aws_msk_cluster" "c" {{
  client_authentication {{
    sasl {{
      {method}
    }}
  }}
  broker_node_group_info {{
    instance_type  = "{size}"
    client_subnets = ["a", "b", "c"]
  }}
}}
"""
    judged = ask("open-by-default-acls", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
