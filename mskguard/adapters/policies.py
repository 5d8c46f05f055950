"""Policy documents, as JSON text or as an evaluated tree, to the model's policies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from mskguard.adapters.json_of_text import tree_of_json
from mskguard.adapters.shapes.fields import Fields, is_null
from mskguard.model.policy import (
    Policy,
    PolicyCondition,
    Principals,
    Statement,
    unread_statement,
)
from mskguard.source import Span
from mskguard.value import (
    HOLE,
    Absent,
    Choice,
    Known,
    Origin,
    Piece,
    Slot,
    Text,
    Unknown,
    Value,
    distribute,
)

Any_ = Value[Any]

LONGEST_POLICY = 100_000
"""Characters. AWS takes no policy that is half as long, and none with as many parts as these."""
MOST_STATEMENTS = 200
MOST_NAMES = 200
"""Actions or resources of one statement."""
_ENCODED = ("%7b", "%7B")


def policy_of(value: Any_) -> Policy:
    """The policy in a value: JSON text, URL-encoded JSON text, or a tree of `Fields` and tuples."""
    return Policy(distribute(_text, value), distribute(_statements, value))


def policies_of(values: Value[tuple[Any_, ...]]) -> Value[tuple[Policy, ...]]:
    """The policies in a list of texts."""

    def each(it: Any_) -> Any_:
        if not isinstance(it, Known):
            return it
        found = tuple(map(policy_of, it.it))
        return Known(found, it.span, it.origin, it.via, it.slot)

    return distribute(each, values)


def _text(value: Any_) -> Any_:
    """What stands for the document's text: of a tree, the lines that hold it."""
    if is_null(value):
        return Absent(value.span, value.slot)
    if isinstance(value, Known) and not isinstance(value.it, str):
        return Known(value.span.text, value.span, value.origin, value.via, value.slot)
    return value


def _statements(value: Any_) -> Any_:
    if is_null(value) or isinstance(value, Absent):
        return Absent(value.span, value.slot)
    tree = _tree(value)
    slot = value.slot
    place = Slot(slot.address, slot.path) if slot else Slot("", "")
    return distribute(lambda it: _of_document(it, place), tree)


def _tree(value: Any_) -> Any_:
    """The document as a tree, read from its text where it is one."""
    if isinstance(value, Known) and not isinstance(value.it, str):
        return value
    text = value.text if isinstance(value, (Known, Unknown)) else None
    if text is None and isinstance(value, Known):
        text = Text((Piece(value.span, value.it, value.span.text == value.it),))
    if text is None or (isinstance(value, Unknown) and not text.joined.strip(HOLE)):
        return value
    if isinstance(value, Known) and value.it.lstrip().startswith(_ENCODED):
        text = Text((Piece(value.span, unquote(value.it)),))
    if len(text.joined) > LONGEST_POLICY:
        return Unknown(value.span, "the policy is longer than any that AWS takes")
    if not text.joined.strip():
        return Unknown(value.span, "the policy is empty")
    return tree_of_json(text, value)


def _of_document(value: Any_, place: Slot) -> Any_:
    if not isinstance(value, Known):
        return value.at(place)
    if not isinstance(value.it, Fields):
        return Unknown(value.span, "the policy is no JSON object", slot=place)
    held = _member(value.it, "Statement") or Absent(value.span)
    slot = Slot(place.address, _below(place.path, "Statement"))
    return distribute(lambda it: _of_list(it, slot), held)


def _of_list(value: Any_, slot: Slot) -> Any_:
    if isinstance(value, Absent) or is_null(value):
        return Known((), value.span, slot=slot)
    if not isinstance(value, Known):
        return value.at(slot)
    items = value.it if isinstance(value.it, tuple) else (value,)
    if len(items) > MOST_STATEMENTS:
        return Unknown(value.span, "it has more statements than are followed", slot=slot)
    found = tuple(
        _statement(one, Slot(slot.address, f"{slot.path}[{index}]"))
        for index, one in enumerate(items)
        if not isinstance(one, Absent)
    )
    return Known(found, value.span, value.origin, value.via, slot)


def _statement(value: Any_, slot: Slot) -> Statement:
    if isinstance(value, Unknown):
        return unread_statement(value.at(slot))

    def of(name: str, convert: Callable[[Any_, Slot], Any_]) -> Any_:
        return distribute(
            lambda it: convert(it, Slot(slot.address, _below(slot.path, name))),
            distribute(lambda it: _under(it, name), value),
        )

    return Statement(
        span=_whole(value),
        sid=of("Sid", _scalar),
        effect=of("Effect", _scalar),
        actions=of("Action", _listed),
        not_actions=of("NotAction", _listed),
        resources=of("Resource", _listed),
        not_resources=of("NotResource", _listed),
        principals=of("Principal", _principals),
        not_principals=of("NotPrincipal", _principals),
        conditions=of("Condition", _conditions),
    )


def _whole(value: Any_) -> Span:
    """Where a statement stands, whichever of its cases is so."""
    return _whole(value.yes) if isinstance(value, Choice) else value.span


def _under(value: Any_, name: str) -> Any_:
    """A statement's element; absent from what is no statement in this case."""
    if not isinstance(value, Known):
        return value
    if not isinstance(value.it, Fields):
        return Absent(value.span) if value.it is None else Unknown(value.span, _NO_OBJECT)
    found = _member(value.it, name)
    if found is None:
        return Absent(value.span)
    return distribute(lambda it: Absent(it.span) if is_null(it) else it, found)


_NO_OBJECT = "a statement is a JSON object"


def _member(fields: Fields, name: str) -> Any_ | None:
    """A member by its name; IAM takes the names of elements in any case."""
    if name in fields:
        return fields[name]
    folded = name.lower()
    return next((it for key, it in fields.items() if key.lower() == folded), None)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _scalar(value: Any_, slot: Slot) -> Any_:
    """A text; booleans and numbers, as conditions have them, become one."""
    if not isinstance(value, Known):
        return value.at(slot)
    it = value.it
    if isinstance(it, str):
        return value.at(slot)
    if isinstance(it, (Fields, tuple)) or it is None:
        return Unknown(value.span, "a text is expected here", slot=slot)
    text = str(it).lower() if isinstance(it, bool) else str(it)
    return Known(text, value.span, value.origin, value.via, slot)


def _listed(value: Any_, slot: Slot) -> Any_:
    """A list of texts; one text is the list of it."""
    if isinstance(value, Absent):
        return value.at(slot)
    if isinstance(value, Unknown):
        if value.text is None and value.identity is None:
            return value.at(slot)
        return Known((value.at(slot),), value.span, Origin.WRITTEN, value.via, slot)
    it = value.it if isinstance(value, Known) else ()
    items = it if isinstance(it, tuple) else (value,)
    if len(items) > MOST_NAMES:
        return Unknown(value.span, "it is a longer list than is followed", slot=slot)
    kept = tuple(
        distribute(lambda one: _scalar(one, slot), one)
        for one in items
        if not (isinstance(one, Absent) or is_null(one))
    )
    known = value if isinstance(value, Known) else None
    origin, via = (known.origin, known.via) if known else (Origin.WRITTEN, ())
    return Known(kept, value.span, origin, via, slot)


def _principals(value: Any_, slot: Slot) -> Any_:
    if not isinstance(value, Known):
        return value.at(slot)
    if isinstance(value.it, Fields):
        found = tuple(
            Principals(
                type=_key(value.it, kind, slot),
                identifiers=distribute(lambda it: _listed(it, slot), identifiers),
            )
            for kind, identifiers in value.it.items()
        )
    else:
        whole = distribute(lambda it: _listed(it, slot), value)
        found = (Principals(type=Known("*", value.span, slot=slot), identifiers=whole),)
    return Known(found, value.span, value.origin, value.via, slot)


def _key(fields: Fields, key: str, slot: Slot) -> Known[str]:
    return Known(key, fields.keys_at.get(key) or fields[key].span, slot=slot)


def _conditions(value: Any_, slot: Slot) -> Any_:
    if not isinstance(value, Known):
        return value.at(slot)
    if not isinstance(value.it, Fields):
        return Unknown(value.span, "a condition is a JSON object", slot=slot)
    found: list[PolicyCondition] = []
    for test, tested in value.it.items():
        if not (isinstance(tested, Known) and isinstance(tested.it, Fields)):
            why = tested.why if isinstance(tested, Unknown) else "its keys are not known"
            return Unknown(tested.span, why, slot=slot)
        found += (
            PolicyCondition(
                test=_key(value.it, test, slot),
                variable=_key(tested.it, variable, slot),
                values=distribute(lambda it: _listed(it, slot), values),
            )
            for variable, values in tested.it.items()
        )
    return Known(tuple(found), value.span, value.origin, value.via, slot)
