"""Tables of text read block by block and row by row give the same faults, places and values."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest import identify
from icos_ingest.content import Block
from icos_ingest.values import Cells
from support.engines import assert_same, blocks

CELLS = [
    "", " ", "  ", "\u00a0", "5", " 5", "5 ", "\t5", "+5", "5.", ".5", "1e5", "1e400", "1,5", "1.234,5", "-9999", "NaN", " NaN ",
    "nan", "NA", "N/A", "-", "--", '""', "inf", "1_000", "0x1p3", "1d", "٣", "µ", "word", "two words", '"', '"5"',
    '"a b"', '"a,b"', '"a""b"', 'a"b', '"a"b', '"\n"', "#", "# note", "\0", "\r", "\ufeff", "\\", '\\"', "\x1c",
    "2024-02-30 00:00", "2024-03-01 24:00", "2024-03-31 02:30", "2024-10-27 02:30", "1/3/2024 0:30", "24:00", "7",
    "2024-03-01T00:30:00Z", "2024-03-01T00:30:00+01:00", "2024-03-01 00:30:15.25", "202403010030", "12:30 PM", "366",
]  # fmt: skip
"""Cells on which two ways to read could be of two minds."""
LINES = [
    b"",
    b" ",
    b",",
    b",,,,",
    b"\t\t\t\t",
    b'"",""',
    b"#",
    b"# a note",
    b"x",
    b'"',
    b"\xff",
    b"\r",
    b"1,2",
    b"1,2,3,4,5,6,7",
]
SPELLINGS = {
    "iso": ("time", "{0:%Y-%m-%d %H:%M}"),
    "iso with T and seconds": ("time", "{0:%Y-%m-%dT%H:%M:%S}"),
    "iso with Z": ("time", "{0:%Y-%m-%dT%H:%M:%S}Z"),
    "iso with offset": ("time", "{0:%Y-%m-%d %H:%M:%S}.50+01:00"),
    "day first": ("time (dd/mm/yyyy)", "{0:%d/%m/%Y %H:%M}"),
    "month first, no zeros": ("time (mm/dd/yyyy)", "{0.month}/{0.day}/{0:%y} {0.hour}:{0:%M}"),
    "half days": ("time", "{0:%d-%b-%Y %I:%M %p}"),
    "digits": ("time", "{0:%Y%m%d%H%M}"),
    "date and time": ("date,time", "{0:%Y-%m-%d},{0:%H:%M:%S}"),
    "date and digits": ("date,time", "{0:%Y-%m-%d},{0.hour}{0:%M}"),
    "parts": ("year,month,day,hour,minute", "{0.year},{0.month},{0.day},{0:%H},{0.minute}"),
    "day of year": ("year,doy,hour", "{0.year},{0:%j},{0.hour}"),
    "month": ("month of date", "{0:%Y%m}"),
    "none": ("name", "station"),
}
ZONES = [None, "+01:00", "Europe/Stockholm"]


def table(spelling: str, separator: str, *, comma: bool = False) -> list[bytes]:
    """The lines of a table: words above it, titles, rows."""
    titles, spelled = SPELLINGS[spelling]
    lines = ["# a table", f"{titles},co2,word,sparse,id"]
    start = datetime(2024, 3, 30, 20, 30)  # noqa: DTZ001  # a clock that knows no zone
    for row in range(24):
        stamp = spelled.format(start + timedelta(minutes=30 * row))
        lines.append(f"{stamp},{400 + row / 7:.4f},w{row},{'' if row % 3 else row},{row}")
    swapped = [line.replace(",", separator) for line in lines]
    if comma:
        swapped[2:] = [line.replace(".", ",") for line in swapped[2:]]
    return [line.encode() for line in swapped]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A table with some cells changed and quoted, and now and then a line that is none."""
    separator = draw(st.sampled_from([",", ";", "\t", "|"]))
    lines = table(
        draw(st.sampled_from(list(SPELLINGS))), separator, comma=separator == ";" and draw(st.booleans())
    )
    sep = separator.encode()
    rows = [line.split(sep) for line in lines]
    quoted = draw(st.sampled_from(["no", "no", "no", "column", "all"]))
    for cells in rows[1:] if quoted != "no" else []:
        for at in [1] if quoted == "column" else range(len(cells)):
            cells[at] = b'"' + cells[at] + b'"'
    for _ in range(draw(st.integers(0, 4))):
        cells = rows[draw(st.integers(0, len(rows) - 1))]
        text = draw(st.one_of(st.sampled_from(CELLS), st.floats(width=32).map(repr), st.text(max_size=3)))
        cells[draw(st.integers(0, len(cells) - 1))] = text.encode("utf-8", "surrogatepass")
    joined = [sep.join(cells) for cells in rows]
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        joined.insert(draw(st.integers(0, len(joined))), draw(st.sampled_from(LINES)))
    end = draw(st.sampled_from([b"\n", b"\n", b"\r\n", b"\r"]))
    last = draw(st.sampled_from([b"", end, end + end, end + sep * 4 + end]))
    return draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"])) + end.join(joined) + last


@settings(deadline=None, max_examples=60)
@given(data=damaged(), run=st.sampled_from([1, 150, 400, 1 << 20]), zone=st.sampled_from(ZONES))
def test_both_ways_give_the_same(data: bytes, run: int, zone: str | None) -> None:
    assert_read_alike(data, run, time_zone=zone)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_clean_table_is_read_block_by_block(spelling: str, separator: str) -> None:
    for zone in ZONES:
        found = assert_read_alike(b"\n".join(table(spelling, separator)), 1 << 20, time_zone=zone)
        assert isinstance(found[0].cells, Cells)
        assert (found[0].time is None) == (spelling == "none")
        assert found[0].n == 24


def test_decimal_commas_are_read_block_by_block() -> None:
    found = assert_read_alike(b"\n".join(table("iso", ";", comma=True)), 1 << 20)
    assert isinstance(found[0].cells, Cells)
    assert found[0].columns["co2"].values[7] == 401.0


def test_a_clock_that_shows_times_twice_is_told_at_the_same_lines() -> None:
    found = assert_read_alike(b"\n".join(table("iso", ",")), 300, time_zone="Europe/Stockholm")
    assert [fault.place.line for block in found for fault in block.faults] == [14, 15]


def test_the_samples_are_read_alike(sample_data: Path) -> None:
    paths = [
        path for path in sorted(sample_data.rglob("*")) if path.suffix in (".csv", ".tsv", ".txt", ".dat")
    ]
    tables = [path for path in paths if identify(path).format == "csv"]
    assert tables
    for path in tables:
        for run in (1, 500, 1 << 20):
            assert_read_alike(path.read_bytes(), run)


def test_the_real_files_are_read_alike(real_data: Path) -> None:
    for path in sorted((real_data / "csv").iterdir()):
        if path.stat().st_size < 20_000 and identify(path).format == "csv":
            for run in (100, 1 << 20):
                assert_read_alike(path.read_bytes(), run)


@pytest.mark.slow
@settings(deadline=None, max_examples=1000)
@given(data=damaged(), run=st.sampled_from([1, 150, 400, 1 << 20]), zone=st.sampled_from(ZONES))
def test_both_ways_give_the_same_at_length(data: bytes, run: int, zone: str | None) -> None:
    assert_read_alike(data, run, time_zone=zone)


@pytest.mark.slow
def test_the_large_real_files_are_read_alike(real_data: Path) -> None:
    for path in sorted((real_data / "csv").iterdir()):
        if path.stat().st_size >= 20_000 and identify(path).format == "csv":
            assert_read_alike(path.read_bytes(), 100_000)


def assert_read_alike(data: bytes, run: int, **options: str | None) -> list[Block]:
    """The blocks of a table, the same with both ways to read it."""
    found, wanted = (blocks(data, None, "csv", quick=quick, run=run, **options) for quick in (True, False))
    assert_same(found, wanted)
    return found
