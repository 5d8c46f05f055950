"""Hides what a plan marks as sensitive."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.syntax.json import Json, Members, members_of

_SHAPES = (
    ("values", "sensitive_values"),
    ("before", "before_sensitive"),
    ("after", "after_sensitive"),
    ("value", "sensitive"),
)
"""A value, and the member beside it that marks all or parts of it."""


def hide_sensitive(root: Json) -> None:
    """Hide every sensitive value, wherever in the plan it is repeated."""
    for value in _every_object(root):
        for name, marks in _SHAPES:
            content, mark = value.member(name), value.member(marks)
            if content is not None and mark is not None:
                _hide(content, mark)
    _hide_variables(root)


def _every_object(root: Json) -> Iterator[Json]:
    pending = [root]
    while pending:
        value = pending.pop()
        if isinstance(value.it, Members):
            yield value
            pending += value.it.values()
        elif isinstance(value.it, list):
            pending += value.it


def _hide(value: Json, mark: Json) -> None:
    if mark.it is True:
        hide_value(value)
    elif isinstance(mark.it, Members):
        for name, inner in mark.it.items():
            content = value.member(name)
            if content is not None:
                _hide(content, inner)
    elif isinstance(mark.it, list) and isinstance(value.it, list):
        for content, inner in zip(value.it, mark.it, strict=False):
            _hide(content, inner)


def hide_value(value: Json) -> None:
    """Hide a text without its quotes, so that it is found again in a message; else all of it."""
    inset = 1 if isinstance(value.it, str) else 0
    value.file.hide(value.start + inset, value.end - inset)


def _hide_variables(root: Json) -> None:
    """The values of root variables, and the defaults of all, that are declared sensitive."""
    configuration = root.member("configuration")
    top = configuration.member("root_module") if configuration else None
    given = root.member("variables")
    pending = [top] if top else []
    while pending:
        module = pending.pop()
        for name, declared in members_of(module.member("variables")):
            flag, default = declared.member("sensitive"), declared.member("default")
            if flag is None or flag.it is not True:
                continue
            value = given.member(name) if given is not None and module is top else None
            content = value.member("value") if value else None
            for one in (default, content):
                if one is not None:
                    hide_value(one)
        calls = (call.member("module") for _, call in members_of(module.member("module_calls")))
        pending += (called for called in calls if called is not None)
