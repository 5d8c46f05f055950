"""The whole graph as GraphML, for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from mskguard.report.sight import Sight
from mskguard.survey import Survey


def write_graphml(seen: Survey, out: TextIO, *, base: Path) -> None:
    """Write every node and every edge, not only those that are drawn, in ASCII."""
    import networkx as nx  # 125 ms that only this form needs

    sight = Sight(seen.files, base)
    graph = nx.MultiDiGraph()
    keys = {id(one.node): f"n{at}" for at, one in enumerate(seen.things)}
    for one in seen.things:
        node = one.node
        graph.add_node(
            keys[id(node)],
            kind=one.kind,
            name=_legal(sight.say(node.instance)),
            unit=_legal(sight.say(node.unit.name)),
            place=_legal(sight.at(node.span)),
        )
    for one in seen.things:
        for relation in one.relations:
            for link in relation.links if relation.outgoing else ():
                graph.add_edge(
                    keys[id(link.edge.source)],
                    keys[id(link.edge.target)],
                    relation=relation.relation.value,
                    when=_legal(sight.say(" or ".join(link.when))),
                )
    text = "\n".join(nx.generate_graphml(graph)) + "\n"
    out.write(text.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def _legal(text: str) -> str:
    """A text without the characters that XML has no place for."""
    return "".join(it if it.isprintable() else "\ufffd" for it in text)
