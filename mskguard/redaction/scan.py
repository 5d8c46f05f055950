"""Reads a text for keys that are named like a secret, and finds what they are given."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from mskguard.redaction.keys import SECRET_KEY
from mskguard.redaction.listed import items_of_flow, items_of_list
from mskguard.redaction.literals import Stretch, alone, lines, literals
from mskguard.redaction.quoting import (
    HEREDOC,
    OPENING,
    Quoted,
    heredocs,
    indent,
    indented_until,
    line_start,
    quoted,
)

_GIVEN = re.compile(
    r"""
    (?:\\*+["'])?+ \]?+ [ \t]*+ (?P<sign>=>|==|=|:)
    (?: \s{0,80}+ (?=\\*+["']) | [ \t]*+ )
    """,
    re.VERBOSE,
)
_SIBLING = re.compile(r"(?:\\*+[\"'])?+[ \t]*+,?+\s{0,80}+(?:\\*+[\"'])?+value(?![\w.-])", re.I)
"""What follows the name in `name = "DB_PASSWORD", value = "…"`."""

_OWNER = re.compile(r"(?:\\*+[\"'])?+[ \t]*+[=:]?+[ \t]*+(?:(?P<brace>\{)|(?<=:)\r?\n(?=[ ]))")
_OWNED = re.compile(r"(?<![\w.-])(?:default|(?:constant_|allowed)?values?)(?![\w.-])", re.I)
_REACH = 4000

_TAG = re.compile(r"(?:(?:!(?:Sub|!str)|&[^\s,\[\]{}]++)[ \t]++)++")
"""What may stand before a text of YAML, which is a text all the same."""
_TAG_ALONE = re.compile(r"![^\s,\[\]{}]++[ \t]*+(?:\#[^\n]*+)?\r?(?:\Z|\n(?![ ]))")
_ANCHOR = re.compile(r"&([^\s,\[\]{}]++)")
_ALIAS = re.compile(r"\*([^\s,\[\]{}]++)")
_BLOCK = re.compile(r"[|>][-+\d]{0,2}[ \t]*+(?:#[^\n]*+)?\r?$", re.MULTILINE)
_ITEM = re.compile(r"[^\"'\[\]=\\]*+(?=\\*+[\"'])")
_GAP = re.compile(r"[ \t]++(?=\")")
_CALL = re.compile(r"[a-z_]\w*+\(|\$\(", re.I)
_WORD = re.compile(r"(?:\$\{[^{}\s]*+\}|\{\{[^{}\n]*+\}\}|[^\s,;&\"'\\\]})]|\\(?![\\nrt\"']))++")
_NUMBER = re.compile(r"\d++(?![\w.])")
_BRANCH = re.compile(r"[?:][ \t]*+(?=\")")
_ESCAPE_OR_QUOTE = re.compile(r"\\[\s\S]|\"")
_LINE_KEY = re.compile(r"[ \t]*+(?P<comment>\#|//)?+[ \t]*+(?:export[ \t]|-[ \t])?+[\"']?+[\w.-]*+")
_ADDRESS = re.compile(r"(?<![\w.])[\w-]++\.[\w.-]*+\Z")


class Scan:
    """One pass over a text. Each step moves on by what it read, so that it takes linear time.

    `expressions`: outside quotes and heredocs stand Terraform's expressions. `prose`: a sentence.
    """

    def __init__(self, text: str, *, expressions: bool = False, prose: bool = False) -> None:
        self.text = text
        self.prose = prose
        self.expressions = expressions
        self.heredocs = list(heredocs(text)) if expressions and "<<" in text else []
        self.found: list[Stretch] = []
        self._line_end = -1
        self._owned = 0
        self._seen = 0
        self._in_quotes = False
        self._anchors: frozenset[str] | None = None

    def ranges(self) -> Iterator[Stretch]:
        """Where the secrets are: sorted, and none overlapping another."""
        self.found += alone(self.text)
        at = 0
        while key := SECRET_KEY.search(self.text, at):
            at = max(self._follow(key), key.end())
        reached = 0
        for start, end in sorted(self.found):
            if end > reached:
                yield max(start, reached), end
                reached = end

    def _follow(self, key: re.Match[str]) -> int:
        """Hide what a key is given; answers where to read on."""
        sibling = _SIBLING.match(self.text, key.end())
        end = sibling.end() if sibling else key.end()
        if owner := _OWNER.match(self.text, end):
            return self._follow_owned(key, owner)
        given = _GIVEN.match(self.text, end)
        return self._follow_value(key, given) if given else key.end()

    def _follow_owned(self, key: re.Match[str], owner: re.Match[str]) -> int:
        """Hide the default or value in the block or mapping that a secret's name opens."""
        start, limit = max(owner.end(), self._owned), owner.end() + _REACH
        if owner["brace"]:
            opened = self.text.startswith(("\n", "\r"), owner.end())
            close = "\n" + " " * indent(self.text, key.start()) + "}" if opened else "}"
            end = self.text.find(close, owner.end(), limit)
            self._owned = max(self._owned, limit if end < 0 else end)
        else:
            if found := items_of_list(self.text, owner.end() - 1):
                self._hide(found, 0)
            depth = indent(self.text, key.start())
            end = indented_until(self.text, owner.end(), depth, limit)
            self._owned = max(self._owned, min(end, limit))
        at = start
        while inner := _OWNED.search(self.text, at, self._owned):
            given = _GIVEN.match(self.text, inner.end())
            at = max(self._follow_value(inner, given), inner.end()) if given else inner.end()
        return owner.end()

    def _follow_value(self, key: re.Match[str], given: re.Match[str]) -> int:
        text, at = self.text, given.end()
        of_yaml = given["sign"] == ":" and given[0][-1].isspace()
        if of_yaml and (tag := _TAG.match(text, at)):
            at = tag.end()
        if opening := OPENING.match(text, at):
            end = self._hide_texts(opening)
            return self._hide_further_lines(key, end) if of_yaml else end
        if given["sign"] == "==":
            return at
        if self.heredocs and (heredoc := HEREDOC.match(text, at)):
            index = bisect_right(self.heredocs, (heredoc.end(), len(text))) - 1
            return self._hide(lines(text, *self.heredocs[index]), self.heredocs[index][1])
        if of_yaml and (block := _BLOCK.match(text, at)):
            depth = indent(text, key.start())
            end = indented_until(text, block.end() + 1, depth, len(text))
            return self._hide(lines(text, block.end(), end), end)
        if given["sign"] == ":" and (found := items_of_list(text, at)):
            return self._hide(found, found[-1][1])
        if text.startswith("[", at):
            if of_yaml and (found := items_of_flow(text, at + 1)):
                return self._hide(found, found[-1][1])
            return self._hide_items(at + 1)
        return self._follow_bare(key, at, of_yaml)

    def _follow_bare(self, key: re.Match[str], at: int, of_yaml: bool) -> int:
        """Hide what is given without quotes, where that is a text and no expression."""
        text = self.text
        of_line = _LINE_KEY.fullmatch(text, line_start(text, key.start()), key.start())
        if self._is_expression(key.start()) and not (of_line and of_line["comment"]):
            return self._hide_in_expression(key, at)
        if of_yaml and (self._is_elsewhere(at) or self._is_address(key)):
            return at
        if _CALL.match(text, at):
            return at
        end = self._end_of_value(at, of_yaml) if of_line and not self.prose else at
        if end == at and (word := _WORD.match(text, at)):
            end = word.end()
        if _counts(key) and text[at:end].strip().isdecimal():
            return end
        found = list(literals(text, at, end))
        end = self._hide(found, end)
        return self._hide_further_lines(key, end) if of_yaml and of_line and found else end

    def _hide_further_lines(self, key: re.Match[str], at: int) -> int:
        """Hide the lines on which YAML goes on with a text that its first line does not end."""
        if self.prose or not self.text.startswith(("\n", "\r\n"), at):
            return at
        start = self.text.index("\n", at) + 1
        until = indented_until(self.text, start, indent(self.text, key.start()), len(self.text))
        return self._hide(lines(self.text, start, until), until)

    def _end_of_value(self, at: int, of_yaml: bool) -> int:
        """The end of a value that is the rest of its line, and of the lines it continues on."""
        end = self._end_of_line(at)
        while end < len(self.text) and self.text[max(at, end - 2) : end].rstrip("\r")[-1:] == "\\":
            end = self._end_of_line(end + 1)
        remark = self.text.find(" #", at, end) if of_yaml else -1
        return end if remark < 0 else remark

    def _is_elsewhere(self, at: int) -> bool:
        """Whether YAML has a map here, or refers to another place."""
        if alias := _ALIAS.match(self.text, at):
            if self._anchors is None:
                self._anchors = frozenset(_ANCHOR.findall(self.text))
            return alias[1] in self._anchors
        return self.text.startswith(("!", "{"), at) and not _TAG_ALONE.match(self.text, at)

    def _is_address(self, key: re.Match[str]) -> bool:
        start = max(0, key.start() - 200)
        return self.prose and _ADDRESS.search(self.text, start, key.end()) is not None

    def _is_expression(self, at: int) -> bool:
        """Whether Terraform reads this place as an expression: in no heredoc, in no string."""
        if not self.expressions:
            return False
        index = bisect_right(self.heredocs, (at, at)) - 1
        if index >= 0 and at < self.heredocs[index][1]:
            return False
        if line := self.text.rfind("\n", self._seen, at) + 1:
            self._seen, self._in_quotes = line, False
        for quote in _ESCAPE_OR_QUOTE.finditer(self.text, self._seen, at):
            self._in_quotes ^= quote[0] == '"'
        self._seen = max(self._seen, at)
        return not self._in_quotes

    def _hide_in_expression(self, key: re.Match[str], at: int) -> int:
        """Hide a number, and the texts that a conditional expression chooses from."""
        limit = min(self._end_of_line(at), at + 400)
        if number := _NUMBER.match(self.text, at, limit):
            return self._hide(() if _counts(key) else (number.span(),), number.end())
        until = at
        while "?" in self.text[at:limit] and (branch := _BRANCH.search(self.text, until, limit)):
            opening = OPENING.match(self.text, branch.end())
            if opening is None:
                break
            value = self._quoted(opening)
            self._hide_quoted(value)
            until = value.after
        return until

    def _hide_items(self, at: int) -> int:
        """Hide the texts of a list."""
        while (item := _ITEM.match(self.text, at)) and (
            opening := OPENING.match(self.text, item.end())
        ):
            value = self._quoted(opening)
            self._hide_quoted(value)
            at = value.after
        return at

    def _hide_texts(self, opening: re.Match[str]) -> int:
        """Hide a quoted text, and those beside it, for a broken file has such."""
        value = self._quoted(opening)
        end = self._hide_quoted(value)
        while (
            self.expressions
            and not opening["escape"]
            and (gap := _GAP.match(self.text, value.after))
            and (beside := OPENING.match(self.text, gap.end()))
        ):
            value = self._quoted(beside)
            end = self._hide_quoted(value)
        return end

    def _quoted(self, opening: re.Match[str]) -> Quoted:
        return quoted(self.text, opening, self._end_of_line(opening.end()))

    def _hide_quoted(self, value: Quoted) -> int:
        """Hide what is literal of a text. What stands in its references is still to be read."""
        found = list(literals(self.text, value.start, value.end))
        whole = sum(end - start for start, end in found) == len(
            self.text[value.start : value.end].strip()
        )
        return self._hide(found, value.end if whole else value.start)

    def _hide(self, found: Iterable[Stretch], read_until: int) -> int:
        self.found += found
        return read_until

    def _end_of_line(self, at: int) -> int:
        if at > self._line_end:
            end = self.text.find("\n", at)
            self._line_end = len(self.text) if end < 0 else end
        return self._line_end


def _counts(key: re.Match[str]) -> bool:
    """Whether a number is just a number here, as in `max_tokens = 5`."""
    return key.groupdict().get("counted") is not None
