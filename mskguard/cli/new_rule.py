"""`mskguard new-rule`: a rule file that loads, and that fails its test until it is filled in."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

import click

from mskguard.cli.errors import CannotRun
from mskguard.cli.options import known_rules

_WORD = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_SKELETON = '''\
from mskguard.rule import NO, Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.MEDIUM, kind="practice")
def {function}(cluster: Cluster) -> Verdicts:
    """TODO: say in one sentence what is wrong.

    TODO: what breaks, why it matters on MSK, what to write instead, when this does not apply.
    The example is the test: the rule finds the lines with a minus, and nothing once they are
    replaced by those with a plus.

    ```diff
     resource "aws_msk_cluster" "events" {{
    -  kafka_version = "TODO: what is wrong"
    +  kafka_version = "TODO: what is right"
     }}
    ```

    Source: TODO: the title and the address of the page.
    """
    version = cluster.kafka_version
    yield violates(
        version,
        when=NO,  # TODO: the question, such as version.equals("...")
        message=f"{{cluster.address}}: TODO",
    )
'''


@click.command("new-rule", short_help="Write the skeleton of a rule.")
@click.argument("name", metavar="FAMILY/NAME")
@click.option(
    "--rules", type=click.Path(file_okay=False, path_type=Path), default=Path("rules"),
    show_default=True, metavar="DIR", help="The directory of rules to write into.",
)  # fmt: skip
def command(name: str, rules: Path) -> None:
    """Write the skeleton of the rule NAME to DIR/FAMILY. Its test fails until it is filled in."""
    family, defect = _parsed(name)
    path = rules / family / f"{defect.replace('-', '_')}.py"
    if path.exists():
        raise CannotRun(f"{path} is there already")
    _require_free(family, defect, rules)
    text = _SKELETON.format(function=path.stem)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise CannotRun(f"{path}: cannot be written: {error.strerror}") from error
    click.echo(f"{path} is written: fill in what says TODO", err=True)


def _parsed(name: str) -> tuple[str, str]:
    """Family and name. Raises UsageError."""
    family, slash, defect = name.partition("/")
    if not slash:
        raise click.UsageError(f'"{name}" is not written as FAMILY/NAME, as encryption/some-defect')
    for word in (family, defect):
        if not _WORD.fullmatch(word):
            kept = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
            hint = f', such as "{kept}"' if _WORD.fullmatch(kept) else ""
            raise click.UsageError(
                f'"{word}" is no name: small letters, digits and hyphens are expected{hint}'
            )
    if keyword.iskeyword(defect) or defect in _names_of_rule_files():
        raise click.UsageError(f'"{defect}" has a meaning of its own in a rule file')
    return family, defect


def _names_of_rule_files() -> frozenset[str]:
    from mskguard import rule

    return frozenset(rule.__all__)


def _require_free(family: str, defect: str, rules: Path) -> None:
    """Raises `CannotRun` where rules or families have these names."""
    from mskguard.engine.catalog import shipped_rules

    own = rules.is_dir() and not rules.samefile(shipped_rules())
    known = known_rules((rules,) if own else ())
    if known.find(defect):
        raise CannotRun(f"there is a rule {defect} already: mskguard explain {defect}")
    if defect in known.families:
        raise CannotRun(f"{defect} is the name of a family of rules")
    if known.find(family):
        raise CannotRun(f"{family} is the name of a rule, not of a family")
