"""What holds of any text: no crash, places within the file, and Terraform's own verdict."""

from __future__ import annotations

import time
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mskguard.source import SourceFile, Span
from mskguard.syntax.hcl.parse import parse, parse_expression
from tests.syntax.hcl.hcl_printer import placeless, printed_body

pygohcl: Any = import_module("pygohcl") if find_spec("pygohcl") else None

SAMPLES = (
    'resource "aws_msk_cluster" "a" {\n  count = var.n > 0 ? 1 : 0\n\n  broker_node_group_info {\n'
    "    client_subnets = aws_subnet.a[*].id\n    storage_info { x = 1 }\n  }\n}\n",
    'a = b.*.c[0].d[*].e.0\nf = -1.5e3 + 2 * (3 - !true) >= 4 && "x" == y || z\n',
    'x = [for k, v in m : "${k}-${v}" if v != null]\ny = {for k, v in m : k => v... if k > 1}\n',
    'g = {\n  a = 1, "b" : [1, 2,]\n  (c) = f(x...)\n  d.e = null\n}\n',
    's = "a\\n\\u00e9$${x}%%{y}${~ z ~} %{ if a }b%{ else }c%{ endif }"\n',
    't = "%{ for k, x in y ~} ${x} $%{ endfor }"\n',
    "h = <<-EOT\n    foo ${bar}\n\n      baz $${x}\n  EOT\n# c\nb = 1\n",
    "i = <<EOT\r\n%{ for x in y ~}\r\n${x}\r\n%{ endfor ~}\r\nEOT\r\n",
    "j = k(<<A\nb\nA\n, 1) /* c\n */\nl = provider::m::n(o) // p\n",
)
SPLINTERS = [
    *"{}[]()\"$%~\\<>=!&|?:.,*/+-# \n\t'_a1é",
    *("${", "%{", "~}", "<<EOT\n", "<<-A\n", "\nEOT\n", "\nA\n", "/*", "*/", "//", "\r\n", "\r"),
    *("\u00a0", "\u0301", "²", "١", "\ufeff", "\x0b", "…", "...", "=>", "::", "[*]", ".*", ".0"),
    *("for ", "in ", "if ", "else ", "true", "null", "1e5", "0x1", "\\u12", "\\n", "$$", "%%"),
]

LETTERS = [*"ab \\${%é", '\\"', "$${", "%%{", "\\n", "\\t", "\\u00e9", "\\\\"]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Real text with splinters put into it and pieces taken out."""
    text = "".join(draw(st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=2)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from([0, 0, 1, 2, 9]))
        splinter = draw(st.sampled_from(["", *SPLINTERS]))
        text = text[:start] + splinter + text[start + gone :]
    return text


def _spans(node: Any) -> list[Span]:
    spans: list[Span] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Span):
            spans.append(one)
        elif isinstance(one, tuple):
            waiting += one
    return spans


def _check(text: str) -> None:
    source = SourceFile("main.tf", text)
    file = parse(source)
    for span in _spans((file.body, file.problems)):
        assert span.file is source
        assert 0 <= span.start <= span.end <= len(text)
    assert list(file.problems) == sorted(file.problems, key=lambda one: one.span.start)


@settings(max_examples=400, deadline=None)
@given(mutated())
@example("\ud800 = 1")
@example("a = \x00")
@example("a = <<A\n${\nA\n")
def test_every_place_lies_in_its_file(text: str) -> None:
    _check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from([*'{}[]()"$%~\\<=?:.*/# \nabé1\r'])))
def test_random_text_is_read_too(text: str) -> None:
    _check(text)
    parse_expression(SourceFile("x", text), 0, len(text))


@pytest.mark.skipif(pygohcl is None, reason="pygohcl is not installed")
@settings(max_examples=1000, deadline=None, derandomize=True)
@given(mutated())
@example("a = x[\n*]\n")
@example("a = x.1e5\n")
@example("a = {for k, v in m : k => 1e5if k > 1}\n")
@example("h = <<EOT\nb\nEOT\u00a0\n")
@example("h = <<EOT\nb\n \rEOT\n")
@example('a = "$$${x}"\n')
def test_what_is_refused_is_what_terraform_refuses(text: str) -> None:
    accepted = not parse(SourceFile.decode("main.tf", text.encode())).problems
    try:
        pygohcl.loads(text)
    except pygohcl.HCLParseError:
        assert not accepted
    except pygohcl.HCLInternalError:
        pass  # it read the text, and failed to turn it into JSON
    else:
        assert accepted


@pytest.mark.skipif(pygohcl is None, reason="pygohcl is not installed")
@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*"ab \\${%é", '\\"', "$${", "%%{", "\\n", "\\t", "\\u00e9", "\\\\"]))
)
def test_literal_strings_are_what_terraform_reads(pieces: list[str]) -> None:
    text = f'a = "{"".join(pieces)}"\n'
    file = parse(SourceFile("main.tf", text))
    if file.problems:
        with pytest.raises(pygohcl.HCLParseError):
            pygohcl.loads(text)
    else:
        template: Any = file.body.attributes[0].expression
        assert pygohcl.loads(text) == {"a": template.literal}


@settings(max_examples=300, deadline=None)
@given(mutated())
@example('s = "$\u00a0${~ z ~}"\n')
def test_printing_and_reading_agree(text: str) -> None:
    body = parse(SourceFile("main.tf", text)).body
    again = parse(SourceFile("main.tf", printed_body(body)))
    assert again.problems == ()
    assert placeless(again.body.attributes) == placeless(body.attributes)
    assert placeless(_bare(again.body)) == placeless(_bare(body))


def _bare(body: Any) -> Any:
    """A body without its places and headers, whose order among each other is not printed."""
    return body.attributes, tuple((one.type, one.labels, _bare(one.body)) for one in body.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "a = [1, 2, x.y]\n" * 20_000,
        "a {\n  b = 1\n}\n" * 20_000,
        "a {\n" * 60_000,
        "a = <<A\n" * 40_000,
        "a = <<EOT\n" + "x ${y}\n" * 20_000 + "EOT\n",
        'a = "' + "${x} " * 40_000 + '"\n',
        "a = [\n" * 40_000,
        "/*" * 100_000,
        'a = "${' * 40_000,
        "a = " + "1." * 100_000,
    ],
    ids=lambda text: text[:10],
)
def test_a_large_file_takes_time_in_proportion(text: str) -> None:
    started = time.process_time()
    parse(SourceFile("main.tf", text))
    assert time.process_time() - started < 60  # a hang, on the slowest of machines too
