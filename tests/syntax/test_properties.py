"""Java properties are read as Java reads them, and what is none is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.syntax.properties import entries


def read(text: str) -> list[tuple[str, str]]:
    return [(entry.key, entry.value) for entry in entries(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a=b", [("a", "b")]),
        ("  a : b  ", [("a", "b")]),
        ("a b c", [("a", "b c")]),
        ("a==b", [("a", "=b")]),
        ("# a=b\n! c=d\n\n", []),
        ("a=b\r\nc=d\re=f", [("a", "b"), ("c", "d"), ("e", "f")]),
        ("a=b\\\n   c", [("a", "bc")]),
        ("lo\\\n  ng=b", [("long", "b")]),
        ("lo\\\r\n  ng=b", [("long", "b")]),
        ("a\\=b=c", [("a=b", "c")]),
        ("a=\\u0041\\t", [("a", "A\t")]),
        ("a=b # c", [("a", "b # c")]),
    ],
)
def test_lines_are_read_as_java_reads_them(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found
    assert not any(entry.fault for entry in entries(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a", "nothing stands between"),
        ("a\\\n", "nothing stands between"),
        ("=b", "no key"),
        ("a=\\u12", "four hexadecimal digits"),
        ("a=\\u12G4", "four hexadecimal digits"),
        ("\\u12=b", "four hexadecimal digits"),
    ],
)
def test_what_is_no_property_is_told(text: str, says: str) -> None:
    [entry] = entries(text)
    assert says in entry.fault


@pytest.mark.parametrize("text", ["a=\\\\u12", "a=", "a:", "a \\"])
def test_odd_properties_are_properties(text: str) -> None:
    [entry] = entries(text)
    assert not entry.fault


@given(st.text(alphabet=st.sampled_from("ab=: \t\\u0#!\r\n"), max_size=40))
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    end = 0
    for entry in entries(text):
        assert end <= entry.start <= entry.key_end <= entry.value_start <= len(text)
        assert entry.key_end <= entry.end <= len(text)
        end = entry.end
