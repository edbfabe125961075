"""Lines become rows as the portal splits them."""

from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.text.split import WHITESPACE, PlainSplitter, QuotedSplitter, split


@pytest.mark.parametrize(
    ("line", "cells"),
    [("", [""]), (",", []), (",,", []), ("a,,", ["a"]), (",a", ["", "a"]), ("a,b", ["a", "b"])],
)
def test_dropping_tails_is_javas_split(line: str, cells: list[str]) -> None:
    assert split(line, ",", tails=False) == cells


@given(
    st.lists(st.text(st.characters(blacklist_characters=",\n\r\0", blacklist_categories=("Cs",))), min_size=1)
)
def test_keeping_tails_gives_every_cell_back(cells: list[str]) -> None:
    assert split(",".join(cells), ",") == cells


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab ",'), max_size=4), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_well_quoted_rows_are_read_as_the_csv_module_reads_them(rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    assert QuotedSplitter(",").rows(1, lines).cells == list(csv.reader(lines))


def test_a_quoted_line_end_is_kept_and_the_row_stands_where_it_began() -> None:
    rows = QuotedSplitter(",").rows(5, ['1,"two', 'lines"', "3,4"])
    assert rows.cells == [["1", "two\nlines"], ["3", "4"]]
    assert list(rows.lines) == [5, 7]


def test_the_state_lasts_from_run_to_run() -> None:
    splitter = QuotedSplitter(",")
    assert splitter.rows(1, ['1,"two']).cells == []
    assert splitter.open == 1
    assert splitter.rows(2, ['lines",x']).cells == [["1", "two\nlines", "x"]]
    assert splitter.open is None


def test_a_quote_in_the_middle_and_a_blank_line_are_faults() -> None:
    rows = QuotedSplitter(",").rows(1, ['a"b,c', "", "1,2"])
    assert [(fault.kind, fault.place.line) for fault in rows.faults] == [("quotes", 1), ("blank-line", 2)]
    assert rows.cells == [["1", "2"]]


def test_nul_separates_outside_quotes() -> None:
    assert QuotedSplitter(",").rows(1, ["a\0b,c"]).cells == [["a", "b", "c"]]


class OneByOne(QuotedSplitter):
    """The state machine alone, without the short cut for lines whose quotes are around whole cells."""

    def rows(self, first, lines):
        self._plain = re.compile("(?!)")
        return super().rows(first, lines)


@given(st.lists(st.text(st.sampled_from('ab ",\0\r'), max_size=12), max_size=5))
def test_the_short_cut_reads_as_the_state_machine_does(lines: list[str]) -> None:
    short, whole = QuotedSplitter(",").rows(1, lines), OneByOne(",").rows(1, lines)
    assert (short.cells, list(short.lines), short.faults) == (whole.cells, list(whole.lines), whole.faults)


def test_runs_of_blanks_separate() -> None:
    rows = PlainSplitter(WHITESPACE, tails=True).rows(3, ["a  b\tc", "1 2 3"])
    assert rows.cells == [["a", "b", "c"], ["1", "2", "3"]]


def test_blank_lines_are_passed_over_and_told_only_between_rows() -> None:
    splitter = PlainSplitter(",", tails=True, skips_blank=True)
    rows = splitter.rows(1, ["a,b", "", "1,2", ""])
    assert (rows.cells, list(rows.lines)) == ([["a", "b"], ["1", "2"]], [1, 3])
    assert [(fault.kind, fault.place.line) for fault in rows.faults] == [("blank-line", 2)]
    assert [fault.place.line for fault in splitter.rows(5, ["3,4"]).faults] == [4]


def test_nothing_is_read_after_the_end() -> None:
    splitter = PlainSplitter(",", tails=True, end="END_DATA")
    assert splitter.rows(1, ["1,2", "END_DATA", "words"]).cells == [["1", "2"]]
    assert splitter.rows(4, ["3,4"]).cells == []
