"""The members of a secret's content."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.json_of_text import tree_of_json
from mskguard.adapters.shapes.fields import Fields
from mskguard.value import Absent, Known, Piece, Text, Unknown, Value, distribute


def members_of(*contents: Value[Any]) -> Value[Any]:
    """The members of the first content that is there, by name, each with its own place.

    A text that is known in part has all its members; those that are not known are unknown.
    """

    def of_first(*each: Value[Any]) -> Value[Any]:
        written = (it for it in each if not isinstance(it, Absent))
        content = next(written, each[0])
        return content if isinstance(content, Absent) else _members(content)

    return distribute(of_first, *contents)


def _members(content: Value[Any]) -> Value[Any]:
    text = content.text if isinstance(content, (Known, Unknown)) else None
    if text is None and isinstance(content, Known):
        text = Text((Piece(content.span, str(content.it)),))
    if text is None:
        return content
    tree = tree_of_json(text, content)
    if isinstance(tree, Known) and not isinstance(tree.it, Fields):
        return Unknown(tree.span, "the content is no JSON object", slot=content.slot)
    return tree.at(content.slot) if content.slot else tree
