"""In a table of a few rows one odd cell makes no column of text, where the titles say what it holds."""

from __future__ import annotations

from pathlib import Path

from icos_ingest import open_dataset, validate

TABLE = b"""time,co2 [ppm],note
2024-01-01 00:00,412.3,1
2024-01-01 01:00,abc,2
2024-13-01 02:00,413.2,x
2024-01-01 03:00,413.1,3
"""


def test_odd_cells_are_told_where_a_unit_or_a_word_says_what_is_wanted() -> None:
    report = validate(TABLE, name="few.csv")
    told = {(one.code, one.place.line, one.place.field) for one in report.findings}
    assert {("V101", 3, "co2 [ppm]"), ("T101", 4, "time")} <= told
    assert not [one for one in report.findings if one.place.field == "note"], (
        "nothing says that it is a number"
    )


def test_the_others_are_numbers_on_a_time_axis(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_bytes(TABLE)
    with open_dataset(path) as ds:
        assert ds["co2 [ppm]"].dtype == "float64"
        assert ds.time.dtype.kind == "M"
