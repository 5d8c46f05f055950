"""What mskguard sees, as a text for people: a block for each node, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from mskguard.report.account import plural
from mskguard.report.frame import cells
from mskguard.report.sight import Sight, key_of, origin_of
from mskguard.report.style import BOLD, CYAN, DIM, GREEN, MAGENTA, Style
from mskguard.survey import Attribute, Link, Relationship, Survey, Thing, parts
from mskguard.value import Choice, Known, Origin, Tri, Unknown, Value

_WIDEST = 44
"""Columns of a name or a value that the next column still waits for."""
_EXISTENCE = "exists"


class _Row(NamedTuple):
    cells: tuple[str, str, str]
    """The name, the value and its origin."""
    where: str
    told: Value[Any]


def write_graph_text(seen: Survey, out: TextIO, *, color: bool, base: Path) -> None:
    """Write all nodes by unit. `base` is the directory that shown paths are relative to."""
    text = "\n".join(_Text(seen, Style(color), base).lines()) + "\n"
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding))


class _Text:
    def __init__(self, seen: Survey, style: Style, base: Path) -> None:
        self.seen = seen
        self.style = style
        self.sight = Sight(seen.files, base)

    def lines(self) -> Iterator[str]:
        for unit in self.seen.units:
            things = [one for one in self.seen.things if one.node.unit is unit]
            whole = "" if unit.complete is Tri.YES else ", not all of it could be read"
            name = self.style.paint(self.sight.say(unit.name), BOLD)
            yield f"{name}: {unit.dialect.value}, {plural(len(things), 'resource')}{whole}"
            yield ""
            for thing in things:
                yield from self._thing(thing)
                yield ""

    def _thing(self, thing: Thing) -> Iterator[str]:
        node = thing.node
        name = self.style.paint(self.sight.say(node.instance), BOLD, CYAN)
        yield f"{name}  {self.style.paint(self.sight.at(node.span), DIM)}"
        for hop in node.called_at:
            yield f"  {self.sight.say(hop.what)} at {self.sight.at(hop.span)}"
        rows = [row for one in thing.attributes for row in self._attribute(one)]
        yield from self._columns(rows) if rows else ()
        for relation in thing.relations:
            yield from self._relation(relation)

    def _attribute(self, attribute: Attribute) -> Iterator[_Row]:
        if attribute.name == _EXISTENCE and _certain(attribute.value):
            return
        yield from self._rows(attribute, attribute.value, self.sight.say(attribute.name), 0)

    def _rows(self, one: Attribute, value: Value[Any], label: str, depth: int) -> Iterator[_Row]:
        name = "  " * depth + label
        said = self.sight.value(one, value)
        yield _Row((name, said, origin_of(value)), self._where(value), value)
        if isinstance(value, Choice):
            for case, branch in (("if so", value.yes), ("else", value.no)):
                yield from self._rows(one, branch, case, depth + 1)
        for part in parts(one, value) if isinstance(value, Known) else ():
            key = self.sight.say(key_of(part, one))
            yield from self._rows(part, part.value, key, depth + 1)

    def _where(self, value: Value[Any]) -> str:
        at = self.sight.at(value.span)
        match value:
            case Choice(condition=condition):
                return f"{at}  by whether {self.sight.say(condition.text)}"
            case Unknown(why=why):
                return f"{at}  {self.sight.say(why)}"
        return at

    def _columns(self, rows: list[_Row]) -> Iterator[str]:
        names, values, origins = map(_width, zip(*(row.cells for row in rows), strict=True))
        for (name, said, origin), where, value in rows:
            middle = self._paint(_filled(said, values), value)
            place = self.style.paint(where, DIM)
            yield f"  {_filled(name, names)}  {middle}  {_filled(origin, origins)}  {place}"

    def _paint(self, text: str, value: Value[Any]) -> str:
        if isinstance(value, (Unknown, Choice)):
            return self.style.paint(text, MAGENTA)
        given = isinstance(value, Known) and value.origin is not Origin.DEFAULT
        return self.style.paint(text, GREEN if given else DIM)

    def _relation(self, relation: Relationship) -> Iterator[str]:
        """Each link, then whether there may be more."""
        what = self.style.paint(relation.relation.value, BOLD)
        for link in relation.links:
            because = self.style.paint(", ".join(map(self.sight.at, link.edge.because)), DIM)
            when = f", if {self.sight.say(' or '.join(link.when))}" if link.when else ""
            yield f"  {_said(relation, what, self._other(link, relation))}{when}  {because}"
        if relation.complete is not Tri.YES:
            other = self.style.paint("perhaps others", MAGENTA)
            yield f"  {_said(relation, what, other)}: {self.sight.say(relation.why)}"
        else:
            yield f"  {_said(relation, what, 'nothing else' if relation.links else 'nothing')}"

    def _other(self, link: Link, relation: Relationship) -> str:
        other = link.edge.target if relation.outgoing else link.edge.source
        return self.sight.say(other.instance)


def _said(relation: Relationship, what: str, other: str) -> str:
    return f"-> {what} {other}" if relation.outgoing else f"<- {other} {what} this"


def _certain(value: Value[Any]) -> bool:
    return isinstance(value, Known) and value.it is True


def _width(column: Iterable[str]) -> int:
    return max((width for text in column if (width := cells(text)) <= _WIDEST), default=0)


def _filled(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))
