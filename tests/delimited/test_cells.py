from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.delimited.cells import Dialect, Rows, Splitter
from icos_ingest.delimited.dialect import find_dialect
from icos_ingest.errors import OptionError
from icos_ingest.text.split import WHITESPACE


def split(text: str, separator: str = ",", **dialect: bool) -> Rows:
    return Splitter(Dialect(separator, **dialect)).rows(1, list(io.StringIO(text, newline="")), last=True)


def test_a_row_may_run_over_lines_and_keeps_the_line_it_begins_on() -> None:
    rows = split('a,b\n1,"x\r\ny"\n3,4\n')
    assert rows.cells == [["a", "b"], ["1", "x\r\ny"], ["3", "4"]]
    assert rows.lines == [1, 2, 4]
    assert not rows.faults


def test_a_quoted_cell_goes_on_from_run_to_run() -> None:
    splitter = Splitter(Dialect(","))
    assert splitter.rows(1, ['a,"b\n'], last=False).cells == []
    rows = splitter.rows(2, ['c",d\n', "e,f\n"], last=True)
    assert (rows.cells, rows.lines) == ([["a", "b\nc", "d"], ["e", "f"]], [1, 3])


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a,"3,b,"x, y",z', ["a", '"3', "b", "x, y", "z"]),
        ('a,"b"c,d', ["a", '"b"c', "d"]),
        ('a,"b""c" ,"d', ["a", 'b"c', '"d']),
    ],
)
def test_a_quote_out_of_place_costs_its_own_line_only(line: str, cells: list[str]) -> None:
    rows = split(f"{line}\n1,2,3\n")
    assert rows.cells == [cells, ["1", "2", "3"]]
    assert [(fault.kind, fault.place.line) for fault in rows.faults] == [("quotes", 1)]


def test_a_quote_that_never_closes_gives_back_the_lines_it_took() -> None:
    rows = split('a,b\n1,"2\n3,4\n5,6\n')
    assert rows.cells == [["a", "b"], ["1", '"2'], ["3", "4"], ["5", "6"]]
    assert [(f.kind, f.place.line, f.place.column) for f in rows.faults] == [("quotes", 2, 2)]


def test_an_open_quote_takes_a_bounded_part_of_the_file() -> None:
    splitter, taken = Splitter(Dialect(",")), 0
    for start in range(1, 60_001, 2_000):
        lines = ['"x\n' if start == 1 else "a,b\n", *["1,2" * 30 + "\n"] * 1_999]
        taken = max(taken, start + 1_999 - len(splitter.rows(start, lines, last=False).cells))
        assert sum(map(len, splitter._carried)) <= 1 << 21
    assert taken


def test_a_cell_longer_than_the_csv_module_takes_is_read() -> None:
    rows = split('a,"' + "x" * 300_000 + '",b\n')
    assert [len(cell) for cell in rows.cells[0]] == [1, 300_000, 1]
    assert not rows.faults


def test_blanks_separate_and_quotes_hold_together() -> None:
    rows = split('  a  "b c"\td\n\n1 2 3\n', WHITESPACE)
    assert rows.cells == [["a", "b c", "d"], [], ["1", "2", "3"]]


cell = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(cell, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    found = split(out.getvalue(), separator)
    assert found.cells == rows
    assert not found.faults


@given(st.text('a",\\ \n\r', max_size=40), st.integers(0, 40))
def test_any_quotes_split_the_same_however_the_lines_come(text: str, cut: int) -> None:
    lines = list(io.StringIO(text, newline=""))
    whole = split(text)
    splitter = Splitter(Dialect(","))
    first = splitter.rows(1, lines[:cut], last=False)
    rest = splitter.rows(len(lines[:cut]) + 1, lines[cut:], last=True)
    assert first.lines + rest.lines == whole.lines
    assert first.cells + rest.cells == whole.cells
    assert sum(cells != [] for cells in whole.cells) <= len(lines)


@pytest.mark.parametrize(
    ("text", "separator", "width"),
    [
        ("a;b\n1,5;2,5\n1,6;2,6\n", ";", 2),
        ("t,x,y\n2020-01-01 00:00,1,2\n2020-01-01 00:30,1,2\n", ",", 3),
        ("a\tb c\n1\tis here\n", "\t", 2),
        ("a|b\n1|2\n", "|", 2),
        ("a  b   c\n1 2 3\n10 20 30\n", WHITESPACE, 3),
        ('a,b\n"1;2;3",x\n"4;5;6",y\n', ",", 2),
        ("number\n1.5\n2.5\n", "\x1f", 1),
        ("a b\n1,5 2,5\n1,6 2,6\n", WHITESPACE, 2),
    ],
)
def test_the_separator_is_found(text: str, separator: str, width: int) -> None:
    fit = find_dialect(text.splitlines(keepends=True))
    assert (fit.dialect.separator, fit.width) == (separator, width)


def test_a_backslash_before_a_quote_is_heeded_where_it_is_evident() -> None:
    lines = ["id,text\n", '1,"say \\"yes\\" now"\n', '2,"no"\n']
    assert find_dialect(lines).dialect.escape
    assert not find_dialect(["a,b\n", '1,"C:\\"\n']).dialect.escape


def test_the_users_separator_goes_first() -> None:
    lines = ["a,b;c\n", "1,2;3\n"]
    assert find_dialect(lines, ";").width == 2
    assert find_dialect(lines, "\\t").dialect.separator == "\t"
    assert find_dialect(["a b\n"], "whitespace").dialect.separator == WHITESPACE
    for wrong in ("", "ab", '"', "\n"):
        with pytest.raises(OptionError):
            find_dialect(lines, wrong)
