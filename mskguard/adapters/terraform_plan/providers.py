"""The configurations of providers that a plan repeats."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.providers import Provider
from mskguard.adapters.terraform.values import Any_, failure
from mskguard.adapters.terraform_plan.references import Configuration
from mskguard.adapters.terraform_plan.values import planned_value
from mskguard.source import Span
from mskguard.syntax.json import Json
from mskguard.value import Absent, Known, Unknown, Value


def planned_provider(configuration: Configuration, address: str, place: Span) -> Provider:
    """The configuration that a planned resource uses, as far as the plan repeats it."""
    found = configuration.provider(address)
    if found is None:
        why = "the plan does not repeat the provider's configuration"
        return Provider("", None, place, None, why)
    shown = ".".join(filter(None, (_text(found, "name"), _text(found, "alias"))))
    module = _text(found, "module_address")
    identity = (configuration.unit, f"{module}:provider.{shown}")
    if found.member("expressions") is None:
        return Provider(shown, None, place, identity, f'no provider "{shown}" is configured here')
    read = ExpressionReader(configuration, found, f"{module}." if module else "", shown)
    return Provider(shown, read, found.span, identity)


def _text(value: Json, name: str) -> str:
    found = value.member(name)
    return found.it if found is not None and isinstance(found.it, str) else ""


class ExpressionReader(Reader):
    """Reads arguments of which a plan keeps the expressions alone: literals and references."""

    def __init__(
        self,
        configuration: Configuration,
        found: Json,
        module: str,
        shown: str,
        written: Json | None = None,
    ) -> None:
        self.address = shown
        self._configuration = configuration
        self._found = found
        self._module = module
        self._written = written or found.member("expressions")

    def value(self, *path: str) -> Any_:
        """The argument where it is a literal or a variable, else unknown."""
        at = self._at(path)
        if at is None:
            return Absent(self._found.span)
        constant = self._configuration.constant(at, self._module)
        if constant is not None:
            return planned_value(constant, None, constant.span)
        reference = self._configuration.reference(at, self._module)
        roots = frozenset((reference,)) if reference else frozenset()
        why = f'provider "{self.address}": the plan does not repeat what {path[-1]} is computed to'
        return Unknown[Any](at.span, why, reference, roots)

    def blocks(self, *path: str) -> Value[tuple[Reader, ...]]:
        """A reader for each block of a type."""
        at = self._at(path)
        if at is None:
            return Absent(self._found.span)
        if not isinstance(at.it, list):
            return failure(at.span, "a list of blocks is expected here")
        found = (self._configuration, self._found, self._module, self.address)
        return Known(tuple(ExpressionReader(*found, one) for one in at.it), at.span)

    def _at(self, path: tuple[str, ...]) -> Json | None:
        """The expression of an argument, or the blocks of a type; of several blocks the first."""
        at = self._written
        for name in path:
            if at is not None and isinstance(at.it, list):
                at = at.it[0] if at.it else None
            at = at.member(name) if at else None
        return None if at is not None and at.it == [] else at
