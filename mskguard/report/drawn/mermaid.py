"""The graph as a Mermaid flowchart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from mskguard.report.drawn.picture import WORDS, Box, Picture

_ESCAPED = str.maketrans({char: f"#{ord(char)};" for char in '"#&;<>[](){}|\\`'})


def write_mermaid(shown: Picture, out: TextIO) -> None:
    """Write a flowchart whose subgraphs are the VPCs, in ASCII."""
    out.write("\n".join(_lines(shown)) + "\n")


def _lines(shown: Picture) -> Iterator[str]:
    yield "flowchart RL"
    for frame in shown.frames:
        yield f'  subgraph {frame.key}["{_label(frame.name)}"]'
        for box in shown.boxes:
            if box.frame == frame.key:
                yield f"    {_node(box)}"
        yield "  end"
    framed = {frame.key for frame in shown.frames}
    for box in shown.boxes:
        if box.frame not in framed:
            yield f"  {_node(box)}"
    for arrow in shown.arrows:
        line = "-.->" if arrow.when else "-->"
        yield f'  {arrow.source} {line}|"{_label(arrow.what)}"| {arrow.target}'


def _node(box: Box) -> str:
    return f'{box.key}["{_label(WORDS[box.kind])}<br/>{_label(box.name)}"]'


def _label(text: str) -> str:
    """A text with every character that Mermaid reads otherwise as its number."""
    escaped = text.translate(_ESCAPED)
    return "".join(it if it.isascii() and it.isprintable() else f"#{ord(it)};" for it in escaped)
