"""The mark stands under the cell that the finding is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.model import Place
from icos_ingest.render.quote import find_cell, quote


@pytest.mark.parametrize(
    ("text", "column", "value", "found"),
    [
        ("a;b;c", 2, "b", (2, 3)),
        ("a,b,,d", 3, "", (4, 4)),
        ("a,b,", 3, "", (4, 4)),
        ("1,5;2,5;2,5", 3, "2,5", (8, 11)),
        ("x\ty\tx", 3, "x", (4, 5)),
        ('"a;b";c;c', 2, "c", (6, 7)),
        ('"say ""hi""";2', 1, 'say "hi"', (0, 12)),
        ('5" pipe;bad;1', 2, "bad", (8, 11)),
        ("2019  06 abc", 3, "abc", (9, 12)),
        (" 1 ; 2 ;3", 2, "2", (4, 7)),
        ("lonely", 1, "lonely", (0, 6)),
        ("a;b", 9, "b", (2, 3)),
        ("# CONTACT: nobody", None, "nobody", (11, 17)),
        ("a;b;c", 2, None, (2, 3)),
        ("a;b;c", 2, "not there", None),
        ("a;b;c", None, None, None),
        ("", 1, "", (0, 0)),
    ],
)
def test_a_cell_is_found_by_number_and_text(text, column, value, found):
    assert find_cell(text, Place(line=1, column=column, value=value)) == found


CELL = st.text(st.characters(codec="utf-8", exclude_characters=';\t,|"\r\n'), max_size=12)


@given(st.lists(CELL, min_size=2, max_size=8), st.sampled_from(";\t,|"), st.data())
def test_the_text_under_the_mark_is_the_cell(cells, separator, data):
    column = data.draw(st.integers(1, len(cells)))
    text = separator.join(cells)
    span = find_cell(text, Place(line=1, column=column, value=cells[column - 1]))
    assert span is not None
    assert text[slice(*span)].strip() == cells[column - 1].strip()


@given(
    st.text(max_size=300),
    st.none() | st.integers(1, 400),
    st.none() | st.text(max_size=30),
    st.integers(20, 100),
)
def test_a_quote_is_short_and_harmless_whatever_the_line(text, column, value, width):
    found = quote(text, Place(line=1, column=column, value=value), width)
    shown = found.before + found.cell + found.after
    assert len(shown) <= width
    assert shown.isprintable()


def test_the_cell_is_in_view_in_a_line_of_megabytes():
    text = ";".join(["x" * 1_000_000, "bad", "y" * 1_000_000])
    found = quote(text, Place(line=1, column=2, value="bad"), 60)
    assert found.marked
    assert found.cell == "bad"
    assert len(found.before + found.cell + found.after) == 60


def test_quotes_without_end_take_no_time():
    assert find_cell('";' * 100_000 + "a", Place(line=1, column=3, value="never")) is None
