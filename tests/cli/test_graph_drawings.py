"""`graph` draws: clusters, networks, clients and principals, in four forms."""

from __future__ import annotations

import io
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.report.drawn.layout import BOX_HEIGHT, BOX_WIDTH, laid_out
from mskguard.report.drawn.picture import Picture, picture
from mskguard.survey import survey
from tests.cli.projects import Cli, Project

SVG = "{http://www.w3.org/2000/svg}"
PUBLIC_IOT = Path(__file__).parents[2] / "fixtures" / "projects" / "public-iot"
PAIR = PUBLIC_IOT.with_name("replicated-pair")
ODD = {
    "main.tf": """\
resource "aws_vpc" "v" {}

resource "aws_subnet" "s" {
  for_each = toset(["a\\"b", "<c>&d", "e]f|g", "h\\\\i"])
  vpc_id   = aws_vpc.v.id
}

resource "aws_msk_cluster" "c" {
  broker_node_group_info {
    client_subnets = [for one in aws_subnet.s : one.id]
  }
}
"""
}
SECRET = {
    "main.tf": """\
resource "aws_subnet" "s" {
  for_each = toset(["password=hunter2hunter2"])
}

resource "aws_msk_cluster" "c" {}
"""
}
FORMS = ("mermaid", "dot", "graphml", "svg")


def drawn(cli: Cli, form: str, path: str = ".") -> str:
    result = cli("graph", path, "--format", form)
    assert result.exit_code == 0, result.output
    return result.output


def seen_at(path: Path) -> Picture:
    loaded = load(Inputs([path]), Facts())
    return picture(survey(loaded.graph, Facts(), loaded.sources), path)


def test_a_picture_turns_rules_and_routes_into_arrows() -> None:
    shown = seen_at(PUBLIC_IOT)
    names = {box.key: box.name for box in shown.boxes}
    arrows = {(names[one.source], one.what, names[one.target]) for one in shown.arrows}
    assert {frame.name for frame in shown.frames} == {"aws_vpc.iot"}
    assert arrows >= {
        ("aws_msk_cluster.telemetry", "guarded by", "aws_security_group.brokers"),
        ('aws_subnet.brokers["eu-west-1a"]', "routes to", "aws_internet_gateway.iot"),
        ("aws_subnet.ingest", "routes to", "aws_nat_gateway.iot"),
        ("aws_security_group.ingest", "let out", "aws_security_group.brokers"),
        ("aws_mskconnect_connector.lake", "connects to", "aws_msk_cluster.telemetry"),
        ("aws_mskconnect_connector.lake", "runs as", "aws_iam_role.lake"),
    }
    framed = {box.name for box in shown.boxes if box.frame}
    assert "aws_msk_cluster.telemetry" in framed
    assert "aws_iam_role.lake" not in framed


def test_no_box_covers_another_and_no_arrow_runs_behind_one() -> None:
    shown = seen_at(PUBLIC_IOT)
    layout = laid_out(shown)
    assert set(layout.spots) == {box.key for box in shown.boxes}
    for one, other in combinations(layout.spots.values(), 2):
        apart = abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
        assert apart, (one, other)
    for arrow in shown.arrows:
        ends = layout.spots[arrow.source], layout.spots[arrow.target]
        for x, height in layout.between(*ends):
            column = [spot for spot in layout.spots.values() if spot.x == x]
            assert all(not spot.y < height < spot.y + BOX_HEIGHT for spot in column)
    for spot in layout.spots.values():
        assert spot.x >= 0
        assert spot.x + BOX_WIDTH <= layout.width
        assert spot.y + BOX_HEIGHT <= layout.height


def test_no_arrow_hides_another(cli: Cli) -> None:
    """What is copied from where to where is told by colours, one arrow for each pair of boxes."""
    shown = seen_at(PAIR)
    ends = [(one.source, one.target) for one in shown.arrows]
    assert len(ends) == len(set(ends))
    arrows = list(ElementTree.fromstring(drawn(cli, "svg", str(PAIR))).iter(f"{SVG}path"))
    named = {title.text: one.get("stroke") for one in arrows for title in one.iter(f"{SVG}title")}
    copying = "aws_msk_replicator.to_frankfurt"
    source = named[f"{copying} reads from module.ireland.aws_msk_cluster.this"]
    target = named[f"{copying} writes to module.frankfurt.aws_msk_cluster.this"]
    assert source != target
    assert not [title for title in named if title and " connects to " in title]


def test_a_drawing_is_a_document_of_its_own(cli: Cli, project: Project) -> None:
    project(ODD)
    text = drawn(cli, "svg")
    root = ElementTree.fromstring(text)
    labels = [one.text for one in root.iter(f"{SVG}text")]
    assert 's["<c>&d"]' in labels
    assert "cluster" in labels
    assert not [one for one in root.iter() if one.tag.endswith(("script", "image", "use"))]
    assert "href" not in text
    assert text.isascii()


def test_mermaid_has_no_character_of_its_own_in_a_label(cli: Cli, project: Project) -> None:
    project(ODD)
    text = drawn(cli, "mermaid")
    assert text.startswith("flowchart RL\n")
    labels = re.findall(r'\["(.*)"\]$|\|"(.*)"\|', text, re.MULTILINE)
    assert len(labels) > 5
    for label in ("".join(both) for both in labels):
        assert not re.search(r'["|\[\]{}&]|<(?!br/>)', label), label


def test_dot_quotes_what_a_label_may_hold(cli: Cli, project: Project) -> None:
    project(ODD)
    text = drawn(cli, "dot")
    for line in text.splitlines():
        outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert '"' not in outside, line
        assert re.fullmatch(r"[\w\s={}\[\];,>-]*", outside), line


def test_graphml_holds_every_resource_and_every_relation(cli: Cli) -> None:
    text = drawn(cli, "graphml", str(PUBLIC_IOT))
    graph = nx.read_graphml(io.BytesIO(text.encode()))
    kinds = {one["kind"] for _, one in graph.nodes(data=True)}
    assert {"Cluster", "RouteTable", "SecurityGroupRule", "Configuration"} <= kinds
    names = {key: one["name"] for key, one in graph.nodes(data=True)}
    told = {(names[a], one["relation"], names[b]) for a, b, one in graph.edges(data=True)}
    configured = ("aws_msk_cluster.telemetry", "configured by", "aws_msk_configuration.telemetry")
    assert configured in told


@pytest.mark.parametrize("form", FORMS)
def test_no_drawing_shows_a_secret(cli: Cli, project: Project, form: str) -> None:
    project(SECRET)
    assert "hunter2" not in drawn(cli, form)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_draw_nothing_but_a_cluster(cli: Cli, project: Project, form: str) -> None:
    project({"main.tf": 'resource "aws_msk_cluster" "alone" {}\n'})
    assert "alone" in drawn(cli, form)


def test_no_drawing_needs_networkx_but_graphml(cli: Cli, project: Project) -> None:
    import sys

    project(ODD)
    sys.modules["networkx"] = None  # type: ignore[assignment]  # as if it were not there
    try:
        for form in ("mermaid", "dot", "svg"):
            drawn(cli, form)
    finally:
        sys.modules["networkx"] = nx
