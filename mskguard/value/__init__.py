"""What is known of a value: three-valued truth, provenance, and the worlds it differs in."""

from mskguard.value.cases import conditions, distribute, restrict
from mskguard.value.known import (
    Absent,
    Change,
    Choice,
    Known,
    Unknown,
    Value,
)
from mskguard.value.place import Holder, Hop, Identity, Origin, Replaced, Scalar, Slot, Writer
from mskguard.value.questions import answers, lift
from mskguard.value.reading import Reading, noting, reading
from mskguard.value.text import HOLE, Piece, Text
from mskguard.value.tri import Tri, every, some
from mskguard.value.world import Condition, Undecided, World, joined

__all__ = [
    "HOLE",
    "Absent",
    "Change",
    "Choice",
    "Condition",
    "Holder",
    "Hop",
    "Identity",
    "Known",
    "Origin",
    "Piece",
    "Reading",
    "Replaced",
    "Scalar",
    "Slot",
    "Text",
    "Tri",
    "Undecided",
    "Unknown",
    "Value",
    "World",
    "Writer",
    "answers",
    "conditions",
    "distribute",
    "every",
    "joined",
    "lift",
    "noting",
    "reading",
    "restrict",
    "some",
]
