"""The graph as a drawing that any browser shows, made without another program."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TextIO

from mskguard.report.drawn.layout import (
    BOX_HEIGHT,
    BOX_WIDTH,
    COLUMN,
    GAP,
    MARGIN,
    Band,
    Layout,
    Spot,
    laid_out,
)
from mskguard.report.drawn.picture import WORDS, Arrow, Picture

_LONGEST = 33
"""Characters of a name that fit into a box."""
_FILLS = {
    "Cluster": "#fde7c8",
    "ServerlessCluster": "#fde7c8",
    "SecurityGroup": "#fbe3e4",
    "Subnet": "#e3f0e3",
    "Role": "#e9e4f5",
    "User": "#e9e4f5",
    "Group": "#e9e4f5",
}
_PLAIN = "#e4eef8"
_COLORS = {
    "lies in": "#7a9a7a",
    "guarded by": "#d39397",
    "let in": "#9c1c26",
    "let out": "#9c1c26",
    "writes to": "#b8741a",
    "routes to": "#4a7a4a",
    "runs as": "#7a68a8",
}
_OTHER = "#3d6b99"
_LEGEND = 30


def write_svg(shown: Picture, out: TextIO) -> None:
    """Write the drawing as one SVG document, in ASCII."""
    text = "\n".join(_lines(shown, laid_out(shown))) + "\n"
    out.write(text.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def _lines(shown: Picture, layout: Layout) -> Iterator[str]:
    used = list(dict.fromkeys(arrow.what for arrow in shown.arrows))
    width = max(layout.width, MARGIN * 2 + 130 * len(used))
    height = layout.height + (_LEGEND if used else 0)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="Helvetica, Arial, sans-serif">'
    )
    yield "<title>What mskguard sees</title>"
    yield "<defs>"
    for color in sorted({_color(what) for what in used}):
        yield _head(color)
    yield "</defs>"
    yield f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>'
    for band in layout.bands:
        yield from _band(band, layout)
    for arrow in shown.arrows:
        yield _arrow(arrow, layout)
    for spot in layout.spots.values():
        yield from _box(spot)
    yield from _legend(used, layout.height)
    yield "</svg>"


def _color(what: str) -> str:
    return _COLORS.get(what, _OTHER)


def _head(color: str) -> str:
    return (
        f'<marker id="h{color[1:]}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="{color}"/></marker>'
    )


def _band(band: Band, layout: Layout) -> Iterator[str]:
    if band.frame is None:
        return
    inside = [spot.x for spot in layout.spots.values() if spot.box.frame == band.frame.key]
    width = max(inside, default=MARGIN) + BOX_WIDTH - MARGIN + 16
    yield (
        f'<rect x="{MARGIN}" y="{band.top:g}" width="{width:g}" height="{band.height:g}" rx="8" '
        'fill="#f7f9fb" stroke="#9aa7b5"/>'
    )
    yield (
        f'<text x="{MARGIN + 14}" y="{band.top + 21:g}" font-size="13" font-weight="bold" '
        f'fill="#44525f">VPC {_text(band.frame.name, 90)}</text>'
    )


def _box(spot: Spot) -> Iterator[str]:
    box = spot.box
    fill = _FILLS.get(box.kind, _PLAIN)
    yield f"<g><title>{_text(f'{box.name} at {box.place}', 500)}</title>"
    yield (
        f'<rect x="{spot.x:g}" y="{spot.y:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="5" '
        f'fill="{fill}" stroke="#55626f"/>'
    )
    yield (
        f'<text x="{spot.x + 10:g}" y="{spot.y + 15:g}" font-size="10" fill="#55626f">'
        f"{WORDS[box.kind]}</text>"
    )
    yield (
        f'<text x="{spot.x + 10:g}" y="{spot.y + 31:g}" font-size="12" fill="#1b242d">'
        f"{_text(_short(box.name), _LONGEST)}</text></g>"
    )


def _short(name: str) -> str:
    """A name without its type, which the box says already, and without the type's prefix."""
    parts = name.split(".")
    kept = [part for part in parts if not part.startswith("aws_")]
    return ".".join(kept) or name


def _text(text: str, longest: int) -> str:
    """A text for a document, its middle left out where it is too long."""
    if len(text) > longest:
        half = (longest - 3) // 2
        text = f"{text[:half]}...{text[-half:]}"
    return escape("".join(it if it.isprintable() else "\ufffd" for it in text))


def _arrow(arrow: Arrow, layout: Layout) -> str:
    source, target = layout.spots[arrow.source], layout.spots[arrow.target]
    color = _color(arrow.what)
    dash = ' stroke-dasharray="5 4"' if arrow.when else ""
    return (
        f'<path d="{_curve(source, target, layout)}" fill="none" stroke="{color}" '
        f'stroke-width="1.3" opacity="0.8"{dash} marker-end="url(#h{color[1:]})"><title>'
        f"{_text(f'{source.box.name} {arrow.what} {target.box.name}', 500)}</title></path>"
    )


def _curve(source: Spot, target: Spot, layout: Layout) -> str:
    """From side to side, past the columns between; in one column, around it on the right."""
    y1, y2 = source.y + BOX_HEIGHT / 2, target.y + BOX_HEIGHT / 2
    if source.x == target.x:
        x = source.x + BOX_WIDTH
        bow = x + 18 + min(abs(y2 - y1) / 6, COLUMN - BOX_WIDTH - 30)
        return f"M{x:g} {y1:g} C{bow:g} {y1:g} {bow:g} {y2:g} {x + 1:g} {y2:g}"
    leftward = source.x > target.x
    x1 = source.x if leftward else source.x + BOX_WIDTH
    x2 = target.x + BOX_WIDTH if leftward else target.x
    drawn, x, y = f"M{x1:g} {y1:g}", x1, y1
    for left, height in layout.between(source, target):
        near, far = (left + BOX_WIDTH, left) if leftward else (left, left + BOX_WIDTH)
        drawn += f" {_bend(x, y, near, height)} H{far:g}"
        x, y = far, height
    return f"{drawn} {_bend(x, y, x2, y2)}"


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"


def _legend(used: list[str], top: float) -> Iterator[str]:
    y = top - GAP / 2 + _LEGEND / 2
    for at, what in enumerate(used):
        x = MARGIN + at * 130
        color = _color(what)
        yield (
            f'<path d="M{x} {y:g} h28" stroke="{color}" stroke-width="2" '
            f'marker-end="url(#h{color[1:]})"/>'
        )
        yield (
            f'<text x="{x + 36}" y="{y + 4:g}" font-size="11" fill="#44525f">'
            f"{_text(what, _LONGEST)}</text>"
        )
