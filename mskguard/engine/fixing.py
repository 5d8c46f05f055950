"""Turns a fix said in the model's terms into text edits, and applies them."""

from __future__ import annotations

from collections.abc import Iterable

from mskguard.engine.finding import Fix
from mskguard.source import SourceFile, TextEdit
from mskguard.value import Change, Known, Origin, Slot


def render(change: Change) -> Fix | None:
    """The edits of a change; None where its place is not one that the user can edit.

    A change to a value that several places share (a variable, a default) is not safe.
    """
    now = change.value.now()
    if isinstance(now, Known) and now.writer is not None and now.origin is not Origin.DEFAULT:
        edit = TextEdit(now.span, now.writer.spell(change.to))
        safe = now.origin is Origin.WRITTEN
    elif now.slot is not None and now.slot.holder is not None:
        edit = now.slot.holder.insert(now.slot.missing, change.to)
        safe = True
    else:
        return None
    if not edit.span.file.editable:
        return None
    return Fix(f"Set {_name(now.slot)} to {_said(change.to)}", (edit,), safe)


def apply(source: SourceFile, edits: Iterable[TextEdit]) -> str:
    """The file's text with the edits made, last first. Raises ValueError where two overlap."""
    text = source.text
    until = len(text)
    for edit in sorted(edits, key=lambda one: (one.span.start, one.span.end), reverse=True):
        if edit.span.end > until:
            raise ValueError("two edits overlap")
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        until = edit.span.start
    return text


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _name(slot: Slot | None) -> str:
    """The argument's own name: `client_broker`, or the key of a property."""
    if slot is None:
        return "the value"
    if slot.path.endswith("]"):
        return slot.path[:-1].split("[", 1)[1]
    return slot.path.rsplit(".", 1)[-1]
