"""Where the boxes of a drawing stand: a band for each VPC, a column for each kind of thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mskguard.report.drawn.picture import COLUMNS, Box, Frame, Picture

BOX_WIDTH, BOX_HEIGHT = 236, 40
COLUMN, ROW = 330, 54
MARGIN, TITLE, GAP = 24, 34, 26
_SWEEPS = 6
_PRINCIPALS = COLUMNS["Role"]


class Spot(NamedTuple):
    """The upper left corner of a box, in pixels."""

    box: Box
    x: float
    y: float


class Band(NamedTuple):
    """The frame of a VPC; `frame` is None for what lies in none."""

    frame: Frame | None
    top: float
    height: float


class Layout(NamedTuple):
    """Boxes by their keys, bands from top to bottom, and how large all of it is."""

    spots: dict[str, Spot]
    bands: tuple[Band, ...]
    width: float
    height: float

    def between(self, source: Spot, target: Spot) -> Iterator[tuple[float, float]]:
        """Where a way from one box to another passes each column between them: left edge, height.

        As near to the straight line as it can without running behind a box.
        """
        columns: dict[float, list[float]] = {}
        for spot in self.spots.values():
            if min(source.x, target.x) < spot.x < max(source.x, target.x):
                columns.setdefault(spot.x, []).append(spot.y)
        for x in sorted(columns, reverse=source.x > target.x):
            part = (x - source.x) / (target.x - source.x)
            wanted = source.y + part * (target.y - source.y) + BOX_HEIGHT / 2
            yield x, _gap(wanted, columns[x])


def laid_out(shown: Picture) -> Layout:
    """Bands below each other; in each column of a band, boxes near to what they are joined to."""
    near = _neighbours(shown)
    home = _homes(shown, near)
    order = _ordered(shown, near, home)
    used = sorted({box.column for box in shown.boxes})
    left = {column: MARGIN + 16 + at * COLUMN for at, column in enumerate(used)}
    spots: dict[str, Spot] = {}
    bands: list[Band] = []
    top: float = MARGIN
    for key in (*(frame.key for frame in shown.frames), ""):
        columns = [[box for box in order[column] if home[box.key] == key] for column in used]
        rows = max((len(one) for one in columns), default=0)
        if rows == 0:
            continue
        frame = next((one for one in shown.frames if one.key == key), None)
        inner = top + (TITLE if frame else 0)
        for column, boxes in zip(used, columns, strict=True):
            start = inner + (rows - len(boxes)) * ROW / 2 + _shift(used.index(column))
            for at, box in enumerate(boxes):
                spots[box.key] = Spot(box, left[column], start + at * ROW)
        height = (TITLE if frame else 0) + (rows + 0.5) * ROW
        bands.append(Band(frame, top, height))
        top += height + GAP
    width = MARGIN * 2 + 32 + max(len(used) - 1, 0) * COLUMN + BOX_WIDTH
    return Layout(spots, tuple(bands), width, top)


def _gap(wanted: float, tops: list[float]) -> float:
    """The height nearest to the wanted one at which a column has no box."""
    room = (ROW - BOX_HEIGHT) / 2
    choices = [wanted, *(top - room for top in tops), *(top + BOX_HEIGHT + room for top in tops)]
    free = [y for y in choices if all(not top - room < y < top + BOX_HEIGHT + room for top in tops)]
    return min(free, key=lambda y: abs(y - wanted))


def _shift(at: int) -> float:
    """Every other column stands lower, so that arrows pass between the boxes of the next one."""
    return ROW / 2 if at % 2 else 0


def _neighbours(shown: Picture) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {box.key: [] for box in shown.boxes}
    for arrow in shown.arrows:
        near[arrow.source].append(arrow.target)
        near[arrow.target].append(arrow.source)
    return near


def _homes(shown: Picture, near: dict[str, list[str]]) -> dict[str, str]:
    """The band of each box: its VPC's, else that of the first thing that it is joined to."""
    frames = {frame.key for frame in shown.frames}
    home = {box.key: box.frame if box.frame in frames else "" for box in shown.boxes}
    for box in shown.boxes:
        if not home[box.key] and box.column == _PRINCIPALS:
            home[box.key] = next((home[one] for one in near[box.key] if home[one]), "")
    return home


def _ordered(
    shown: Picture, near: dict[str, list[str]], home: dict[str, str]
) -> dict[int, list[Box]]:
    """Each column's boxes from top to bottom, so that arrows cross as little as is easily had."""
    bands = {key: at for at, key in enumerate(dict.fromkeys(home.values()))}
    columns: dict[int, list[Box]] = {}
    for box in shown.boxes:
        columns.setdefault(box.column, []).append(box)
    rank = {box.key: float(at) for boxes in columns.values() for at, box in enumerate(boxes)}
    for _ in range(_SWEEPS):
        for boxes in columns.values():
            boxes.sort(
                key=lambda box: (bands[home[box.key]], _middle(box.key, near, rank), box.key)
            )
            rank |= {box.key: float(at) for at, box in enumerate(boxes)}
    return columns


def _middle(key: str, near: dict[str, list[str]], rank: dict[str, float]) -> float:
    return _mean((rank[one] for one in near[key]), rank[key])


def _mean(numbers: Iterable[float], otherwise: float) -> float:
    found = list(numbers)
    return sum(found) / len(found) if found else otherwise
