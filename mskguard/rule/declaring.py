"""How a function becomes a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from types import FunctionType
from typing import Any, cast, get_args

from mskguard.model.change import ResourceChange
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.rule.judging import Context, Kind, Level, Verdict

Check = Callable[..., Iterable[Verdict]]


@record(frozen=True, slots=True)
class Rule:
    """A rule as its file states it. Name and family come from the file's place; see the catalog."""

    check: Check
    severity: Level
    """The gravest that a finding of this rule can be."""
    kind: Kind
    subject: tuple[type[Node | ResourceChange], ...]
    """The kinds of node that it judges."""
    wants_context: bool
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What a team may choose, by name, with the value where it does not."""

    @property
    def name(self) -> str:
        return self.check.__name__.replace("_", "-")

    @property
    def doc(self) -> str:
        """The documentation without the indentation of the code around it."""
        from inspect import cleandoc  # 8 ms that only who reads it waits for

        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the documentation, without its full stop."""
        return self.doc.split("\n", 1)[0].rstrip(".")

    def judge(self, node: Node | ResourceChange, context: Context) -> Iterable[Verdict]:
        return self.check(node, context) if self.wants_context else self.check(node)


def rule(
    *, severity: Level, kind: Kind, settings: Mapping[str, Any] | None = None
) -> Callable[[Check], Rule]:
    """Make a rule of a function whose first parameter is its subject: a node, or one of several.

    A second parameter, if there is one, receives the `Context`. `settings` are the rule's own, each
    with its default: text, whole number, bool or list of texts; `ctx.settings` has them with what
    the user has set. Raises TypeError for a function that is no rule: without docstring, or whose
    first parameter is no node of the model, nor a change of one.
    """

    def declare(check: Check) -> Rule:
        code = cast("FunctionType", check).__code__
        parameters = code.co_varnames[: code.co_argcount]
        stated = check.__annotations__.get(parameters[0]) if parameters else None
        subject = get_args(stated) or (stated,)
        judged = (Node, ResourceChange)
        if not all(isinstance(kind, type) and issubclass(kind, judged) for kind in subject):
            raise TypeError(f"{check.__name__}: the first parameter is to be a node of the model")
        if not check.__doc__:
            raise TypeError(f"{check.__name__}: a rule is documented by its docstring")
        return Rule(check, severity, kind, subject, len(parameters) > 1, settings or {})

    return declare
