"""Finds the value that a person means by an address and an attribute."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mskguard.record import record
from mskguard.survey.attributes import Attribute, part_named, parts
from mskguard.survey.cases import cases
from mskguard.survey.things import Survey, Thing
from mskguard.value import Known

_KEY = re.compile(r"\[[\"']?(.*?)[\"']?\]")
_MODULES = re.compile(r"^(?:module\.[^.\[]+(?:\[[^\]]*\])?\.)+")
_LIKENESS = 0.5
_MOST_NAMED = 8


class NotFound(Exception):
    """Nothing, or more than one thing, is called so; the message says what there is."""


@record(frozen=True, slots=True, eq=False)
class Found:
    """An attribute of a thing."""

    thing: Thing
    attribute: Attribute

    @property
    def called(self) -> str:
        return f"{self.thing.node.instance}.{self.attribute.name}"


_SPELLINGS: tuple[Callable[[Thing], str], ...] = (
    lambda thing: thing.node.instance,
    lambda thing: thing.node.address,
    lambda thing: _MODULES.sub("", thing.node.instance),
    lambda thing: _MODULES.sub("", thing.node.address),
)
"""How a node may be named, the strictest first."""


def find(seen: Survey, wanted: str, unit: str = "") -> Found:
    """The one attribute called `ADDRESS.ATTRIBUTE`; of several units, `unit` is preferred.

    The attribute goes by the model's name or the dialect's path, the address by any spelling that
    leaves no doubt. Raises `NotFound`.
    """
    things: list[Thing] = []
    for spelled in _SPELLINGS:
        named = [one for one in seen.things if _is_below(spelled(one), wanted)]
        found = [
            Found(one, attribute)
            for one in named
            for attribute in _called(one, _plain(wanted)[len(_plain(spelled(one))) + 1 :])
        ]
        mine = [one for one in found if one.thing.node.unit.name == unit]
        if len(mine) == 1 or len(found) == 1:
            return (mine if len(mine) == 1 else found)[0]
        if found:
            raise NotFound(f"{wanted} is said of several: {_listed(map(_with_unit, found))}")
        things = things or named
    raise NotFound(_nothing(seen, things, wanted))


def everything(thing: Thing) -> Iterator[Attribute]:
    """All attributes of a thing and all of their parts."""
    for attribute in thing.attributes:
        yield from _unfolded(attribute)


def _unfolded(attribute: Attribute) -> Iterator[Attribute]:
    yield attribute
    inner: dict[str, Attribute] = {}
    for case in cases(attribute.value):
        if isinstance(case.value, Known):
            inner |= {part.name: part for part in parts(attribute, case.value)}
    for name, part in inner.items():
        yield from _unfolded(Attribute(name, part.path, part_named(attribute, name)))


def _called(thing: Thing, name: str) -> list[Attribute]:
    """The attributes of this name: one of the model goes before those of the dialect."""
    there = list(everything(thing))
    own = [one for one in there if _plain(one.name) == name]
    return (own or [one for one in there if one.path and _plain(one.path) == name])[:1]


def _plain(text: str) -> str:
    """Keys in brackets as in a path: however a person quotes them, they are the same."""
    return _KEY.sub(r".\1", text).strip()


def _is_below(address: str, wanted: str) -> bool:
    return f"{_plain(wanted)}.".startswith(f"{_plain(address)}.")


def _with_unit(found: Found) -> str:
    return f"{found.called} (in {found.thing.node.unit.name})"


def _nothing(seen: Survey, things: list[Thing], wanted: str) -> str:
    """That nothing is called so, and what probably was meant."""
    if not things:
        addresses = {address: one for one in seen.things for address in _addresses(one)}
        head = _plain(wanted)
        near = _nearest(head, addresses) or _nearest(".".join(head.split(".")[:2]), addresses)
        return f"nothing is called {wanted}{_meant(near)}"
    thing = things[0]
    address = thing.node.instance
    spellings = [spelled(thing) for spelled in _SPELLINGS if _is_below(spelled(thing), wanted)]
    name = _plain(wanted)[max(len(_plain(one)) for one in spellings) + 1 :]
    there = {_plain(n): n for one in everything(thing) for n in (one.path, one.name) if n}
    if not name:
        names = (one.name for one in thing.attributes)
        return f"{address} is a {thing.kind}: name one of its attributes: {_listed(names, 99)}"
    below = [one.name for one in thing.attributes if one.name.startswith(f"{name}.")]
    if below:
        return f"{wanted} has several attributes: {_listed(f'{address}.{one}' for one in below)}"
    near = _nearest(name, there) or _nearest_tail(name, there)
    return f'{address} has no attribute "{name}"{_meant(near and f"{address}.{near}")}'


def _addresses(thing: Thing) -> Iterator[str]:
    yield from (_plain(spelled(thing)) for spelled in _SPELLINGS)


def _nearest(name: str, known: dict[str, object] | dict[str, str] | dict[str, Thing]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, known, n=1, cutoff=_LIKENESS)
    if not found:
        return ""
    meant = known[found[0]]
    return meant.node.instance if isinstance(meant, Thing) else str(meant)


def _nearest_tail(name: str, known: dict[str, str]) -> str:
    """A name that ends alike, for people leave out the groups before it."""
    return _nearest(name, {key.rpartition(".")[2]: full for key, full in known.items()})


def _meant(near: str) -> str:
    return f', did you mean "{near}"?' if near else ""


def _listed(names: Iterator[str] | map[str], most: int = _MOST_NAMED) -> str:
    given = list(dict.fromkeys(names))
    more = len(given) - most
    return ", ".join(given[:most]) + (f" and {more} more" if more > 0 else "")
