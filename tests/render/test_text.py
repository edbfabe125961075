"""Lines of the report in a terminal end where its page ends, whatever a file holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from icos_ingest.model import Finding, Place, Report, Severity, SourceInfo
from icos_ingest.render.text import plain


def report(message: str, line: str = "2024;1.5", value: str = "1.5") -> Report:
    place = Place(line=3, column=2, value=value)
    finding = Finding("V101", "unparsable-cell", Severity.WARNING, message, place, places=(place,))
    return Report(SourceInfo("a.csv"), "csv", findings=(finding,), quotes={3: line})


def lines(given: Report, width: int) -> list[str]:
    return plain([given], width=width).splitlines()


@given(st.text("ab 語°\t", max_size=200), st.integers(30, 100))
def test_no_line_is_wider_than_the_page(text: str, width: int) -> None:
    assert max(map(cell_len, lines(report(text, f"2024;{text};1", text), width))) <= width


@given(st.lists(st.text("abc語", min_size=1, max_size=60), max_size=20))
def test_a_paragraph_keeps_its_words(words: list[str]) -> None:
    shown = "".join(line.strip() for line in lines(report(" ".join(words)), 40))
    assert "".join(words) in shown.replace(" ", "")


@pytest.mark.parametrize("full", [False, True])
def test_words_that_are_longer_than_a_line_are_cut(full: bool) -> None:
    shown = plain([report("x" * 100)], width=40, full=full)
    assert [line for line in shown.splitlines() if "xx" in line][-3:] == [
        "    " + "x" * 36,
        "    " + "x" * 36,
        "    " + "x" * 28,
    ]
