"""Which keys hold secrets, and when what they are given is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.redaction.keys import is_literal_secret, is_secret_key


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("password", True),
        ("database.password", True),
        ("aws.secret.access.key", True),
        ("sasl.jaas.config", True),
        ("basic.auth.user.info", True),
        ("snowflake.private.key", True),
        ("password_length", False),
        ("secret_arn", False),
        ("key.converter", False),
        ("tasks.max", False),
    ],
)
def test_a_key_is_told_by_its_end(key: str, secret: bool) -> None:
    assert is_secret_key(key) is secret


@pytest.mark.parametrize(
    ("key", "text", "literal"),
    [
        ("password", "open-sesame", True),
        ("password", "${secretManager:a:b}", False),
        ("password", "${env:A}-open", True),
        ("password", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x", False),
        ("password", "{{resolve:secretsmanager:x}}", False),
        ("password", "", False),
        ("password", "  ", False),
        ("password", "null", False),
        ("password", "<your password>", False),
        ("password", "*****", False),
        ("max_tokens", "5", False),
        ("sasl.jaas.config", "IAMLoginModule required;", False),
        ("sasl.jaas.config", 'x required password="open";', True),
        ("sasl.jaas.config", 'x required password="${env:P}";', False),
        ("sasl.jaas.config", 'x required clientSecret="open";', True),
        ("connection.url", "jdbc:mysql://user:open@host/db", True),
        ("connection.url", "jdbc:mysql://host/db", False),
        ("topics", "open-sesame", False),
    ],
)
def test_a_reference_or_a_placeholder_is_no_secret(key: str, text: str, literal: bool) -> None:
    assert is_literal_secret(key, text) is literal


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_key_and_any_text_can_be_asked_about(key: str, text: str) -> None:
    assert isinstance(is_literal_secret(key, text), bool)
    assert isinstance(is_literal_secret("x.jaas.config", text), bool)
