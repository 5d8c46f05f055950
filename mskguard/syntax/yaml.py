"""YAML text to trees whose every value and key knows where it is written."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from mskguard.source import SourceFile, Span
from mskguard.syntax.json import MOST_NESTED, Json, Members
from mskguard.syntax.problem import Problem
from mskguard.syntax.yaml_scalars import Stretch, pieces, resolved

MOST_UNFOLDED = 200_000
"""Values that aliases may add to those that are written."""

_CORE = "tag:yaml.org,2002:"
_PROPERTIES = re.compile(r"(?:(?:[!&][^\s,\[\]{}]*+(?=[\s,\]}]|\Z))(?:\s++|\#[^\n]*+)*+)*+")
_SENTENCES = (
    ("mapping values are not allowed", 'this ":" makes a second mapping here: quote the text'),
    ("that cannot start any token", "no value can start with this character: quote it"),
    ("tab character", "YAML is not indented with tabs"),
    ("found unexpected end of stream", "this quoted text is never closed"),
    ("control characters are not allowed", "a control character stands here"),
    ("expected key", "a key is expected here, or this line is indented wrongly"),
    ("expected '-' indicator", 'a "-" is expected here, or this line is indented wrongly'),
    ("expected <document start>", "the document ended before this"),
    ("expected ',' or", "a comma or the closing bracket is expected here"),
    ("could not find expected ':'", 'a ":" is expected after the key on this line'),
)


class Yaml(Json):
    """A value: `it` is None, bool, int, Decimal, str, a list of these, or `Members`.

    `tag` is the tag as it is written (`!Sub`), empty for YAML's own; `style` the quote of a scalar,
    `|` or `>`, `{` for what is in brackets, empty otherwise. `weight` counts the values in it.
    `shared`: aliases stand for it elsewhere.
    """

    __slots__ = ("shared", "style", "tag", "weight")

    def __init__(
        self, file: SourceFile, start: int, end: int, it: object, tag: str = "", style: str = ""
    ) -> None:
        super().__init__(file, start, end, it)
        self.tag = tag
        self.style = style
        self.shared = False
        self.weight = 1

    def without_tag(self) -> Yaml:
        """The same value as the operand that it is of its tag."""
        bare = Yaml(self.file, self.start, self.end, self.it, "", self.style)
        bare.shared = self.shared
        return bare

    def pieces(self) -> Iterator[Stretch]:
        text = self.it if isinstance(self.it, str) else self.raw
        return pieces(self.file, self.start, self.end, self.style, text)


class Stream(NamedTuple):
    """What was read: the documents before the first thing that is no YAML."""

    roots: tuple[Yaml, ...]
    problems: tuple[Problem, ...]
    whole: bool
    """Whether all of the text could be read."""


def parse(source: SourceFile) -> Stream:
    """The documents of a text. Never raises; of a key that is written twice, the last counts.

    Aliases stand for the value that they name, and `<<` merges mappings, as in YAML 1.1.
    """
    from yaml import YAMLError, reader

    composer = _Composer(source)
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage yet, and looking for it doubles the time
    try:
        composer.compose()
    except _Fault as fault:
        composer.problems.append(fault.problem)
    except reader.ReaderError as error:
        at = source.offset_of_byte(max(error.position, 0))
        span = Span(source, min(at, len(source.text)), min(at + 1, len(source.text)))
        composer.problems.append(Problem(span, "a character stands here that YAML does not allow"))
    except YAMLError as error:
        composer.problems.append(_explained(source, error))
    finally:
        if collecting:
            gc.enable()
    return Stream(tuple(composer.roots), tuple(composer.problems), composer.whole)


def _explained(source: SourceFile, error: Any) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or "this is no YAML")
    if mark is not None and "unexpected end of stream" in said:
        mark = getattr(error, "context_mark", None) or mark
    at = min(mark.index, len(source.text)) if mark is not None else 0
    sentence = next((text for sign, text in _SENTENCES if sign in said), said)
    return Problem(Span(source, at, min(at + 1, len(source.text))), sentence)


class _Fault(Exception):
    """The text is refused."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(span, message)


class _Open(NamedTuple):
    """A collection that is not closed yet."""

    node: Yaml
    anchor: str
    key: list[Yaml]
    """Of a mapping: the key at hand, if there is one."""
    merged: set[str]
    """The keys that `<<` brought."""


class _Composer:
    """Puts events together to trees; what is still open lies on a stack of its own."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.text = source.text
        self.roots: list[Yaml] = []
        self.problems: list[Problem] = []
        self.whole = False
        self.open: list[_Open] = []
        self.anchors: dict[str, Yaml] = {}
        self.written = 0

    def compose(self) -> None:
        events = _loader()(self.text)
        try:
            while events.check_event():
                self._take(events.get_event())
        finally:
            events.dispose()
        self.whole = True

    def _take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._place(self._scalar(event), event.anchor, 0)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._begin(event, Members() if kind[0] == "M" else [])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._end(event)
        elif kind == "AliasEvent":
            self._place(self._alias(event), None, event.end_mark.index)
        elif kind == "DocumentStartEvent":
            self.anchors, self.written = {}, 0

    def _scalar(self, event: Any) -> Yaml:
        start, end = event.start_mark.index, event.end_mark.index
        tag = event.tag or ""
        if tag or event.anchor:
            start = self._behind_properties(start, end)
        style = event.style or ""
        style = "" if style == ":" else style
        if style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        it: object = event.value
        if tag.startswith(_CORE):
            tag = ""
        elif not tag and not style and event.implicit[0]:
            it = resolved(event.value)
        return Yaml(self.source, start, max(start, end), it, tag, style)

    def _behind_properties(self, start: int, end: int) -> int:
        """Where a value begins that has a tag or an anchor before it."""
        found = _PROPERTIES.match(self.text, start, end)
        return found.end() if found else start

    def _begin(self, event: Any, it: object) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        tag = event.tag or ""
        if tag or event.anchor:
            start = self._behind_properties(start, max(start, end))
        if len(self.open) >= MOST_NESTED:
            raise _Fault(
                Span(self.source, start, start),
                f"lists and mappings are nested deeper than {MOST_NESTED} levels",
            )
        style = "{" if event.flow_style else ""
        tag = "" if tag.startswith(_CORE) else tag
        node = Yaml(self.source, start, max(start, end), it, tag, style)
        self.open.append(_Open(node, event.anchor or "", [], set()))

    def _end(self, event: Any) -> None:
        node, anchor, *_ = self.open.pop()
        if node.style == "{":
            node.end = event.end_mark.index
        self._place(node, anchor, 0)

    def _alias(self, event: Any) -> Yaml:
        span = Span(self.source, event.start_mark.index, event.end_mark.index)
        found = self.anchors.get(event.anchor)
        if found is None:
            within = any(one.anchor == event.anchor for one in self.open)
            said = "stands inside what it names" if within else "names nothing that stands above it"
            raise _Fault(span, f"the alias *{event.anchor} {said}")
        _share(found)
        return found

    def _place(self, node: Yaml, anchor: str | None, end: int) -> None:
        """Put a complete value where it belongs; `end`: of the alias that stands for it."""
        if anchor:
            self.anchors[anchor] = node
        self.written += 1
        if not self.open:
            self.roots.append(node)
            return
        holder, _, key, merged = self.open[-1]
        holder.weight += node.weight
        if holder.weight > self.written + MOST_UNFOLDED:
            raise _Fault(
                Span(self.source, holder.start, holder.start),
                f"its aliases unfold to more than {MOST_UNFOLDED} values",
            )
        if holder.style != "{":
            holder.end = max(holder.end, end or node.end)
        if isinstance(holder.it, list):
            holder.it.append(node)
        elif key:
            self._member(holder.it, key.pop(), node, merged)
        else:
            key.append(node)

    def _member(self, members: object, key: Yaml, value: Yaml, merged: set[str]) -> None:
        assert isinstance(members, Members)
        if isinstance(key.it, (list, Members)):
            self.problems.append(Problem(key.span, "a key is a text here"))
            return
        name = key.it if isinstance(key.it, str) else key.raw
        if name == "<<" and not key.style:
            self._merge(members, value, merged)
            return
        if name in members and name not in merged:
            self.source.repeated[key.start, key.end] = name
        merged.discard(name)
        members[name] = value
        members.keys_at[name] = (key.start, key.end)

    def _merge(self, members: Members, value: Yaml, merged: set[str]) -> None:
        """Take what is not written already from one mapping or from several."""
        for source in value.it if isinstance(value.it, list) else [value]:
            if not isinstance(source.it, Members):
                self.problems.append(Problem(source.span, "only mappings can be merged"))
                continue
            for name, member in source.it.items():
                if name not in members:
                    merged.add(name)
                    members[name] = member
                    members.keys_at[name] = source.it.keys_at[name]


def _share(node: Json) -> None:
    """Mark a value and all in it as written once and used in several places."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, Yaml) and not one.shared:
            one.shared = True
            if isinstance(one.it, (list, Members)):
                pending += one.it if isinstance(one.it, list) else one.it.values()


def _loader() -> Any:
    """PyYAML's parser in C, or the one in Python where that was not built."""
    import yaml

    return getattr(yaml, "CSafeLoader", None) or yaml.SafeLoader
