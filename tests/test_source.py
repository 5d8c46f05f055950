"""Offsets, lines, columns and bytes of a file, and what of it may be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.source import SourceFile, Span, Unreadable

TEXTS = st.text(st.sampled_from("aé€𐍈\n\r\t x"), max_size=60)


@given(TEXTS, st.data())
def test_positions_and_offsets_are_inverse(text: str, data: st.DataObject) -> None:
    source = SourceFile("x", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert source.offset(line, column) == offset
    assert text.count("\n", 0, offset) == line - 1


@given(TEXTS)
def test_every_byte_belongs_to_its_character(text: str) -> None:
    source = SourceFile("x", text)
    byte = 0
    for offset, char in enumerate(text):
        for _ in char.encode():
            assert source.offset_of_byte(byte) == offset
            byte += 1
    assert source.offset_of_byte(byte) == len(text)


@given(TEXTS)
def test_lines_hold_all_but_the_line_breaks(text: str) -> None:
    source = SourceFile("x", text)
    lines = [source.line_span(line).text for line in range(1, source.line_count + 1)]
    assert lines == [line.rstrip("\r") for line in text.split("\n")]


def test_a_byte_order_mark_is_no_text() -> None:
    assert SourceFile.decode("x", b"\xef\xbb\xbfa = 1").text == "a = 1"


def test_bytes_that_are_no_text_are_told_with_their_place() -> None:
    with pytest.raises(Unreadable) as told:
        SourceFile.decode("x", "é = 1\nb = \xff".encode("latin-1").replace(b"\xe9", b"\xc3\xa9"))
    assert (told.value.line, told.value.column) == (2, 5)
    assert told.value.message == "byte 0xff is not UTF-8 text"


def test_hidden_text_is_never_shown() -> None:
    source = SourceFile("x", 'user = "anna" password = "hunter2"')
    start = source.text.index("hunter2")
    source.hide(start, start + 7)
    assert source.whole.shown == 'user = "anna" password = "*****"'
    assert Span(source, start + 2, start + 4).shown == "*****"
    assert Span(source, 0, 13).shown == 'user = "anna"'


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4), st.data())
def test_what_is_shown_has_no_hidden_character(
    text: str, hidden: list[tuple[int, int]], data: st.DataObject
) -> None:
    text = "".join(chr(0x4E00 + index) for index in range(len(text)))
    source = SourceFile("x", text)
    for start, end in hidden:
        source.hide(start, end)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = source.shown(start, end)
    for low, high in hidden:
        assert not set(text[low:high]) & set(shown)
