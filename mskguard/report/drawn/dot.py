"""The graph in Graphviz's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from mskguard.report.drawn.picture import WORDS, Box, Picture


def write_dot(shown: Picture, out: TextIO) -> None:
    """Write a digraph whose clusters are the VPCs."""
    text = "\n".join(_lines(shown)) + "\n"
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding))


def _lines(shown: Picture) -> Iterator[str]:
    yield "digraph mskguard {"
    yield "  rankdir=RL;"
    yield '  node [shape=box, style=rounded, fontname="sans-serif"];'
    yield '  edge [fontname="sans-serif", fontsize=10];'
    for frame in shown.frames:
        yield f"  subgraph cluster_{frame.key} {{"
        yield f"    label={_quoted(frame.name)};"
        for box in shown.boxes:
            if box.frame == frame.key:
                yield f"    {_node(box)}"
        yield "  }"
    framed = {frame.key for frame in shown.frames}
    for box in shown.boxes:
        if box.frame not in framed:
            yield f"  {_node(box)}"
    for arrow in shown.arrows:
        style = ", style=dashed" if arrow.when else ""
        yield f"  {arrow.source} -> {arrow.target} [label={_quoted(arrow.what)}{style}];"
    yield "}"


def _node(box: Box) -> str:
    label = f"{WORDS[box.kind]}\n{box.name}"
    return f"{box.key} [label={_quoted(label)}, tooltip={_quoted(box.place)}];"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
