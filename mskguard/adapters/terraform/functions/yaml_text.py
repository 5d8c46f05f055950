"""yamldecode, with the place of every value, and yamlencode."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from mskguard.adapters.terraform.functions.elements import (
    bounded,
    in_worlds,
    unknowns_in,
)
from mskguard.adapters.terraform.functions.parameters import OPEN, TEXT, Beyond, takes, takes_at
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import Cutter, map_of, text_value
from mskguard.adapters.terraform.functions.yaml_scalars import scalar
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    as_text,
    scalar_text,
    settle,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import Known, Piece, Text

_DEEPEST = 100
_WRONG = "the text is not valid YAML"


def _yaml() -> Any:
    try:
        return import_module("yaml")
    except ImportError:
        raise Beyond("PyYAML is not installed") from None


@takes("yamldecode", TEXT)
def _yamldecode(text: Known[str]) -> Any_:
    yaml = _yaml()
    try:
        return _Reader(text, yaml).read()
    except yaml.YAMLError:
        raise Refused(_WRONG) from None


class _Reader:
    """Reads one YAML document into values that stand where they are written."""

    def __init__(self, subject: Known[str], yaml: Any) -> None:
        self.subject = subject
        self.yaml = yaml
        self.cutter = Cutter(map_of(subject))
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.events: Iterator[Any] = yaml.parse(subject.it, Loader=loader)
        self.anchors: dict[str, Any_] = {}
        self.count = 0

    def read(self) -> Any_:
        next(self.events)
        if not isinstance(next(self.events), self.yaml.DocumentStartEvent):
            raise Refused(_WRONG)
        value = self._value(next(self.events), 0)
        next(self.events)
        if not isinstance(next(self.events), self.yaml.StreamEndEvent):
            raise Refused("the text has several documents")
        return value

    def _span(self, event: Any, end: int | None = None) -> Span:
        start = event.start_mark.index
        text = self.cutter.text
        if not text.pieces:
            return self.subject.span
        return text.span_of(start, max(end if end is not None else event.end_mark.index, start))

    def _value(self, event: Any, depth: int) -> Any_:
        self.count += 1
        bounded(self.count)
        if depth > _DEEPEST:
            raise Beyond("the text is nested too deeply")
        yaml = self.yaml
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise Refused("the text refers to an anchor that is not there")
            return self.anchors[event.anchor]
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent) and event.tag in (None, _MAP):
            value = self._mapping(event, depth)
        elif isinstance(event, yaml.SequenceStartEvent) and event.tag in (None, _SEQUENCE):
            value = self._sequence(event, depth)
        else:
            raise Refused(_WRONG)
        if event.anchor:
            self.anchors[event.anchor] = value
        return value

    def _scalar(self, event: Any) -> Known[Any]:
        it = scalar(event.tag, event.value, quoted=event.style in ("'", '"'))
        span = self._span(event)
        text = None
        if isinstance(it, str):
            text = self._text(event, it, span)
        return Known(it, span, self.subject.origin, self.subject.via, text=text)

    def _text(self, event: Any, it: str, span: Span) -> Text:
        """The scalar's characters: verbatim where they stand so in one line."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("'", '"'):
            start, end = start + 1, end - 1
        if self.subject.it[start:end] == it:
            return Text(self.cutter.cut(start, end))
        return Text((Piece(span, it),))

    def _sequence(self, start: Any, depth: int) -> Known[Any]:
        items: list[Any_] = []
        while not isinstance(event := next(self.events), self.yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return self._collection(tuple(items), start, event)

    def _collection(self, it: Any, start: Any, end: Any) -> Known[Any]:
        span = self._span(start, end.end_mark.index)
        return Known(it, span, self.subject.origin, self.subject.via)

    def _mapping(self, start: Any, depth: int) -> Known[Any]:
        items: dict[str, Any_] = {}
        keys_at: dict[str, Span] = {}
        while not isinstance(event := next(self.events), self.yaml.MappingEndEvent):
            if not isinstance(event, self.yaml.ScalarEvent):
                raise Refused("a key is no string")
            if event.tag == _MERGE or (event.tag is None and event.value == "<<"):
                self._merge(self._value(next(self.events), depth + 1), items, keys_at)
                continue
            scalar_key = self._scalar(event)
            if scalar_key.it is None:
                raise Refused("a key is null")
            key: Any = as_text(scalar_key)
            items[key.it] = self._value(next(self.events), depth + 1)
            keys_at[key.it] = key.span
        return self._collection(ObjectOf(items.items(), keys_at), start, event)

    def _merge(self, value: Any, items: dict[str, Any_], keys_at: dict[str, Span]) -> None:
        it = value.it if isinstance(value, Known) else None
        for one in it if isinstance(it, tuple) else (value,):
            if not isinstance(one.it, ObjectOf):
                raise Refused("what is merged is no mapping")
            self.count += len(one.it)
            bounded(self.count)
            items.update(one.it)
            keys_at.update(one.it.keys_at)


_MAP = "tag:yaml.org,2002:map"
_SEQUENCE = "tag:yaml.org,2002:seq"
_MERGE = "tag:yaml.org,2002:merge"


@takes_at("yamlencode", OPEN)
def _yamlencode(value: Any_, span: Span) -> Any_:
    def build(one: Any) -> Any_:
        missing = unknown_among(unknowns_in(one))
        if missing is not None:
            return missing
        yaml = _yaml()
        if not hasattr(yaml, "CSafeDumper"):
            raise Beyond("PyYAML is installed without libyaml")
        events = [
            yaml.StreamStartEvent(),
            yaml.DocumentStartEvent(explicit=False),
            *_events(one, yaml, span),
            yaml.DocumentEndEvent(explicit=False),
            yaml.StreamEndEvent(),
        ]
        written = yaml.emit(events, Dumper=yaml.CSafeDumper, allow_unicode=True)
        written = written[:-4] if written.endswith("\n...\n") else written
        # libyaml ends bare scalars so in some versions; Terraform always does
        if not isinstance(one.it, (str, tuple, ObjectOf)):
            written += "...\n"
        return text_value([Piece(span, written)], span, [one])

    return in_worlds(build, value, span)


def _events(value: Any, yaml: Any, span: Span) -> Iterator[Any]:
    it = value.it
    if isinstance(it, tuple):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        for one in it:
            yield from _events(settle(one, span), yaml, span)
        yield yaml.SequenceEndEvent()
    elif isinstance(it, ObjectOf):
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, one in it.items_with_keys(span):
            yield from _events(key, yaml, span)
            yield from _events(settle(one, span), yaml, span)
        yield yaml.MappingEndEvent()
    else:
        text = "null" if it is None else scalar_text(it) or ""
        style = None if not isinstance(it, str) else "|" if "\n" in it else '"'
        yield yaml.ScalarEvent(None, None, (True, True), text, style=style)
