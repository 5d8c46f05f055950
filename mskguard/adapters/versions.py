"""The version of the sources that a run compares them with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mskguard.adapters.load import CannotRead, Inputs, Loaded, bound_of, load
from mskguard.adapters.terraform.tree import CONFIGURATION, VARIABLES
from mskguard.aws.facts import Facts
from mskguard.record import record


@record(frozen=True, slots=True)
class Against:
    """What is compared with: a path, or a commit of the repository that is scanned."""

    path: Path | None = None
    revision: str = ""


def compared(loaded: Loaded, inputs: Inputs, against: Against, facts: Facts) -> Loaded:
    """What was loaded, with what became of each resource since the other version.

    The units of the other version bear the names of their successors, so that what is unknown in
    both for the same reason is the same. Raises `CannotRead`. What is wrong with the other
    version's files is told as well.
    """
    from mskguard.adapters.against import changes_between

    with _older(inputs, against) as other:
        old = load(other, facts)
        loaded.graph.changes += changes_between(old.graph, loaded.graph)
    return replace(loaded, problems=(*loaded.problems, *old.problems))


@contextmanager
def _older(inputs: Inputs, against: Against) -> Iterator[Inputs]:
    """The inputs of the other version."""
    if len(inputs.paths) != 1:
        raise CannotRead("only one path at a time can be compared with another version")
    (path,) = inputs.paths
    if against.path is not None:
        stands_for = (against.path.resolve(), _shown(path))
        yield replace(inputs, paths=[against.path], stands_for=stands_for)
        return
    import tempfile  # 5 ms that a run without a commit saves

    from mskguard.adapters.front_ends import SUFFIXES
    from mskguard.adapters.git import NoSuchVersion, check_out

    with tempfile.TemporaryDirectory(prefix="mskguard-") as directory:
        target = Path(directory).resolve()
        repository = bound_of(path.resolve())
        suffixes = (*SUFFIXES, *CONFIGURATION, *VARIABLES)
        try:
            check_out(repository, against.revision, suffixes, target)
        except NoSuchVersion as error:
            raise CannotRead(f"{against.revision}: {error}") from None
        older = target / path.resolve().relative_to(repository)
        if not older.exists():
            raise CannotRead(f"{against.revision}: it does not hold {path}")
        (target / ".git").mkdir()
        yield replace(
            inputs,
            paths=[older],
            base=target,
            label=f"{against.revision}:",
            stands_for=(older, _shown(path)),
        )


def _shown(path: Path) -> str:
    """A path as the names of units begin with it."""
    absolute, here = path.resolve(), Path.cwd().resolve()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(absolute)
