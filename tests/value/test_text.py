"""The map from the characters of a text to the places that write them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mskguard.source import SourceFile, Span
from mskguard.value import HOLE, Piece, Text

SOURCE = SourceFile("main.tf", "retention = 7\n" + "abcdefghijklmnopqrstuvwxyz" * 4)
OTHER = SourceFile("variables.tf", 'default = "3"\n')


def test_verbatim_characters_point_at_themselves() -> None:
    text = Text((Piece(Span(SOURCE, 14, 40), "abcdefghijklmnopqrstuvwxyz", verbatim=True),))
    assert text.span_of(2, 5).text == "cde"


def test_an_escape_points_at_all_of_itself() -> None:
    source = SourceFile("x.tf", r'"a\nb"')
    pieces = (
        Piece(Span(source, 1, 2), "a", verbatim=True),
        Piece(Span(source, 2, 4), "\n"),
        Piece(Span(source, 4, 5), "b", verbatim=True),
    )
    assert Text(pieces).span_of(1, 2).text == r"\n"
    assert Text(pieces).span_of(0, 3).text == r"a\nb"


def line_with_a_variable() -> Text:
    heredoc = SourceFile("main.tf", "min.insync.replicas=${var.isr}\n")
    place = Span(heredoc, 20, 30)
    return Text(
        (
            Piece(Span(heredoc, 0, 20), "min.insync.replicas=", verbatim=True),
            Piece(Span(OTHER, 11, 12), "3", verbatim=True).within(place),
        )
    )


def test_a_line_stands_in_its_own_text_though_a_part_comes_from_elsewhere() -> None:
    assert line_with_a_variable().span_of(0, 21).text == "min.insync.replicas=${var.isr}"


def test_a_part_from_elsewhere_alone_points_there() -> None:
    text = line_with_a_variable()
    assert text.span_of(20, 21).file is OTHER
    assert text.span_of(20, 21).text == "3"
    assert [span.text for span in text.brought_by(20, 21)] == ["${var.isr}"]
    assert text.brought_by(0, 21) == ()


def test_joined_elements_point_at_the_element_and_not_at_the_separator() -> None:
    source = SourceFile("main.tf", 'join("=", ["key", "value"])')
    text = Text(
        (
            Piece(Span(source, 12, 15), "key", verbatim=True),
            Piece(Span(source, 6, 7), "="),
            Piece(Span(source, 19, 24), "value", verbatim=True),
        )
    )
    assert text.span_of(0, 9).text == 'key", "value'


def test_a_hole_keeps_its_place() -> None:
    text = Text(
        (Piece(Span(SOURCE, 0, 9), "retention", verbatim=True), Piece(Span(SOURCE, 12, 13), None))
    )
    assert text.joined == "retention" + HOLE
    assert not text.is_whole
    assert text.span_of(9, 10).text == "7"


@st.composite
def texts(draw: st.DrawFn) -> Text:
    pieces = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(SOURCE.text) - 1))
        end = draw(st.integers(start, min(len(SOURCE.text), start + 8)))
        verbatim = draw(st.booleans())
        content = SOURCE.text[start:end] if verbatim else draw(st.text("xyz", max_size=3))
        pieces.append(Piece(Span(SOURCE, start, end), content, verbatim))
    return Text(tuple(pieces))


@given(texts(), st.data())
def test_every_stretch_has_a_place_inside_its_file(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.joined)))
    end = data.draw(st.integers(start, len(text.joined)))
    span = text.span_of(start, end)
    assert 0 <= span.start <= span.end <= len(span.file.text)


@given(texts(), st.data())
def test_cutting_keeps_the_characters_and_their_places(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.joined)))
    end = data.draw(st.integers(start, len(text.joined)))
    part = text.cut(start, end)
    assert part.joined == text.joined[start:end]
    for at in range(len(part.joined)):
        assert part.span_of(at, at + 1) == text.span_of(start + at, start + at + 1)
