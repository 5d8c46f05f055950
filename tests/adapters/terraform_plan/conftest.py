"""Plans to the graph, through the real front end."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.aws.facts import Facts

ReadPlan = Callable[..., Loaded]


def resource(address: str, values: Any, unknown: Any = None, **more: Any) -> dict[str, Any]:
    """A resource of a plan: what is in its change, and what else is to be said of it."""
    change = {"actions": ["create"], "before": None, "after": values, "after_unknown": unknown}
    kind, name = address.rsplit(".", 2)[-2:]
    place = {"address": address, "mode": "managed", "type": kind, "name": name.split("[")[0]}
    return {**place, "change": {**change, **more}}


def plan(
    *resources: dict[str, Any], configuration: Any = None, modules: Any = (), **more: Any
) -> dict[str, Any]:
    """A plan of these resources, all of the root module but for `modules`."""
    planned = [
        {**one, "values": one["change"]["after"]}
        for one in resources
        if one["change"]["after"] is not None
    ]
    for one in planned:
        del one["change"]
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {"resources": planned, "child_modules": list(modules)}},
        "resource_changes": list(resources),
        "configuration": {"root_module": configuration or {}},
        **more,
    }


@pytest.fixture
def read_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadPlan:
    """Write a plan, and HCL beside it, and load the plan."""

    def write_and_load(content: Any, files: Mapping[str, str] | None = None) -> Loaded:
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        (tmp_path / "plan.json").write_text(text, encoding="utf-8")
        for name, hcl in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(hcl), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return load(Inputs([Path("plan.json")]), Facts())

    return write_and_load
