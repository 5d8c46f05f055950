"""The Markdown of a rule's documentation, laid out for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_LABEL = re.compile(r"[A-Z][a-z]+: ")
_CODE = re.compile(r"`([^`]+)`")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD, _RED, _GREEN, _CYAN = "1", "31", "32", "36"


@dataclass(frozen=True, slots=True)
class Page:
    """How wide, and whether in colour."""

    width: int
    color: bool

    def bold(self, text: str) -> str:
        return self._painted(text, _BOLD)

    def render(self, markdown: str) -> str:
        """Paragraphs and list items filled to the width, code indented and otherwise as it is."""
        return "\n".join(self._lines(markdown.splitlines())).rstrip() + "\n"

    def _lines(self, lines: list[str]) -> Iterator[str]:
        paragraph: list[str] = []
        fence = ""
        for line in lines:
            mark = _FENCE.match(line)
            if fence:
                if mark and mark[1].startswith(fence):
                    fence = ""
                else:
                    yield f"    {self._code_line(line)}".rstrip()
                continue
            if paragraph and (mark or not line.strip() or _ITEM.match(line) or _LABEL.match(line)):
                yield from self._filled(paragraph)
                paragraph = []
            if mark:
                fence = mark[1]
            elif line.strip():
                paragraph.append(line)
            else:
                yield ""
        yield from self._filled(paragraph)

    def _filled(self, paragraph: list[str]) -> list[str]:
        if not paragraph:
            return []
        text = " ".join(line.strip() for line in paragraph)
        if text.startswith("#"):
            return [self.bold(text.lstrip("# "))]
        text = _LINK.sub(lambda link: f"{link[1]} ({link[2]})", text)
        item = _ITEM.match(text)
        indent = " " * len(item.group()) if item else ""
        filled = textwrap.wrap(
            text, self.width, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        # Painted after filling, so that what cannot be seen takes no room.
        return self._inline("\n".join(filled)).split("\n")

    def _inline(self, text: str) -> str:
        text = _STRONG.sub(lambda strong: self.bold(strong[1]), text)
        if not self.color:
            return text
        return _CODE.sub(lambda code: self._painted(code[1], _CYAN), text)

    def _code_line(self, line: str) -> str:
        style = {"-": _RED, "+": _GREEN}.get(line[:1], "")
        return self._painted(line, style)

    def _painted(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and style and text else text
