"""Server properties in Base64: which revision counts, and where its lines are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mskguard.adapters.load import Inputs, Loaded
from mskguard.check import Options, check
from mskguard.engine.select import Selection
from mskguard.model.configuration import Configuration
from mskguard.value import Known, Origin, Tri, Unknown
from tests.adapters.aws_cli.answers import CLUSTER, DESCRIBED, revision

Read = Callable[[Mapping[str, Any]], Loaded]

TEXT = "# ours\nmin.insync.replicas=1\nbogus.key=1\r\nother.bogus.key = \\\n  2\n"
CLUSTERS = {"ClusterInfo": CLUSTER}


def configuration(loaded: Loaded) -> Configuration:
    (one,) = loaded.graph.nodes(Configuration)
    return one


def test_each_decoded_line_has_a_place_of_its_own(read: Read) -> None:
    one = configuration(read({"revision.json": revision(2, TEXT)}))
    value = one.property("min.insync.replicas")
    assert isinstance(value, Known)
    assert (value.it, value.span.line, value.span.text) == ("1", 2, "1")
    assert value.span.file.path == "revision.json (ServerProperties, decoded)"
    (hop,) = value.via
    assert hop.span.file.path == "revision.json"
    assert one.property("other.bogus.key").equals("2") is Tri.YES


def test_name_and_properties_come_together(read: Read) -> None:
    one = configuration(read({"a.json": DESCRIBED, "b.json": revision(3, TEXT)}))
    assert one.address == "configuration/orders"
    assert one.latest_revision.equals(3) is Tri.YES
    assert one.property("bogus.key").equals("1") is Tri.YES
    assert isinstance(one.name, Known)
    assert one.name.origin is Origin.OBSERVED


def test_the_revision_that_a_cluster_runs_with_counts(read: Read) -> None:
    files = {"c.json": CLUSTERS, "2.json": revision(2, "a.b=2"), "3.json": revision(3, "a.b=3")}
    assert configuration(read(files)).property("a.b").equals("2") is Tri.YES


def test_without_a_cluster_the_latest_revision_counts(read: Read) -> None:
    files = {"1.json": revision(1, "a.b=1"), "3.json": revision(3, "a.b=3")}
    assert configuration(read(files)).property("a.b").equals("3") is Tri.YES


def test_a_revision_that_was_not_read_is_unknown(read: Read) -> None:
    found = configuration(read({"c.json": CLUSTERS, "3.json": revision(3, "a.b=3")}))
    value = found.property("a.b")
    assert isinstance(value, Unknown)
    assert "revision 2" in value.why


def test_a_description_alone_leaves_the_properties_unknown(read: Read) -> None:
    value = configuration(read({"a.json": DESCRIBED})).property("a.b")
    assert isinstance(value, Unknown)


def test_text_that_is_no_base64_is_unknown_and_says_so(read: Read) -> None:
    broken = {**revision(2, ""), "ServerProperties": "a.b=1!"}
    loaded = read({"a.json": broken})
    value = configuration(loaded).property("a.b")
    assert isinstance(value, Unknown)
    assert value.why == "ServerProperties is no Base64"
    (problem,) = loaded.problems
    assert problem.message == "ServerProperties is no Base64 of a text"
    assert problem.span.text == '"a.b=1!"'


def test_a_finding_points_at_the_string_and_names_the_decoded_line(read: Read) -> None:
    read({"revision.json": revision(2, TEXT)})
    options = Options(
        Inputs([Path()]), dt.date(2026, 11, 21), Selection(frozenset({"unsupported-property"}))
    )
    first, second = check(options).findings
    assert first.span.file.path == second.span.file.path == "revision.json"
    assert first.span.start < first.span.end <= second.span.start + 4
    assert first.message.endswith("bogus.key is no property that MSK lets a configuration set, "
                                  "in line 3 of the decoded text")  # fmt: skip
    assert second.message.endswith("in line 4 of the decoded text")
    assert [hop.what for hop in first.related] == ["bogus.key=1"]
