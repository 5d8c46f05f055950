"""JSON to evaluated trees whose keys are spelt as CloudFormation spells them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mskguard.adapters.shapes.fields import Fields, is_null
from mskguard.model.node import LEFT_AS_IT_IS
from mskguard.record import record
from mskguard.source import Span, TextEdit
from mskguard.syntax.json import Json, Members
from mskguard.value import Known, Origin, Piece, Scalar, Text, Unknown, Value

Any_ = Value[Any]

OWN_KEYS = frozenset(
    {
        "AssumeRolePolicyDocument",
        "ConnectorConfiguration",
        "Document",
        "Policy",
        "PolicyDocument",
        "Tags",
    }
)
"""Members whose keys are no words of the API: they are kept as they are."""


_MOST_PLACES = 20


class JsonWriter:
    """Spells a value of JSON."""

    def spell(self, value: Scalar) -> str:
        from mskguard.syntax.json_write import spell

        return spell(value)


@record(frozen=True, slots=True)
class JsonHolder:
    """A written object, which can take a member that it lacks."""

    object: Json
    is_camel: bool
    """Whether its keys begin with a small letter, as those of MSK Connect do."""

    def insert(self, path: tuple[str, ...], value: Scalar) -> TextEdit:
        from mskguard.syntax.json_write import insert_member

        names = (name[:1].lower() + name[1:] if self.is_camel else name for name in path)
        return insert_member(self.object, tuple(names), value)


def _holder(value: Json, origin: Origin, own_keys: bool) -> JsonHolder | None:
    if origin is not Origin.WRITTEN or own_keys or not isinstance(value.it, Members):
        return None
    return JsonHolder(value, any(key[:1].islower() for key in value.it))


class OpenFields(Fields):
    """A map that says nothing of the members that it leaves out: they are not absent, but unknown.

    The body of an update is one: what it does not name stays what it is.
    """

    __slots__ = ("place", "why")

    def __init__(self, members: Fields, place: Span, why: str = LEFT_AS_IT_IS) -> None:
        super().__init__(members.items(), members.keys_at, members.holder)
        self.place = place
        self.why = why

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ARG002
        """The member, or an unknown value that says why."""
        found = super().get(key)
        return Unknown(self.place, self.why) if found is None else found


def cased(key: str) -> str:
    """A key as the AWS CLI prints it for most services: `clusterName` is `ClusterName`."""
    return key[:1].upper() + key[1:]


def tree_of(
    value: Json, origin: Origin, *, own_keys: bool = False, key: Span | None = None
) -> Any_:
    """The evaluated tree of a JSON value. Keys are cased alike, but for those that users choose.

    A map stands at its opening: what is absent from it is pointed at there.
    """
    it = value.it
    if isinstance(it, Members):
        return _map_of(value, it, origin, own_keys, key)
    if isinstance(it, list):
        items = tuple(tree_of(one, origin, own_keys=own_keys) for one in it)
        return Known(items, value.span, origin)
    if isinstance(it, str):
        return Known(it, value.span, origin, text=text_of(value), writer=_writer(origin))
    return _number(value, it, origin)


def _map_of(value: Json, it: Members, origin: Origin, own_keys: bool, key: Span | None) -> Any_:
    fields = Fields(keys_at={}, holder=_holder(value, origin, own_keys))
    for written, member in it.items():
        name = written if own_keys else cased(written)
        at = value.key_span(written)
        fields[name] = tree_of(member, origin, own_keys=own_keys or name in OWN_KEYS, key=at)
        fields.keys_at[name] = at
    opening = Span(value.file, key.start if key else value.start, value.start + 1)
    return Known(fields, value.span if own_keys else opening, origin)


def _number(value: Json, it: Any, origin: Origin) -> Any_:
    """A whole number as such, however it is written: `3.0` is 3."""
    if isinstance(it, Decimal):
        if abs(it.adjusted()) > _MOST_PLACES:
            return Unknown(value.span, "the number is too large or too small to be followed")
        it = int(it) if it == int(it) else it
    return Known(it, value.span, origin, writer=_writer(origin))


def _writer(origin: Origin) -> JsonWriter | None:
    return JsonWriter() if origin is Origin.WRITTEN else None


def text_of(value: Json) -> Text:
    """A string's characters, each with its place."""
    pieces = tuple(Piece(span, text, verbatim) for span, text, verbatim in value.pieces())
    inner = Span(value.file, value.start + 1, value.end - 1)
    return Text(pieces or (Piece(inner, "", verbatim=True),))


def pick(tree: Any_ | None, *path: str) -> Any_ | None:
    """The member at a path; None where there is none, or null."""
    for name in path:
        if not isinstance(tree, Known) or not isinstance(tree.it, Fields):
            return None
        tree = dict.get(tree.it, name)
    return None if tree is None or is_null(tree) else tree


def items(tree: Any_ | None) -> tuple[Any_, ...]:
    """The elements of a list; none for anything else."""
    return tree.it if isinstance(tree, Known) and isinstance(tree.it, tuple) else ()


def word(tree: Any_ | None) -> str:
    """A known text; empty for anything else."""
    return tree.it if isinstance(tree, Known) and isinstance(tree.it, str) else ""


def shaped(place: Any_, members: Mapping[str, Any_ | None]) -> Any_:
    """A map that stands where `place` does. Members that are None are left out."""
    found = [(name, value) for name, value in members.items() if value is not None]
    own = place.it if isinstance(place, Known) and isinstance(place.it, Fields) else Fields()
    origin = place.origin if isinstance(place, Known) else Origin.OBSERVED
    return Known(Fields(found, dict(own.keys_at), own.holder), place.span, origin)


def with_members(tree: Any_, members: Mapping[str, Any_ | None]) -> Any_:
    """The map with further members, which stand in for its own of the same name."""
    own = tree.it if isinstance(tree, Known) and isinstance(tree.it, Fields) else {}
    return shaped(tree, {**own, **{name: it for name, it in members.items() if it is not None}})


def overlaid(tree: Any_, over: Any_) -> Any_:
    """What a map is once another one is laid over it, member by member.

    What neither has is absent from the first one.
    """
    if not (isinstance(tree, Known) and isinstance(over, Known)):
        return over
    if not (isinstance(tree.it, Fields) and isinstance(over.it, Fields)):
        return over
    merged = {
        name: overlaid(tree.it[name], value) if name in tree.it else value
        for name, value in over.it.items()
    }
    fields = Fields({**tree.it, **merged}.items(), {**tree.it.keys_at, **over.it.keys_at})
    return Known(fields, tree.span, tree.origin)


def opened(tree: Any_, why: str = LEFT_AS_IT_IS) -> Any_:
    """The map, and every map in it, open: see `OpenFields`. Lists are given whole."""
    if not isinstance(tree, Known) or not isinstance(tree.it, Fields):
        return tree
    members = [
        (name, value if name in OWN_KEYS else opened(value, why)) for name, value in tree.it.items()
    ]
    inner = Fields(members, tree.it.keys_at)
    return Known(OpenFields(inner, tree.span, why), tree.span, tree.origin)
