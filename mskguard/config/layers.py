"""What one source of settings says, and all of them laid over each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mskguard.engine.select import Selection
from mskguard.model.workload import Workloads
from mskguard.rule import Level

DEFAULT_FAIL_ON = "medium"


class BadConfig(Exception):
    """A configuration that cannot be used; the message names the file, the line and the key."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The name of a rule or a family as the user wrote it, and where."""

    name: str
    where: str
    """`--select`, or the file, line and key: ready to stand before a colon."""
    of_rule: bool = False
    """Whether only a rule can be meant, and no family."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The settings of one source: the command line, a project or the user. None: it is silent."""

    select: tuple[Mention, ...] | None = None
    ignore: tuple[Mention, ...] = ()
    severity: tuple[tuple[Mention, Level], ...] = ()
    fail_on: str | None = None
    exclude: tuple[str, ...] = ()
    """Glob patterns, relative to `base`."""
    variables: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Path, ...] = ()
    profile: Mention | None = None
    settings: tuple[tuple[Mention, Mapping[str, Any]], ...] = ()
    """By rule: its settings by name."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """CloudFormation's."""
    region: str | None = None
    account: str | None = None
    workloads: Workloads | None = None
    base: Path | None = None
    """The directory that `exclude` is relative to; None: each scanned path."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What all layers say together."""

    selection: Selection
    mentions: tuple[Mention, ...]
    """Every name of a rule or family in them."""
    fail_on: Level | None
    """None: no finding fails the run."""
    exclude: tuple[str, ...]
    """Relative to the scanned paths."""
    variables: Mapping[str, str]
    rules: tuple[Path, ...]
    profile: Mention | None = None
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By rule: its settings by name."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """CloudFormation's."""
    region: str | None = None
    account: str | None = None
    workloads: Workloads = field(default_factory=Workloads)


def combine(layers: Sequence[Layer], paths: Sequence[Path]) -> Settings:
    """Lay the layers over each other, the strongest last, for a run that scans `paths`.

    A stronger `select` or `fail_on` replaces a weaker one, and selecting a name lifts a weaker
    layer's ignoring of it. `ignore`, `exclude` and `rules` add up; tables do so key by key.
    """
    from mskguard.config.patterns import seen_from

    selected: tuple[Mention, ...] = ()
    ignored: tuple[Mention, ...] = ()
    severity: dict[Mention, Level] = {}
    fail_on = DEFAULT_FAIL_ON
    variables: dict[str, str] = {}
    parameters: dict[str, str] = {}
    profile: Mention | None = None
    workloads = Workloads()
    settings: dict[str, dict[str, Any]] = {}
    for layer in layers:
        if layer.select is not None:
            selected = layer.select
            lifted = {one.name for one in selected}
            ignored = tuple(one for one in ignored if one.name not in lifted)
        ignored += layer.ignore
        severity.update(layer.severity)
        fail_on = layer.fail_on or fail_on
        variables.update(layer.variables)
        parameters.update(layer.parameters)
        profile = layer.profile or profile
        workloads = layer.workloads or workloads
        for rule, own in layer.settings:
            settings.setdefault(rule.name, {}).update(own)
    return Settings(
        Selection(
            tuple(one.name for one in selected),
            tuple(one.name for one in ignored),
            {one.name: level for one, level in severity.items()},
        ),
        (*selected, *ignored, *severity, *(rule for one in layers for rule, _ in one.settings)),
        level(fail_on),
        tuple(dict.fromkeys(p for one in layers for p in seen_from(one.base, one.exclude, paths))),
        variables,
        tuple(dict.fromkeys(directory for layer in layers for directory in layer.rules)),
        profile,
        settings,
        parameters,
        _strongest(layer.region for layer in layers),
        _strongest(layer.account for layer in layers),
        workloads,
    )


def _strongest(said: Iterable[str | None]) -> str | None:
    """What the last layer says that is not silent."""
    return next((one for one in reversed(list(said)) if one), None)


def level(word: str) -> Level | None:
    """The level that a word of `--fail-on` or of the configuration means; None for `never`."""
    return None if word == "never" else Level[word.upper()]
