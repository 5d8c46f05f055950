"""Reads quoted strings and heredocs: text, interpolations and directives."""

from __future__ import annotations

import re
from typing import NoReturn

from mskguard.syntax.hcl.ast import Expression, Interpolation, Template, TextPart
from mskguard.syntax.hcl.cursor import END, NAME, PLAIN, Cursor
from mskguard.syntax.hcl.directives import assembled
from mskguard.syntax.hcl.template_text import (
    SPACES,
    Directive,
    Marked,
    Piece,
    stripped,
    unescaped,
    unindented,
)

_DOLLARS = r"\$(?!\$?\{)|%(?!%?\{)"
_MARKS = r"(\$\$\{|%%\{)|([$%]\{~?)"
_QUOTED = re.compile(
    rf'((?:[^"\\$%\r\n]++|{_DOLLARS})++)|{_MARKS}'
    r'|(\\(?:[nrt"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))|(")'
)
_HEREDOC = re.compile(rf"((?:[^$%\r\n]++|{_DOLLARS})++(?:\r?\n)?|\r?\n)|{_MARKS}")
_BARE = re.compile(rf"((?:[^$%\n]++|{_DOLLARS})++\n?|\n)|{_MARKS}")
_TEXT, _DOUBLED, _MARK, _ESCAPE, _QUOTE = 1, 2, 3, 4, 5
_DIRECTIVES = ("if", "else", "endif", "for", "endfor")


class TemplateReader(Cursor):
    """Reads a template; the cursor stands on its opening mark, and afterwards behind it."""

    def expression(self) -> Expression:
        raise NotImplementedError

    def plain(self) -> Template:
        """A quoted string without escapes and interpolations."""
        start, end = self.start, self.end
        text = self.word[1:-1]
        parts = (TextPart(self.span(start + 1, end - 1), text, True),) if text else ()
        self.advance()
        return Template(self.span(start, end), parts)

    def quoted(self) -> Template:
        """A quoted string."""
        self.deeper()
        start, at, mode = self.start, self.end, self.mode
        flat: list[TextPart | Marked] = []
        while True:
            match = _QUOTED.match(self.text, at, self.stop)
            if match is None:
                self._fail_in_quotes(start, at)
            if match.lastindex == _QUOTE:
                break
            at = self._piece(flat, match)
        self.mode, self.end = mode, match.end()
        return self._template(start, self.end, stripped(flat, by_line=False), heredoc=False)

    def bare(self) -> Template:
        """All of the text, without quotes or marker; no backslash has a meaning in it."""
        start = at = self.end
        flat: list[TextPart | Marked] = []
        while at < self.stop:
            match = _BARE.match(self.text, at, self.stop)
            assert match is not None  # a mark or text stands everywhere
            at = self._piece(flat, match)
        pieces = stripped(flat, by_line=True)
        return Template(self.span(start, self.stop), assembled(pieces))

    def heredoc(self) -> Template:
        """A heredoc; the line break behind its closing marker is the next token."""
        self.deeper()
        start, at, mode = self.start, self.end, self.mode
        opening = self.word
        marker = opening[2:].removeprefix("-").rstrip("\r\n")
        flat: list[TextPart | Marked] = []
        line: str | None = None
        while True:
            if line is None:
                line = self._heredoc_line(start, at, marker)
                if line.strip(SPACES) == marker and "\r" not in line[:-1]:
                    break
            match = _HEREDOC.match(self.text, at, self.stop)
            if match is None:
                self.fail_at(at, at + 1, "a carriage return without a line feed")
            at = self._piece(flat, match)
            if match.lastindex == _TEXT and match[0].endswith("\n"):
                line = None
        self.mode = mode
        pieces = stripped(flat, by_line=True)
        if opening.startswith("<<-"):
            pieces = unindented(pieces)
        self.end = at + len(line.removesuffix("\r"))
        return self._template(start, at + len(line.rstrip(SPACES)), pieces, heredoc=True)

    def _template(self, start: int, end: int, pieces: list[Piece], *, heredoc: bool) -> Template:
        parts = assembled(pieces)
        self.advance()
        self.depth -= 1
        return Template(self.span(start, end), parts, heredoc)

    def _piece(self, flat: list[TextPart | Marked], match: re.Match[str]) -> int:
        """Keep one piece of a template and give the place behind it."""
        start, end = match.span()
        if match.lastindex == _MARK:
            flat.append(self._marked(start, match[0]))
            return self.end
        text: str | None = match[0]
        if match.lastindex == _DOUBLED:
            text = match[0][1:]
        elif match.lastindex == _ESCAPE:
            text = unescaped(match[0])
            if text is None:
                self.fail_at(start, end, f'"{match[0]}" stands for no character')
        flat.append(TextPart(self.span(start, end), text or "", match.lastindex == _TEXT))
        return end

    def _marked(self, start: int, opening: str) -> Marked:
        self.in_brackets()
        self.end = start + len(opening)
        self.advance()
        part: Interpolation | Directive
        if opening[0] == "$":
            part = Interpolation(self.span(start, start), self.expression())
        else:
            part = self._directive(start)
        if self.kind not in ("}", "~}"):
            self._fail_to_close(start, opening[:2])
        part = part._replace(span=self.span(start, self.end))
        return Marked(part, opening.endswith("~"), self.kind == "~}")

    def _directive(self, start: int) -> Directive:
        word = self.word
        if self.kind != NAME or word not in _DIRECTIVES:
            known = '"if", "else", "endif", "for" or "endfor"'
            self.fail(f'"%{{" is followed by {known}; a literal "%{{" is written "%%{{"')
        self.advance()
        span = self.span(start, start)
        if word == "if":
            return Directive(span, word, expression=self.expression())
        if word != "for":
            return Directive(span, word)
        key, value = self.loop_names()
        return Directive(span, word, key, value, self.expression())

    def loop_names(self) -> tuple[str, str]:
        """`value in` or `key, value in`: the key is empty where only one name is given."""
        key, value = "", self.expect(NAME, 'a name is expected after "for"')
        if self.kind == ",":
            self.advance()
            key, value = value, self.expect(NAME, "a second name is expected here")
        if self.word != "in":
            self.fail(f'"in" is expected here, not {self.found()}')
        self.advance()
        return key, value

    def _heredoc_line(self, start: int, at: int, marker: str) -> str:
        end = self.text.find("\n", at, self.stop)
        if end < 0:
            why = f'heredoc <<{marker} is never closed: no line holds only "{marker}"'
            if self.text[at : self.stop].strip(SPACES) == marker:
                why = f'a line break is missing after "{marker}", which closes a heredoc'
            self.end = self.stop
            opening = self.text[start:at].partition("\n")[0].rstrip()
            self.fail_at(start, start + len(opening), why)
        return self.text[at:end]

    def _fail_in_quotes(self, start: int, at: int) -> NoReturn:
        if at == self.stop or self.text[at] in "\r\n":
            why = "this string is never closed: its line ends before a second quote"
            self.fail_at(start, at, why)
        escape = self.text[at : min(at + 2, self.stop)].rstrip("\r\n")
        if escape in ("\\u", "\\U"):
            digits = "four" if escape == "\\u" else "eight"
            why = f'"{escape}" is not followed by {digits} hexadecimal digits'
            self.fail_at(at, at + 2, why)
        self.fail_at(at, at + len(escape), f'unknown escape "{escape}" in a string')

    def _fail_to_close(self, start: int, opening: str) -> NoReturn:
        if self.kind in (END, PLAIN, '"'):
            self.fail_at(start, start + len(opening), f'"{opening}" is never closed by "}}"')
        hint = f'; a literal "{opening}" is written "{opening[0]}{opening}"'
        self.fail(f'"}}" is expected here, not {self.found()}{hint}')
