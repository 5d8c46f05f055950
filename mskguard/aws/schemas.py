"""What the types of MSK's resources look like: their arguments, and what each of them takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mskguard.aws.table import DATA, Source
from mskguard.record import record

SCHEMAS = DATA / "schemas"
"""A folder for each language, a file for each type."""


@record(frozen=True, slots=True)
class Schema:
    """One type, as CloudFormation's registry, Terraform's provider or AWS's API describes it.

    CloudFormation's `root` is a JSON Schema. Terraform's is a block: `arguments`, each a JSON
    Schema, `blocks` of the same form, and the names that are `required`. A request's maps each
    member to its own members, or to None. A value with `left_to` is judged by the rule of that
    name; of the schema, only its type holds for it.
    """

    type: str
    as_of: dt.date
    sources: Mapping[str, Source]
    root: Mapping[str, Any]
    read_only: tuple[str, ...] = ()
    """CloudFormation: properties that only AWS writes."""
    not_in: str = ""
    """Terraform: the newest version of the provider that is known to lack the type."""


@cache
def schema(language: str, kind: str) -> Schema | None:
    """The schema of a type in `cloudformation`, `terraform` or `requests`; None where none is kept.

    A request is named by its command: `kafka create-cluster`.
    """
    name = kind.replace("::", "_").replace(" ", "_")
    path = SCHEMAS / language / f"{name}.json"
    return _read(path) if name.replace("_", "").replace("-", "").isalnum() else None


def _read(path: Path) -> Schema | None:
    import json

    if not path.is_file():
        return None
    content = json.loads(path.read_text("utf-8"))
    return Schema(
        content["type"],
        dt.date.fromisoformat(content["as_of"]),
        {
            key: Source(it["title"], it["url"], dt.date.fromisoformat(it["date"]))
            for key, it in content["sources"].items()
        },
        content["schema"],
        tuple(content.get("read_only", ())),
        content.get("not_in", ""),
    )
