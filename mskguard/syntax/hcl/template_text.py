"""The literal text of templates: escapes, strip markers and the indentation of heredocs."""

from __future__ import annotations

from typing import NamedTuple

from mskguard.source import Span
from mskguard.syntax.hcl.ast import Expression, Interpolation, TextPart

SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"  # noqa: E501
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_SURROGATES = range(0xD800, 0xE000)
_LAST_CHARACTER = 0x10FFFF


class Directive(NamedTuple):
    """One `%{ … }` before it is paired with the others of its kind."""

    span: Span
    word: str
    key: str = ""
    value: str = ""
    expression: Expression | None = None


class Marked(NamedTuple):
    """An interpolation or directive, and whether it strips the text on either side."""

    part: Interpolation | Directive
    strips_before: bool
    strips_after: bool


Piece = TextPart | Interpolation | Directive


def unescaped(escape: str) -> str | None:
    r"""The character that a backslash escape stands for: `\n`, `é`; None where there is none."""
    if escape[1] not in "uU":
        return _ESCAPES[escape[1]]
    number = int(escape[2:], 16)
    return None if number in _SURROGATES or number > _LAST_CHARACTER else chr(number)


def stripped(flat: list[TextPart | Marked], *, by_line: bool) -> list[Piece]:
    """The pieces of a template after `~` took the whitespace beside it.

    In a heredoc (`by_line`) it reaches no further than its line, with the line break behind it.
    Text that is all taken stays as an empty part: its template is text and no lone interpolation.
    """
    pieces: list[Piece] = []
    strips = False
    for one in flat:
        if isinstance(one, Marked):
            if one.strips_before:
                _strip_end(pieces, by_line)
            pieces.append(one.part)
            strips = one.strips_after
            continue
        part = _without_leading(one, _leading(one.text)) if strips else one
        pieces.append(part)
        strips = strips and not part.text and not by_line
    return pieces


def _strip_end(pieces: list[Piece], by_line: bool) -> None:
    for index in range(len(pieces) - 1, -1, -1):
        part = pieces[index]
        if not isinstance(part, TextPart):
            return
        kept = part.text.rstrip(SPACES)
        if part.verbatim or not kept:
            span = part.span._replace(end=part.span.start + len(kept))
            pieces[index] = TextPart(span, kept, True)
        if kept or by_line:
            return


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(SPACES))


def _without_leading(part: TextPart, count: int) -> TextPart:
    if count == 0:
        return part
    text = part.text[count:]
    start = part.span.start + count if text else part.span.end
    return TextPart(part.span._replace(start=start), text, True)


def unindented(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a `<<-` heredoc without the indentation that its lines have in common.

    Lines of whitespace alone neither count nor change, as in Terraform.
    """
    common: int | None = None
    indented: list[int] = []
    line_starts = True
    for index, piece in enumerate(pieces):
        text = piece.text if isinstance(piece, TextPart) else ""
        if line_starts and not (text.endswith("\n") and not text.strip(SPACES)):
            indent = _leading(text)
            common = indent if common is None else min(common, indent)
            if text:
                indented.append(index)
        line_starts = text.endswith("\n")
    if common:
        for index in indented:
            part = pieces[index]
            assert isinstance(part, TextPart)
            pieces[index] = _without_leading(part, common)
    return pieces
