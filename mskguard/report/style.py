"""Colour for terminals that want it."""

from __future__ import annotations

from mskguard.rule import Level

BOLD, DIM, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN = "1", "2", "31", "32", "33", "34", "35", "36"

_OF_LEVEL = {Level.HIGH: RED, Level.MEDIUM: YELLOW, Level.LOW: CYAN}


class Style:
    """Paints text, or leaves it as it is."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def paint(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.color and text else text

    def level(self, text: str, level: Level) -> str:
        return self.paint(text, BOLD, _OF_LEVEL[level])
