"""Known properties of every type, right and wrong, judged as jsonschema judges them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.aws.schemas import SCHEMAS, schema

TYPES = sorted(path.stem.replace("_", "::") for path in (SCHEMAS / "cloudformation").glob("*.json"))
SEEDS = 60


class Maker:
    """Makes instances of a schema, and spoils them."""

    def __init__(self, root: dict[str, Any], seed: int) -> None:
        self.root = root
        self.random = random.Random(seed)

    def resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        name = node.get("$ref", "").rpartition("/")[2]
        return self.resolved(self.root["definitions"][name]) if name else node

    def make(self, node: dict[str, Any]) -> Any:
        node = self.resolved(node)
        kind = node.get("type", "object")
        kind = kind if isinstance(kind, str) else kind[0]
        if kind == "object":
            return self._object(node)
        if kind == "array":
            least, most = node.get("minItems", 0), node.get("maxItems", 3)
            return [self.make(node["items"]) for _ in range(max(least, min(most, 2)))]
        if "enum" in node:
            return self.random.choice(node["enum"])
        if kind in ("integer", "number"):
            return self.random.randint(node.get("minimum", 1), min(node.get("maximum", 9), 10**6))
        return self.random.random() < 0.5 if kind == "boolean" else self._text(node)

    def _object(self, node: dict[str, Any]) -> dict[str, Any]:
        groups = [one["required"] for one in node.get("oneOf", ())]
        needed = [*node.get("required", ()), *(self.random.choice(groups) if groups else ())]
        barred = {name for group in groups for name in group} - set(needed)
        return {
            name: self.make(inner)
            for name, inner in node.get("properties", {}).items()
            if name in needed or (name not in barred and self.random.random() < 0.4)
        }

    def _text(self, node: dict[str, Any]) -> str:
        pattern = node.get("pattern", "")
        for text in (
            "abc", "sg-0a", "subnet-0a", "vpc-0a", "arn:aws:s3:::bucket",
            *(f"arn:aws:{service}:us-east-1:123456789012:{rest}"
              for service in ("kafka", "kafkaconnect", "kms", "glue", "iam")
              for rest in ("cluster/a/b", "topic/a/b/c", "key/a", "catalog", "role/a")),
            "arn:aws:iam::123456789012:role/a", "K1",
        ):  # fmt: skip
            if matches(node, text):
                return text
        raise AssertionError(pattern)

    def spoil(self, value: Any, node: dict[str, Any]) -> Callable[[], None] | None:
        """One of the ways to make an instance wrong, which may happen to leave it right."""
        ways = list(self._ways(value, node))
        return self.random.choice(ways) if ways else None

    def _ways(self, value: Any, node: dict[str, Any]) -> Iterator[Callable[[], None]]:
        node = self.resolved(node)
        if isinstance(value, dict):
            for name in list(value):
                yield lambda name=name: value.pop(name)  # type: ignore[misc]
                inner = self.resolved(node.get("properties", {}).get(name, {}))
                for wrong in self._wrong(inner):
                    yield lambda name=name, wrong=wrong: value.update({name: wrong})  # type: ignore[misc]
                if node.get("additionalProperties") is False:
                    yield lambda name=name: value.update({f"{name}s": 1})  # type: ignore[misc]
                yield from self._ways(value[name], inner)
        for one in value if isinstance(value, list) else ():
            yield from self._ways(one, node["items"])

    def _wrong(self, node: dict[str, Any]) -> Iterator[Any]:
        kinds = node.get("type", [])
        if "string" in kinds:
            yield from (["x"], {"x": 1}, "no such word", "x" * 2000)
        if "integer" in kinds or "number" in kinds:
            yield from (["x"], "many", 0, -1, 10**7)
        if "boolean" in kinds:
            yield from (["x"], "perhaps", 3)
        if "array" in kinds:
            yield from ({"x": 1}, "x", [], [{"x": 1}])
        if "object" in kinds and "properties" in node:
            yield from (["x"], "x", {})


def matches(node: dict[str, Any], text: str) -> bool:
    return not list(Draft7Validator(node).iter_errors(text))


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_is_judged_alike(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = schema("cloudformation", kind)
    assert found is not None
    root: Any = found.root
    root = json.loads(json.dumps(root))
    made: dict[str, Any] = {}
    for seed in range(SEEDS):
        maker = Maker(root, seed)
        value = maker.make(root)
        for name in found.read_only:
            value.pop(name, None)
        spoil = maker.spoil(value, root) if seed % 4 else None
        if spoil is not None:
            spoil()
        if not set(value) & set(found.read_only):
            made[f"R{seed}"] = value
    resources = {name: {"Type": kind, "Properties": it} for name, it in made.items()}
    (tmp_path / "t.json").write_text(json.dumps({"Resources": resources}))
    monkeypatch.chdir(tmp_path)
    mine = {one.address for one in load(Inputs([Path()]), Facts()).faults}
    theirs = {name for name, it in made.items() if list(Draft7Validator(root).iter_errors(it))}
    assert mine == theirs, {name: made[name] for name in mine ^ theirs}
    assert theirs
    assert len(theirs) < len(made)
