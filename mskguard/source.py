"""Files as they were read, and the places in them."""

from __future__ import annotations

import errno
import os
import re
import stat
from bisect import bisect_right
from enum import Enum
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from mskguard.record import record

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; a larger file is not read. Real configurations stay far below it."""

BOM = b"\xef\xbb\xbf"
_NEWLINE = re.compile("\n")
_NON_ASCII = re.compile("[^\x00-\x7f]+")
_MASK = "*****"
NO_FILE = "it is no regular file"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Not even a pipe that has just taken the file's place is waited for."""


class Unreadable(Exception):
    """A file's bytes are no text that can be read; `line` and `column` say where, both from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def read_file(path: Path) -> bytes:
    """The bytes of a regular file; of the null device none.

    Raises OSError, also for what is no regular file or too large: a pipe never ends by itself, and
    a device perhaps never.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode) and str(path) != os.devnull:
        raise OSError(errno.EINVAL, NO_FILE)
    with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise OSError(errno.EFBIG, f"it is larger than {LARGEST_FILE // 2**20} MiB")
    return data


class SourceFile:
    """One file's text, and the only place that converts between its offsets.

    Offsets count Unicode code points of the decoded text from 0, without a byte-order mark. Lines
    and columns count from 1. Two files are equal only when they are the same object.
    """

    def __init__(
        self,
        path: str,
        text: str,
        *,
        editable: bool = True,
        on_disk: bool = True,
        decoded_from: SourceFile | None = None,
    ) -> None:
        self.path = path
        """Where a person finds it: relative to the working directory where possible, with `/`."""
        self.text = text
        self.editable = editable
        """False for a file that its reader does not own, such as a downloaded module's."""
        self.on_disk = on_disk
        """False for a text given otherwise, such as the value of an option; `path` says how."""
        self.decoded_from = decoded_from
        """The file in which this text is written in Base64."""
        self.repeated: dict[tuple[int, int], str] = {}
        """Keys that stand twice in one map of JSON or YAML: where the second one is, and it."""
        self._secrets: list[tuple[int, int]] = []
        self._merged = True

    @classmethod
    def decode(cls, path: str, data: bytes, *, editable: bool = True) -> SourceFile:
        """Raises `Unreadable` where the bytes are not UTF-8 text."""
        if data.startswith(BOM):
            data = data[len(BOM) :]
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8", "replace")
            raise Unreadable(
                f"byte 0x{data[error.start]:02x} is not UTF-8 text",
                before.count("\n") + 1,
                len(before) - before.rfind("\n"),
            ) from None
        return cls(path, text, editable=editable)

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    @cached_property
    def _byte_shifts(self) -> tuple[list[int], list[int]]:
        """Where bytes and code points part: byte offsets, and the code-point offset of each."""
        at_bytes, at_points = [0], [0]
        for run in _NON_ASCII.finditer(self.text):
            byte = at_bytes[-1] + (run.start() - at_points[-1])
            for index, char in enumerate(run.group()):
                at_bytes.append(byte)
                at_points.append(run.start() + index)
                byte += len(char.encode("utf-8", "surrogatepass"))
            at_bytes.append(byte)
            at_points.append(run.end())
        return at_bytes, at_points

    def offset_of_byte(self, byte: int) -> int:
        """The code-point offset of a UTF-8 byte offset; inside a character, that character's."""
        if self.text.isascii():
            return byte
        at_bytes, at_points = self._byte_shifts
        index = bisect_right(at_bytes, byte) - 1
        shift = byte - at_bytes[index]
        if index + 1 < len(at_points):
            shift = min(shift, at_points[index + 1] - at_points[index] - 1)
        return at_points[index] + shift

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a position, held inside the file."""
        starts = self._line_starts
        start = starts[min(max(line, 1), len(starts)) - 1]
        return min(start + max(column, 1) - 1, len(self.text))

    @property
    def line_count(self) -> int:
        return len(self._line_starts)

    def line_span(self, line: int) -> Span:
        """The line's text without its line break."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < self.line_count else len(self.text)
        return Span(self, start, start + len(self.text[start:end].rstrip("\r\n")))

    def span(self, start: int, end: int) -> Span:
        return Span(self, start, end)

    @property
    def whole(self) -> Span:
        return Span(self, 0, len(self.text))

    def hide(self, start: int, end: int) -> None:
        """Mark a secret: nothing that mskguard prints or writes shows this text."""
        if end > start:
            self._secrets.append((start, end))
            self._merged = False

    @property
    def secrets(self) -> list[tuple[int, int]]:
        """The hidden stretches, in order and apart from each other."""
        if not self._merged:
            apart: list[tuple[int, int]] = []
            for start, end in sorted(self._secrets):
                if apart and start <= apart[-1][1]:
                    apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
                else:
                    apart.append((start, end))
            self._secrets, self._merged = apart, True
        return self._secrets

    def shown(self, start: int, end: int) -> str:
        """The text between two offsets with every hidden part masked."""
        pieces: list[str] = []
        at = start
        secrets = self.secrets
        for index in range(bisect_right(secrets, start, key=itemgetter(1)), len(secrets)):
            low, high = secrets[index]
            if low >= end:
                break
            pieces += (self.text[at : max(low, at)], _MASK)
            at = min(high, end)
        pieces.append(self.text[at:end])
        return "".join(pieces)


class Span(NamedTuple):
    """A half-open stretch of one file's text, in code points."""

    file: SourceFile
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.file.text[self.start : self.end]

    @property
    def shown(self) -> str:
        """The text as it may be printed: secrets masked."""
        return self.file.shown(self.start, self.end)

    @property
    def line(self) -> int:
        return self.file.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.file.position(self.start)[1]

    @property
    def end_line(self) -> int:
        return self.file.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """The column after the last character."""
        return self.file.position(self.end)[1]

    def to(self, other: Span) -> Span:
        """From the start of this span to the end of another in the same file."""
        return Span(self.file, self.start, other.end)

    def contains(self, other: Span) -> bool:
        return self.file is other.file and self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        line, column = self.file.position(self.start)
        return f"{self.file.path}:{line}:{column}"


class TextEdit(NamedTuple):
    """Replace the text of `span` (empty: insert there) by `text`."""

    span: Span
    text: str


class Fate(Enum):
    """What became of a file that the run came across."""

    READ = "read"
    SKIPPED = "skipped"
    UNREADABLE = "unreadable"


@record(frozen=True, slots=True)
class FileAccount:
    """One file or directory, and why it was not read where it was not."""

    path: str
    fate: Fate
    why: str = ""
