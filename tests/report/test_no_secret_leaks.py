"""No report shows a planted secret, wherever it stands and however a finding quotes it."""

from __future__ import annotations

import io

import pytest

from mskguard.engine.finding import Crash, Fix, Result, State
from mskguard.report.json_report import write_json
from mskguard.report.sarif import sarif_log, write_sarif
from mskguard.report.terminal import write_text
from mskguard.source import Fate, FileAccount, Span, TextEdit
from mskguard.value import Hop
from tests.report.samples import BASE, PLAINTEXT, finding, result, source
from tests.report.sarif_checks import check_log

SECRET = "hunter2-planted"
KEY_ID = "AKIAIOSFODNN7EXAMPLE"

PLANTED = f'''\
resource "aws_secretsmanager_secret_version" "app" {{
  secret_string = jsonencode({{ username = "app", password = "{SECRET}" }})
}}
provider "aws" {{
  access_key = "{KEY_ID}"
  secret_key = "{SECRET}"
}}
locals {{
  url    = "https://user:{SECRET}@example.com/"
  inline = "{{\\"password\\": \\"{SECRET}\\"}}"
  note   = "{KEY_ID}"
}}
resource "aws_msk_configuration" "app" {{
  server_properties = <<-EOF
    ssl.keystore.password={SECRET}
    sasl.jaas.config=org.apache.kafka.Login required username="app" \\
      password="{SECRET}";
  EOF
  tls_private_key   = <<-EOF
    -----BEGIN RSA PRIVATE KEY-----
    {SECRET}
    -----END RSA PRIVATE KEY-----
  EOF
}}
'''


def _result() -> Result:
    """A finding on every line, and findings that quote secrets in all that they say."""
    file = source("main.tf", PLANTED)
    lines = [file.line_span(line) for line in range(1, file.line_count + 1)]
    literal = file.text.index(SECRET)
    value = Span(file, literal, literal + len(SECRET))
    edits = (TextEdit(value, SECRET), TextEdit(lines[4], f'  access_key = "{KEY_ID}"'))
    quoting = finding(
        PLAINTEXT,
        value,
        f"app says {SECRET}",
        when=f'var.x == "{SECRET}" is true',
        instances=(f'app["{SECRET}"]', "app"),
        related=(Hop(value, f"password={SECRET}"), Hop(file.whole, SECRET)),
        fix=Fix(f"Set password to {SECRET}", edits, safe=True),
    )
    unknown = finding(
        PLAINTEXT,
        file.whole,
        f"perhaps {KEY_ID}",
        state=State.UNDETERMINED,
        reasons=(Hop(value, f"{SECRET} is not known"),),
    )
    ignored = finding(PLAINTEXT, value, "x", suppressed=f"the password is {SECRET}")
    return result(
        *(finding(PLAINTEXT, span, "a line") for span in lines),
        quoting,
        unknown,
        ignored,
        files=(FileAccount("main.tf", Fate.READ), FileAccount("b", Fate.SKIPPED, SECRET)),
        crashes=(Crash("rule", f"app {SECRET}", f"ValueError: {SECRET}"),),
    )


@pytest.mark.parametrize("form", ["text", "coloured", "sarif", "json"])
def test_no_planted_secret_reaches_a_report(form: str) -> None:
    out = io.StringIO()
    if form == "sarif":
        write_sarif(_result(), out, base=BASE, category="", show_open=True)
    elif form == "json":
        write_json(_result(), out, base=BASE, show_open=True)
    else:
        write_text(_result(), out, color=form == "coloured", show_open=True, base=BASE)
    assert "*****" in out.getvalue()
    assert SECRET not in out.getvalue()
    assert KEY_ID not in out.getvalue()


def test_a_log_with_masked_snippets_is_a_valid_log() -> None:
    told = _result()
    check_log(sarif_log(told, base=BASE, category="", show_open=True), told)


def test_a_fix_that_writes_a_secret_is_not_told() -> None:
    log = sarif_log(_result(), base=BASE, category="", show_open=True)
    assert all("fixes" not in one for one in log["runs"][0]["results"])


def test_a_fix_beside_a_secret_is_told() -> None:
    file = source("main.tf", f'x = {{ password = "{SECRET}", port = 9092 }}\n')
    port = file.text.index("9092")
    edit = TextEdit(Span(file, port, port + 4), "9094")
    told = result(finding(PLAINTEXT, edit.span, "x", fix=Fix("Set port to 9094", (edit,), True)))
    (one,) = sarif_log(told, base=BASE, category="", show_open=False)["runs"][0]["results"]
    assert one["fixes"]
