"""What expressions are worth, as Terraform 1.11.4 answers: the outputs of `terraform apply`."""

from __future__ import annotations

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mskguard.source import SourceFile
from mskguard.syntax.hcl.parse import parse
from tests.syntax.hcl.hcl_constants import constant

ANSWERS: list[tuple[str, Any]] = [
    ('"a\\n\\r\\t\\"\\\\\\u00e9\\U0001F600"', 'a\n\r\t"\\\xe9\U0001f600'),
    ('"$${x} %%{y} $$${z} %%%{w} $ % $$ %% 100%"', "${x} %{y} $${z} %%{w} $ % $$ %% 100%"),
    ('"a  ${~ "x" ~}  b"', "axb"),
    ('"a\\n  ${~ "x" ~}  \\n b"', "axb"),
    ('"${ "x" ~} $ ${~ "y" }"', "x$y"),
    ('"a%{ if true ~}  yes  %{~ else }no%{ endif }b"', "ayesb"),
    ('"%{ for x in ["a","b"] }<${x}>%{ endfor }"', "<a><b>"),
    ('"%{ for i, x in ["a","b"] ~} ${i}=${x} %{~ endfor }"', "0=a1=b"),
    ('"${"x"}"', "x"),
    ('"${1}"', 1),
    ('"${~ 1 ~}"', 1),
    ('" ${~ 1 ~} "', "1"),
    ("<<EOT\nEOT\n", ""),
    ("<<EOT\n\nEOT\n", "\n"),
    ("<<EOT\na\\n$${b} %%{c}\n  d\n  EOT\n", "a\\n${b} %{c}\n  d\n"),
    ('<<-EOT\n    foo\n      bar\n\n   \n    ${"x"}\n  EOT\n', "foo\n  bar\n\n   \nx\n"),
    ('<<-EOT\n    foo\n  ${"x"} y\n    z\n  EOT\n', "  foo\nx y\n  z\n"),
    ("<<-EOT\n\tfoo\n\t  bar\n\tEOT\n", "foo\n  bar\n"),
    (
        "<<-EOT\n  %{ if true ~}\n  yes\n  %{ else ~}\n  no\n  %{ endif ~}\n  end\n  EOT\n",
        "  yes\n  end\n",
    ),
    ('<<EOT\n%{ for x in ["a","b"] ~}\n${x}\n%{ endfor ~}\nend\nEOT\n', "a\nb\nend\n"),
    ('<<EOT\n  a\n\n  ${~ "x" ~}\n\n  b\nEOT\n', "  a\n\nx\n  b\n"),
    ('<<-EOT\n    a\n    ${~ "x" ~}\n    b\n  EOT\n', "    a\nx    b\n"),
    ('<<-EOT\n    a ${"x" ~}\n    b\n    c\n  EOT\n', "a x    b\nc\n"),
    ('<<-EOT\n  a\n${~ "x" }\n    b\n  EOT\n', "ax\n  b\n"),
    ('<<-EOT\n    a\n  \n${"" ~}\n    b\n  EOT\n', "    a\n  \n    b\n"),
    ("<<-EOT\n    $${a}\n      %%{b}\n    $$${c} $\n    %\n  EOT\n", "${a}\n  %{b}\n$${c} $\n%\n"),
    ("<<-EOT\n  \xa0 a\n    b\n  EOT\n", "a\nb\n"),
    (
        "<<-EOT\n    a ${<<-IN\n        deep\n      er\n    IN\n    } b\n    c\n  EOT\n",
        "a   deep\ner\n b\nc\n",
    ),
    ('"${<<IN\nx\nIN\n}y"', "x\ny"),
    ('"${\n "x"\n}"', "x"),
    ("<<E-T_\xe9\nEOT\nx E-T_\xe9\nE-T_\xe9 \t\n", "EOT\nx E-T_\xe9\n"),
    ('<<EOT\n${"a"}EOT\nEOT\n', "aEOT\n"),
    ('<<EOT\r\na\r\n  b ${"c" ~}\r\n d\r\nEOT\r\n', "a\r\n  b c d\r\n"),
    ("<<-EOT\r\n    a\r\n\r\n      b\r\n  EOT\r\n", "a\r\n\r\n  b\r\n"),
    ('"%{ if true }a%{ if false }b%{ else }c%{ endif }%{ endif }"', "ac"),
    ('"%{ if false }a%{ endif }"', ""),
    ("<<-EOT\n  a %{ if true }\n    b\n  %{ endif }\n  c\n  EOT\n", "a \n  b\n\nc\n"),
    ("1 + 2 * 3 - 4 / 2 % 3", 5),
    ("-1 + 2", 1),
    ("!true || true && false", False),
    ("1 < 2 == true", True),
    ("true ? 1 : false ? 2 : 3", 1),
    ("-[1,2][0]", -1),
    ("1 == 1 && 2 != 3 || false", True),
    ("2 - 1 - 1", 0),
    ("8 / 4 / 2", 1),
    ("10 % 4 * 2", 4),
    ('"a" == "b" || !false', True),
    ("1 > 2 != 3 <= 4", True),
    ("[{a=[1,2]},{a=[3]}].*.a[0]", [1, 2]),
    ("[{a=[1,2]},{a=[3]}][*].a[0]", [1, 3]),
    ("[{a=[1,2]},{a=[3]}].*.a.0", [1, 3]),
    ("1e3", 1000),
    ("1.5", 1.5),
    ("0.1", 0.1),
    ("007", 7),
    ("1e-2", 0.01),
    ("5 == 5.0", True),
    (
        '{true = 1, null = 2, a = 3, "b" = 4, (1 > 0) = 5, 7 = 8}',
        {"7": 8, "a": 3, "b": 4, "null": 2, "true": 5},
    ),
    ('[for k, v in {a=1}: "${k}${v}"]', ["a1"]),
    ('{for v in ["a","b","a"]: v => v...}', {"a": ["a", "a"], "b": ["b"]}),
    ("[{a={b=[1]}}].*.a.b[0]", [1]),
    ("[[1],[2]].*.0", [1, 2]),
    ("{a = 1\n b : 2, c = 3,\n}", {"a": 1, "b": 2, "c": 3}),
    ("{a={b=1}}.a.b", 1),
    ("[[1,2],[3]][*][*]", [[1, 2], [3]]),
    ("1.0e2", 100),
]


def _argument(name: str, text: str) -> str:
    return f"{name} = {text}" + ("" if text.endswith("\n") else "\n")


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_an_expression_is_worth_what_terraform_says(text: str, answer: Any) -> None:
    file = parse(SourceFile("main.tf", _argument("x", text)))
    assert file.problems == ()
    value = constant(file.body.attributes[0].expression, {})
    if isinstance(answer, float):
        assert value == Decimal(str(answer))
    else:
        assert value == answer
        assert (value is True) == (answer is True)


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not installed")
def test_terraform_still_answers_the_same(tmp_path: Path) -> None:
    outputs = [
        f'output "o{number}" {{\n{_argument("value", text)}}}\n'
        for number, (text, _) in enumerate(ANSWERS)
    ]
    (tmp_path / "main.tf").write_bytes("".join(outputs).encode())
    for command in (["init"], ["apply", "-auto-approve"]):
        subprocess.run(["terraform", *command], cwd=tmp_path, check=True, capture_output=True)
    shown = subprocess.run(
        ["terraform", "output", "-json"], cwd=tmp_path, check=True, capture_output=True
    )
    said = json.loads(shown.stdout)
    for number, (text, answer) in enumerate(ANSWERS):
        assert said[f"o{number}"]["value"] == answer, text
