"""The overview is what one would count by hand, whatever the blocks, and stays small."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import icos_ingest
from icos_ingest.check.bins import widths
from icos_ingest.check.drafts import BINS, LANES, LETTERS, OTHER, Drafts
from icos_ingest.check.overview import TABLES, Overviews
from icos_ingest.check.windows import info_of, window_column
from icos_ingest.content import Array, Block, Column, ColumnInfo, Facts, Table
from icos_ingest.model import Overview
from icos_ingest.rule_kinds import Context
from icos_ingest.schema import ColumnSpec, FlagScheme, Range

SCHEME = FlagScheme("s", {"U": "good", "N": "bad"}, ("U",), "the test")
CO2 = ColumnInfo("co2", "co2", "ppm", spec=ColumnSpec("co2", "float64", range=Range(150, 1200, "ppm", "x")),
                 format="float64", flag="Flag")  # fmt: skip
FLAG = ColumnInfo("Flag", "Flag", format="string", flag_scheme=SCHEME)


def overview(values, flags, stamps=None, refused=None, size=7) -> Overview | None:
    """One column with its flags, in blocks of `size` rows."""
    values, flags = np.asarray(values, dtype=float), np.asarray(flags, dtype=object)
    refused = np.zeros(len(values), dtype=bool) if refused is None else np.asarray(refused)
    table = Table.of_blocks(None, [CO2, FLAG], lambda: iter(()))
    gathered, drafts = Overviews(Context(Facts("csv"))), Drafts(Context(Facts("csv")))
    for first in range(0, len(values), size):
        rows = slice(first, first + size)
        part = values[rows]
        none = np.zeros(len(part), dtype=bool)
        columns = {
            "co2": Column(CO2, part, np.isnan(part) & ~refused[rows], refused[rows]),
            "Flag": Column(FLAG, flags[rows], flags[rows] == "", none),
        }
        time = None
        if stamps is not None:
            at = np.asarray(stamps, dtype="M8[ms]")[rows]
            time = Column(ColumnInfo("time", "time"), at, np.isnat(at), none)
        draft = drafts.draft(table.name, Block(first, len(part), columns, time))
        if draft is not None:
            gathered.join(table, draft)
    return next(iter(gathered.finish()), None)


def by_hand(found: Overview, keys, values, flags, refused):
    """The same counts, bin by bin."""
    bins = {start: [] for start in found.starts}
    for key, *row in zip(keys, values, flags, refused, strict=True):
        bins[key // found.width * found.width].append(row)
    lane = found.lanes[0]
    for i, rows in enumerate(bins.values()):
        there = [(value, flag) for value, flag, bad in rows if not bad and np.isfinite(value)]
        assert found.rows[i] == len(rows)
        assert lane.valid[i] == len(there)
        assert lane.missing[i] == sum(not bad and not np.isfinite(value) for value, _, bad in rows)
        assert lane.low[i] == min((value for value, _ in there), default=None)
        assert lane.high[i] == max((value for value, _ in there), default=None)
        for letter, counts in lane.letters.items():
            assert counts[i] == sum(flag == letter for _, flag in there)


ROWS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 10**7), st.integers(-(10**14), 10**14)),
        st.floats(width=32),
        st.sampled_from(["U", "N", "", "X"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=400,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(1, 100), st.booleans())
def test_bins_hold_what_one_counts_by_hand_whatever_the_blocks(rows, size, timed):
    keys, values, flags, refused = map(list, zip(*rows, strict=True))
    stamps = [key * 1000 for key in keys] if timed else None
    found = overview(values, flags, stamps, refused, size)
    assert found is not None
    assert found.timed == timed
    assert len(found.starts) <= BINS
    assert list(found.starts) == sorted(set(found.starts))
    by_hand(found, stamps or range(len(values)), values, flags, refused)
    assert found == overview(values, flags, stamps, refused, len(values))


def test_each_width_is_a_multiple_of_the_one_before():
    for timed in (True, False):
        ladder = widths(timed=timed)
        steps = [next(ladder) for _ in range(40)]
        assert all(b % a == 0 and b > a for a, b in pairwise(steps))


def test_a_wild_stamp_costs_one_bin():
    stamps = np.arange(48) * np.timedelta64(30, "m") + np.datetime64("2024-03-01", "m")
    stamps[7] = np.datetime64("2999-01-01")
    found = overview(np.arange(48.0), ["U"] * 48, stamps)
    assert found is not None
    assert len(found.starts) == 48
    assert found.width < 30 * 60_000


def test_rows_without_a_stamp_are_counted():
    stamps = np.array(["2024-03-01", "NaT", "2024-03-02"], dtype="M8[D]")
    found = overview([1, 2, 3], ["U"] * 3, stamps)
    assert found is not None
    assert (found.unplaced, sum(found.rows)) == (1, 2)


def test_what_is_plausible_and_good_is_said():
    found = overview([400.0], ["U"])
    assert found is not None
    assert found.lanes[0].plausible == (150, 1200)
    assert found.lanes[0].good == ("U",)


def test_flags_without_end_are_counted_together():
    found = overview(np.arange(500.0), [f"f{n}" for n in range(500)])
    assert found is not None
    letters = found.lanes[0].letters
    assert len(letters) == LETTERS + 1
    assert sum(letters[OTHER]) == 500 - LETTERS


def test_tables_and_columns_without_end_stay_small():
    info = [ColumnInfo(f"c{n}", f"c{n}", "K", format="float64") for n in range(10_000)]
    one, none = np.ones(5), np.zeros(5, dtype=bool)
    block = Block(0, 5, {each.name: Column(each, one, none, none) for each in info})
    gathered, drafts = Overviews(Context(Facts("xlsx"))), Drafts(Context(Facts("xlsx")))
    for n in range(TABLES + 3):
        table = Table.of_blocks(f"sheet {n}", info, lambda: iter(()))
        gathered.join(table, drafts.draft(table.name, block))
    found = gathered.finish()
    assert len(found) == TABLES
    assert all((len(each.lanes), each.left_out) == (LANES, 10_000 - LANES) for each in found)
    assert len(pickle.dumps(found)) < 100_000


@pytest.mark.parametrize("values", [[], ["a", "b"]])
def test_there_is_no_picture_without_numbers(values):
    import pandas as pd

    report = icos_ingest.validate(pd.DataFrame({"a": values}))
    assert report.overviews == ()


def test_a_report_holds_no_overview_unless_it_is_asked_for(sample_data):
    path = sample_data / "good" / "logger.csv"
    assert icos_ingest.validate(path).overviews
    plain = icos_ingest.validate(path, overview=False)
    assert plain.overviews == ()
    assert plain.to_dict() == icos_ingest.validate(path).to_dict()


def test_tables_of_members_say_where_they_lie(sample_data):
    names = {one.name for one in icos_ingest.validate(sample_data / "good" / "station.tar").overviews}
    assert names
    assert all(names)


def draw(gathered, array, window):
    info = info_of(array, None)
    gatherer = gathered.of_array(array, info)
    if gatherer is not None:
        column = window_column(array, array.read(window), info)
        gathered.join_array(array, info, gatherer.part(window, column))


@pytest.mark.parametrize("shape", [(1000,), (7, 50), (500, 3, 2)])
@pytest.mark.parametrize("rows", [1, 13, 1000])
def test_arrays_are_summed_up_along_their_first_dimension(shape, rows):
    values = np.arange(np.prod(shape), dtype=float).reshape(shape)
    values[:2] = np.nan
    array = Array(
        "/co2",
        ("time", "lat", "lon")[: len(shape)],
        shape,
        values.dtype,
        {"units": "ppm"},
        lambda at: values[at],
    )
    gathered = Overviews(Context(Facts("netcdf")))
    for first in range(0, shape[0], rows):
        window = (slice(first, min(first + rows, shape[0])), *(slice(0, n) for n in shape[1:]))
        draw(gathered, array, window)
    (found,) = gathered.finish()
    (lane,) = found.lanes
    assert len(found.starts) <= BINS
    assert sum(found.rows) == values.size
    assert sum(lane.missing) == np.isnan(values).sum()
    for i, start in enumerate(found.starts):
        part = values[start : start + found.width]
        assert lane.valid[i] + lane.missing[i] == found.rows[i] == part.size
        there = part[~np.isnan(part)]
        assert (lane.low[i], lane.high[i]) == ((there.min(), there.max()) if there.size else (None, None))


def test_arrays_without_end_stay_small():
    gathered = Overviews(Context(Facts("netcdf")))
    for n in range(2_000):
        shape = (3, 1 + n // 100)
        values = np.ones(shape)
        array = Array(
            f"/v{n}", ("time", "lat"), shape, values.dtype, {}, lambda at, values=values: values[at]
        )
        draw(gathered, array, (slice(0, 3), slice(0, shape[1])))
    found = gathered.finish()
    assert len(found) == TABLES
    assert all(len(one.lanes) == LANES and one.left_out == 100 - LANES for one in found)


@pytest.mark.parametrize("name", ["phenocam.png", "landcover.tif"])
def test_a_picture_needs_no_picture(sample_data, name):
    assert icos_ingest.validate(sample_data / "good" / name).overviews == ()


def test_a_grid_has_one(sample_data):
    (found,) = icos_ingest.validate(sample_data / "good" / "fluxes.nc").overviews
    assert found.name == "time, lat, lon"
