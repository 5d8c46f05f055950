"""Functions on maps, and those that pick one of several values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mskguard.adapters.terraform.functions.clusters import length_of
from mskguard.adapters.terraform.functions.elements import (
    bounded,
    in_worlds,
    known_worlds,
    unknowns_in,
)
from mskguard.adapters.terraform.functions.parameters import (
    ANY_OR_NULL,
    MAPPING,
    OPEN,
    OPEN_TEXT,
    SEQUENCE,
    Parameter,
    derived,
    takes,
    takes_at,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import key_span
from mskguard.adapters.terraform.functions.unify import unified
from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    ObjectOf,
    SetOf,
    as_text,
    kind_of,
    known,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import HOLE, Known, Unknown

_MAPPING_OR_NULL = Parameter(MAPPING.convert, null=True)


@takes_at("length", ANY_OR_NULL)
def _length(value: Known[Any], span: Span) -> Any:
    it = value.it
    if isinstance(it, str):
        return length_of(it)
    if isinstance(it, SetOf):
        return _size_of_set(value, span)
    if isinstance(it, (tuple, ObjectOf)):
        return len(it)
    raise Refused(f"{kind_of(it)} has no length")


def _size_of_set(value: Known[Any], span: Span) -> Any_:
    """Unknown elements may be equal to others, so that they count only when alone."""

    def build(them: Any) -> Any_:
        missing = unknown_among(unknowns_in(them)) if len(them.it) > 1 else None
        return missing if missing is not None else known(len(them.it), span, [value])

    return in_worlds(build, value, span)


@takes("coalesce", rest=OPEN)
def _coalesce(*values: Any) -> Any:
    """The first value that is neither null nor an empty string, of the common type of all."""
    elements: list[Any] = _common(values)
    texts = any(isinstance(one, Known) and isinstance(one.it, str) for one in elements)
    for one in elements:
        if isinstance(one, Unknown):
            return one if _is_some_text(one) else derived(one)
        if one.it is not None and not (texts and one.it == ""):
            return one
    raise Refused("all arguments are null or empty")


def _common(values: Sequence[Any]) -> list[Any]:
    """The values converted to their common type; as they are where a null leaves it open."""
    try:
        return unified(values)
    except Refused:
        if not any(isinstance(one, Known) and one.it is None for one in values):
            raise
        return list(values)


def _is_some_text(value: Unknown[Any]) -> bool:
    """Whether an unknown text is known not to be empty."""
    return value.text is not None and value.text.joined.strip(HOLE) != ""


@takes("coalescelist", rest=OPEN)
def _coalescelist(*values: Any) -> Any:
    for one in values:
        if isinstance(one, Unknown):
            return derived(one)
        if one.it is None:
            continue
        if not isinstance(one.it, tuple) or isinstance(one.it, SetOf):
            raise Refused(f"a list is expected, and this is {kind_of(one.it)}")
        if one.it:
            return one
    raise Refused("all arguments are null or empty")


@takes("lookup", MAPPING, OPEN_TEXT, rest=OPEN)
def _lookup(mapping: Known[Any], key: Any, *default: Any_) -> Any_:
    if len(default) > 1:
        raise Refused("it takes two or three arguments")
    if isinstance(key, Unknown):
        return derived(key)
    found: Any_ | None = mapping.it.get(key.it)
    if found is not None:
        return found
    if not default:
        raise Refused("the map has no such key")
    return default[0]


@takes_at("merge", rest=_MAPPING_OR_NULL)
def _merge(*maps: Known[Any], span: Span) -> Any_:
    items: dict[str, Any_] = {}
    keys_at: dict[str, Span] = {}
    count = 0
    for one in maps:
        if one.it is not None:
            count += len(one.it)
            bounded(count)
            items.update(one.it)
            keys_at.update(one.it.keys_at)
    return known(ObjectOf(items.items(), keys_at), span, list(maps))


@takes("keys", MAPPING)
def _keys(mapping: Known[Any]) -> Any:
    return tuple(key for key, _ in mapping.it.items_with_keys(mapping.span))


@takes("values", MAPPING)
def _values(mapping: Known[Any]) -> Any:
    return tuple(value for _, value in mapping.it.items_with_keys(mapping.span))


@takes_at("zipmap", SEQUENCE, SEQUENCE)
def _zipmap(names: Known[Any], values: Known[Any], span: Span) -> Any_:
    if isinstance(values.it, SetOf):
        raise Refused("a list of values is expected, and this is a set")
    if len(names.it) != len(values.it):
        raise Refused("there are not as many keys as values")

    def build(them: list[Any]) -> Any_:
        texts = _texts(them)
        keys_at = {text.it: key_span(text) for text in texts}
        items = zip((text.it for text in texts), values.it, strict=True)
        return known(ObjectOf(items, keys_at), span, [names, values])

    return known_worlds(build, names.it, span)


def _texts(elements: Iterable[Any_]) -> list[Known[Any]]:
    """The elements of a list of strings. Raises `Refused` where one is none."""
    texts: list[Any] = [as_text(one) for one in elements]
    if any(isinstance(text, Failure) or text.it is None for text in texts):
        raise Refused("a list of strings is expected")
    return texts


@takes_at("transpose", MAPPING)
def _transpose(mapping: Known[Any], span: Span) -> Any_:
    def build(value: Any) -> Any_:
        missing = unknown_among(unknowns_in(value))
        if missing is not None:
            return missing
        keys: list[Known[Any]] = []
        texts: list[Known[Any]] = []
        for key, each in value.it.items_with_keys(value.span):
            if not isinstance(each.it, tuple):
                raise Refused("a map of lists is expected")
            keys += [key] * len(each.it)
            texts += _texts(each.it)
        return _turned(keys, texts, span)

    return in_worlds(build, mapping, span)


def _turned(keys: list[Known[Any]], texts: list[Known[Any]], span: Span) -> Any_:
    groups: dict[str, list[Any_]] = {}
    keys_at: dict[str, Span] = {}
    for key, text in zip(keys, texts, strict=True):
        groups.setdefault(text.it, []).append(key)
        keys_at.setdefault(text.it, key_span(text))
    items = ((name, known(tuple(group), span)) for name, group in groups.items())
    return known(ObjectOf(items, keys_at), span)
