"""Literal secrets are found by how they are written; keys and references stay readable."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.redaction import hide_secrets, redact, secrets_of
from mskguard.source import SourceFile


def _shown(path: str, text: str) -> str:
    source = SourceFile(path, text)
    hide_secrets(source)
    return source.whole.shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('password = "S"', 'password = "*****"'),
        ('"password" : "S"', '"password" : "*****"'),
        ('["password"] = "S"', '["password"] = "*****"'),
        ('secret_string = "{\\"a\\":\\"S\\"}"', 'secret_string = "*****"'),
        (
            'x = "{\\"a\\":1,\\"password\\":\\"S\\"}"',
            'x = "{\\"a\\":1,\\"password\\":\\"*****\\"}"',
        ),
        ('f({ user = "u", token = "S\\"S" })', 'f({ user = "u", token = "*****" })'),
        ('password = "${var.a}-S1"', 'password = "${var.a}*****"'),
        ('password = var.prod ? var.p : "S"', 'password = var.prod ? var.p : "*****"'),
        ('passwords = ["S", var.x, "S"]', 'passwords = ["*****", var.x, "*****"]'),
        ('x = "a=b\\nkey.password=S\\nc=d"', 'x = "a=b\\nkey.password=*****\\nc=d"'),
        ("x = <<EOF\npassword=S S\nEOF\n", "x = <<EOF\npassword=*****\nEOF\n"),
        ("private_key = <<-A\n  S\n   S\n  A\n", "private_key = <<-A\n  *****\n   *****\n  A\n"),
        ("# password = S", "# password = *****"),
        ("password = 12345678", "password = *****"),
        (
            'variable "db_password" {\n  type = object({})\n  default = "S"\n}\n',
            'variable "db_password" {\n  type = object({})\n  default = "*****"\n}\n',
        ),
        ('{ name = "x.password", value = "S" }', '{ name = "x.password", value = "*****" }'),
        ('x = "AKIAIOSFODNN7EXAMPLE"', 'x = "*****"'),
        ('url = "https://me:S@host/"', 'url = "https://me:*****@host/"'),
        ('password = "S', 'password = "*****'),
    ],
)
def test_terraform_secrets_are_masked(text: str, shown: str) -> None:
    assert _shown("a.tf", text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "password = var.password",
        "password = local.secrets.password",
        "password = data.aws_ssm_parameter.x.value",
        "password = random_password.x.result",
        'password = "${var.password}"',
        'password = "${lookup(var.x, "key")}"',
        'password = file("secret.txt")',
        "password = null",
        'password = ""',
        "password_length = 16",
        "max_tokens = 5",
        "require_password = true",
        'secret_arn = "arn:aws:secretsmanager:eu-west-1:1:secret:x"',
        'secret = "arn:aws:secretsmanager:eu-west-1:1:secret:x"',
        'token_url = "https://example.com/token"',
        "kms_key = aws_kms_key.x.arn",
        'kms_key_arn = "arn:aws:kms:eu-west-1:1:key/x"',
        'resource "aws_secretsmanager_secret" "secret" {\n  name = "AmazonMSK_x"\n}',
        'bootstrap = "b-1.x.kafka.eu-west-1.amazonaws.com:9096"',
        'description = "how the password is stored"',
    ],
)
def test_terraform_references_stay_readable(text: str) -> None:
    assert _shown("a.tf", text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Password: S", "Password: *****"),
        ("Password: S # why", "Password: ***** # why"),
        ("MasterUserPassword: 'S''S'", "MasterUserPassword: '*****'"),
        ('{"Password": "S", "x": 1}', '{"Password": "*****", "x": 1}'),
        ("{a: b, password: S, c: d}", "{a: b, password: *****, c: d}"),
        ("password: |\n  S\n   S\nx: y\n", "password: |\n  *****\n   *****\nx: y\n"),
        (
            "DbPassword:\n  Type: x\n  Default: S\nB:\n",
            "DbPassword:\n  Type: x\n  Default: *****\nB:\n",
        ),
        ('"DbPassword": {"Default": "S"}', '"DbPassword": {"Default": "*****"}'),
        ("- Name: DB_PASSWORD\n  Value: S\n", "- Name: DB_PASSWORD\n  Value: *****\n"),
        ("Password: !Sub 'S-${X}'", "Password: !Sub '*****${X}'"),
        (
            "k: |\n  -----BEGIN PRIVATE KEY-----\n  SS+/=\n  SS\n  -----END PRIVATE KEY-----\n",
            "k: |\n  -----BEGIN PRIVATE KEY-----\n  *****\n  *****\n  -----END PRIVATE KEY-----\n",
        ),
    ],
)
def test_yaml_and_json_secrets_are_masked(text: str, shown: str) -> None:
    assert _shown("a.yaml", text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Password: !Ref DbPassword",
        "Password: !Sub '${DbPassword}'",
        "Password: '{{resolve:secretsmanager:x:SecretString:password}}'",
        '"Password": {"Ref": "DbPassword"}',
        "SecretArn: arn:aws:secretsmanager:eu-west-1:1:secret:x",
        "Password: $DB_PASSWORD",
        "GenerateStringKey: password",
    ],
)
def test_yaml_and_json_references_stay_readable(text: str) -> None:
    assert _shown("a.yaml", text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ssl.key.password=S S", "ssl.key.password=*****"),
        ("a.password = ${env:PW}", "a.password = ${env:PW}"),
        (
            'sasl.jaas.config=Login required \\\n  password="S";\nb=c',
            "sasl.jaas.config=*****\n  *****\nb=c",
        ),
        ("ssl.password.length=8", "ssl.password.length=8"),
    ],
)
def test_properties_are_masked(text: str, shown: str) -> None:
    assert _shown("a.properties", text) == shown


def test_no_line_is_lost_by_masking() -> None:
    text = "x: 1\nprivate_key: |\n  S\n\n  S\ny: 2\n"
    assert _shown("a.yaml", text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x says ssl.key.password=hunter2, y", "x says ssl.key.password=*****, y"),
        ("x says AKIAIOSFODNN7EXAMPLE", "x says *****"),
        ("aws_secretsmanager_secret.token: too long", "aws_secretsmanager_secret.token: too long"),
        ("var.db_password has no value", "var.db_password has no value"),
        ("when var.token == null is true", "when var.token == null is true"),
        ('when var.token == "hunter2" is true', 'when var.token == "*****" is true'),
        ("password: hunter2", "password: *****"),
    ],
)
def test_sentences_are_masked_where_they_quote(text: str, shown: str) -> None:
    assert redact(text) == shown


def test_known_secrets_are_masked_as_whole_words() -> None:
    source = SourceFile("a.tf", 'password = "kafkakafka"')
    hide_secrets(source)
    known = secrets_of(source)
    assert redact("it is kafkakafka", known) == "it is *****"
    assert redact("aws_kafkakafka_x says so", known) == "aws_kafkakafka_x says so"


def test_short_secrets_mask_no_words_of_a_sentence() -> None:
    source = SourceFile("a.tf", 'password = "pass"')
    hide_secrets(source)
    assert redact("aws_msk_cluster.pass is public", secrets_of(source)).count("pass") == 1


HOSTILE = [
    "password=", 'password="', 'password="${a.', 'password=\\"', "password: ", "password=${a}",
    "password=f(", "\\", "a", '"', "password {", "password: {", "secret:\n ", "password = <<A\n",
    "-----BEGIN PRIVATE KEY-----", "://a:", "eyJa.", "ghp_", 'password = x ? "a" : ',
    'passwords = ["a",', "passwords=[", 'password","value":', "${", "password=a\\\n",
    "x.password:\n  default: x\n", "{{", "password1",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("path", ["a.tf", "a.yaml"])
def test_hostile_text_takes_time_in_proportion(unit: str, path: str) -> None:
    source = SourceFile(path, unit * (1_000_000 // len(unit)))
    before = time.process_time()
    hide_secrets(source)
    assert time.process_time() - before < 60  # a hang, on the slowest of machines too


_ALPHABET = st.sampled_from([*"ab1 \n\\\"'={}[]:|<$", "password", "default", "<<A\n", "${", "\r\n"])


@given(st.lists(_ALPHABET).map("".join), st.sampled_from(["a.tf", "a.yaml", "a.properties"]))
def test_any_text_is_masked_without_a_crash(text: str, path: str) -> None:
    assert _shown(path, text).count("\n") == text.count("\n")


@given(st.text(alphabet="abcXYZ0189!%&+,./:;<>@^_~", min_size=8))
def test_a_quoted_password_is_always_masked(secret: str) -> None:
    for text in (f'password = "{secret}"', f'x = jsonencode({{"password": "{secret}"}})'):
        if not secret.startswith("arn:"):
            assert secret not in _shown("a.tf", text)


def test_base64_of_properties_with_a_secret_is_masked_whole() -> None:
    secret = b64encode(b"config.providers=file\nproducer.sasl.jaas.config=user hunter2\n").decode()
    plain = b64encode(b"key.converter=a.B\nvalue.converter=a.B\n").decode()
    text = f'{{"propertiesFileContent": "{secret}", "ServerProperties": "{plain}"}}'
    assert _shown("a.json", text) == text.replace(secret, "*****")
