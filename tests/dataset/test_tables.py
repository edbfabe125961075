"""Tables become variables on `time` or `row`: kinds, names, bounds, gaps, and notes on what was changed."""

from __future__ import annotations

import numpy as np
import pytest

from icos_ingest.content import Block, Column, ColumnInfo, Facts, Table, TimeFacts
from icos_ingest.dataset.tables import table_to_dataset
from icos_ingest.errors import OptionError

HOURS = ["2024-02-29T23:00", "2024-03-01T00:00"]


def column(info: ColumnInfo | str, values: object, refused: object = None) -> Column:
    data = np.asarray(values)
    none = np.zeros(data.shape, dtype=bool)
    known = ColumnInfo(info, info) if isinstance(info, str) else info
    return Column(known, data, none, none if refused is None else np.asarray(refused))


def made(
    *columns: Column,
    stamps: list[str] | None = None,
    time: TimeFacts | None = None,
    keep: list[str] | None = None,
    lost: int = 0,
):
    """The dataset and the notes of a table of some columns."""
    n = len(columns[0].values) if columns else len(stamps or [])
    at = None if stamps is None else column("time", np.array(stamps, "M8[ms]"))
    block = Block(0, n, {one.info.name: one for one in columns}, at, lost=lost)
    table = Table.of_blocks(None, [one.info for one in columns], lambda: iter([block]))
    facts = Facts("csv", time=None if stamps is None else time or TimeFacts("time", evidence="it says so"))
    return table_to_dataset(table, facts, keep)


def bounds(stamps: list[str], time: TimeFacts) -> list[list[str]]:
    dataset, _ = made(column("a", [1.0] * len(stamps)), stamps=stamps, time=time)
    assert dataset.time.attrs["bounds"] == "time_bounds"
    return np.datetime_as_string(dataset.time_bounds.to_numpy(), unit="m").tolist()


@pytest.mark.parametrize(
    ("stamp", "first"),
    [
        ("start", ["2024-02-29T23:00", "2024-02-29T23:30"]),
        ("middle", ["2024-02-29T22:45", "2024-02-29T23:15"]),
        ("end", ["2024-02-29T22:30", "2024-02-29T23:00"]),
    ],
)
def test_an_interval_lies_where_its_stamp_says(stamp: str, first: list[str]) -> None:
    assert bounds(HOURS, TimeFacts("time", stamp=stamp, interval=30))[0] == first


@pytest.mark.parametrize(
    ("span", "zone", "start", "end"),
    [
        ("day", "UTC", "2024-02-29T00:00", "2024-03-01T00:00"),
        ("day", "UTC+01:00", "2024-02-28T23:00", "2024-02-29T23:00"),
        ("day", "UTC-05:30", "2024-02-29T05:30", "2024-03-01T05:30"),
        ("month", "UTC", "2024-02-01T00:00", "2024-03-01T00:00"),
        ("month", "UTC+01:00", "2024-01-31T23:00", "2024-02-29T23:00"),
        ("year", "UTC", "2024-01-01T00:00", "2025-01-01T00:00"),
    ],
)
def test_a_stamp_that_names_a_day_month_or_year_stands_for_all_of_it(
    span: str, zone: str, start: str, end: str
) -> None:
    assert bounds([start], TimeFacts("time", span=span, zone=zone)) == [[start, end]]


def test_without_an_interval_there_are_no_bounds() -> None:
    dataset, _ = made(column("a", [1.0, 2.0]), stamps=HOURS)
    assert "bounds" not in dataset.time.attrs
    assert list(dataset.variables) == ["a", "time"]


def test_stamps_beyond_nanoseconds_stay_milliseconds() -> None:
    dataset, _ = made(column("a", [1.0]), stamps=["1500-01-01"])
    assert dataset.time.dtype == "M8[ms]"


@pytest.mark.parametrize(
    ("titles", "stamps", "kind", "dim"),
    [
        (("a", "b"), HOURS, "timeseries", "time"),
        (("Latitude", "longitude"), HOURS, "trajectory", "time"),
        (("Latitude", "b"), HOURS, "timeseries", "time"),
        (("Latitude", "longitude"), None, "table", "row"),
    ],
)
def test_the_kind_is_told_by_time_and_position(titles, stamps, kind, dim) -> None:
    dataset, _ = made(*(column(title, [1.0, 2.0]) for title in titles), stamps=stamps)
    assert dataset.attrs["kind"] == kind
    assert dict(dataset.sizes) == {dim: 2}
    assert ("Latitude" in dataset.coords) == (titles[0] == "Latitude")


@pytest.mark.parametrize("title", ["time", "time_bounds", "bnds", "row"])
def test_a_column_called_as_the_models_own_keeps_its_values_and_title(title: str) -> None:
    time = TimeFacts("time", stamp="start", interval=60)
    flagged = column(ColumnInfo("co2", "co2", flag=title), [1.0, 2.0])
    dataset, _ = made(flagged, column(title, ["x", "y"]), stamps=HOURS, time=time)
    assert dataset[f"{title}_column"].to_numpy().tolist() == ["x", "y"]
    assert dataset[f"{title}_column"].attrs["original_name"] == title
    assert dataset.co2.attrs["ancillary_variables"] == f"{title}_column"
    assert dataset.time_bounds.dims == ("time", "bnds")


def test_two_columns_never_become_one() -> None:
    dataset, _ = made(column("time", [1.0]), column("time_column", [2.0]), stamps=HOURS[:1])
    assert {float(dataset[name][0]) for name in dataset.data_vars} == {1.0, 2.0}


def test_only_the_columns_asked_for_are_kept() -> None:
    dataset, _ = made(column("a", [1.0]), column("b", [2.0]), stamps=HOURS[:1], keep=["b"])
    assert list(dataset.data_vars) == ["b"]


def test_a_column_that_is_not_there_is_said_so() -> None:
    with pytest.raises(OptionError, match=r"no column 'c'. Expected a, b"):
        made(column("a", [1.0]), column("b", [2.0]), keep=["c"])


def test_what_could_not_be_read_is_missing_and_counted() -> None:
    dataset, notes = made(column("a", [1.0, 2.0], [False, True]), stamps=HOURS, lost=3)
    assert np.isnan(dataset.a.to_numpy()).tolist() == [False, True]
    assert notes == [
        "3 rows with another number of cells than titles are left out",
        "1 cells that could not be parsed are missing values here",
    ]


def test_a_title_that_was_changed_is_kept_beside() -> None:
    dataset, _ = made(column(ColumnInfo("co2_2", "co2"), [1.0]))
    assert dataset["co2_2"].attrs["original_name"] == "co2"


def test_rows_without_columns_are_counted() -> None:
    dataset, _ = made(stamps=None)
    assert dataset.attrs["rows"] == 0
