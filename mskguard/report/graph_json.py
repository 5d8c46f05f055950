"""What mskguard sees, as JSON in a shape of its own that has a version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from mskguard import __version__
from mskguard.report.paths import shown_path
from mskguard.report.sight import Sight
from mskguard.report.wording import printable
from mskguard.source import Span
from mskguard.survey import MASK, Attribute, Relationship, Survey, Thing, has_parts, parts
from mskguard.value import Absent, Choice, Hop, Known, Origin, Unknown, Value

SHAPE = 1
"""Grows when a field changes its meaning or goes; new fields may come without that."""

Json = dict[str, Any]


def write_graph_json(seen: Survey, out: TextIO, *, base: Path) -> None:
    """Write all nodes and edges, as `graph.schema.json` describes them, in ASCII."""
    out.write(json.dumps(_Told(seen, base).graph(), indent=2) + "\n")


class _Told:
    def __init__(self, seen: Survey, base: Path) -> None:
        self.seen = seen
        self.base = base
        self.sight = Sight(seen.files, base)
        self.say = self.sight.say

    def graph(self) -> Json:
        return {
            "version": SHAPE,
            "tool": {"name": "mskguard", "version": __version__},
            "units": [
                {
                    "name": self.say(unit.name),
                    "dialect": unit.dialect.value,
                    "complete": unit.complete.name.lower(),
                }
                for unit in self.seen.units
            ],
            "nodes": [self._node(one) for one in self.seen.things],
            "edges": [
                edge
                for thing in self.seen.things
                for relation in thing.relations
                if relation.outgoing
                for edge in self._edges(relation)
            ],
        }

    def _node(self, thing: Thing) -> Json:
        node = thing.node
        return {
            **self._name(node),
            "address": self.say(node.address),
            "kind": thing.kind,
            "place": self._place(node.span),
            "calledAt": self._hops(node.called_at),
            "attributes": [self._attribute(one, thing) for one in thing.attributes],
            "relations": [self._relation(one) for one in thing.relations],
        }

    def _name(self, node: Any) -> Json:
        return {"unit": self.say(node.unit.name), "instance": self.say(node.instance)}

    def _attribute(self, one: Attribute, thing: Thing) -> Json:
        return {
            "name": self.say(one.name),
            "path": self.say(one.path),
            "value": self._value(one, one.value, thing),
        }

    def _value(self, one: Attribute, value: Value[Any], thing: Thing) -> Json:
        match value:
            case Known():
                return self._known(one, value, thing)
            case Absent(span=span):
                return {"state": "absent", "place": self._place(span)}
            case Unknown():
                return {
                    "state": "unknown",
                    "why": self.say(value.why),
                    "text": self.sight.content(value, one.name),
                    "roots": sorted(self.say(str(root)) for root in value.roots),
                    "place": self._place(value.span),
                    "via": self._hops(value.via),
                }
            case Choice(condition=condition, yes=yes, no=no):
                return {
                    "state": "choice",
                    "condition": self.say(condition.text),
                    "place": self._place(condition.span),
                    "yes": self._value(one, yes, thing),
                    "no": self._value(one, no, thing),
                }
        raise AssertionError("a value is of one of these classes")

    def _known(self, one: Attribute, value: Known[Any], thing: Thing) -> Json:
        told: Json = {
            "state": "known",
            "origin": value.origin.value,
            "place": self._place(value.span),
            "via": self._hops(value.via),
        }
        if has_parts(value):
            told["parts"] = [self._attribute(part, thing) for part in parts(one, value)]
        else:
            content = self.sight.content(value, one.name)
            told |= {"value": content, "masked": isinstance(content, str) and MASK in content}
        if value.origin is Origin.DEFAULT and one.name in thing.defaults:
            source = thing.defaults[one.name]
            told["source"] = {"title": source.title, "url": source.url}
        return told

    def _relation(self, relation: Relationship) -> Json:
        return {
            "relation": relation.relation.value,
            "direction": "outgoing" if relation.outgoing else "incoming",
            "nodes": [
                self._name(link.edge.target if relation.outgoing else link.edge.source)
                for link in relation.links
            ],
            "complete": relation.complete.name.lower(),
            "why": self.say(relation.why),
        }

    def _edges(self, relation: Relationship) -> Iterable[Json]:
        for link in relation.links:
            yield {
                "relation": relation.relation.value,
                "source": self._name(link.edge.source),
                "target": self._name(link.edge.target),
                "because": [self._place(span) for span in link.edge.because],
                "when": [self.say(case) for case in link.when],
            }

    def _place(self, span: Span) -> Json:
        return {
            "path": printable(shown_path(span.file.path, self.base)),
            "line": span.line,
            "column": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }

    def _hops(self, hops: Iterable[Hop]) -> list[Json]:
        say = self.sight.speech.say_hop
        return [{"place": self._place(hop.span), "what": say(hop)} for hop in hops]
