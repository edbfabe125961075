"""Statistics of arrays are those of numpy, whatever the pieces, the type and the gaps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from icos_ingest.check.statistics import MOST, StatisticsOfArrays, sums_of
from icos_ingest.check.windows import info_of, window_column
from icos_ingest.content import Array
from icos_ingest.model import Statistics


def told(
    values: Any, dims: tuple[str, ...] = ("y", "x"), limit: int = 64, **attrs: Any
) -> tuple[Statistics, ...]:
    stored = values if np.ma.isMaskedArray(values) else np.asarray(values)
    array = Array("/g/a", dims, stored.shape, stored.dtype, attrs, lambda window: stored[window])
    found = StatisticsOfArrays()
    for window in array.windows(limit):
        column = window_column(array, array.read(window), info_of(array, None))
        found.join(array, sums_of(column, window))
    return found.finish()


@settings(max_examples=200, deadline=None)
@given(
    arrays.arrays(
        st.sampled_from(["u1", "i1", "u2", "i2", "i4", "u8", "i8", "f2", "f4", "f8"]),
        arrays.array_shapes(min_dims=2, max_dims=2, max_side=12),
        fill=st.nothing(),
    ),
    st.sampled_from([None, 0, 1, -9999, np.nan]),
    st.sampled_from([8, 64, 10_000]),
)
def test_they_are_those_of_numpy(values: np.ndarray, gap: float | None, limit: int) -> None:
    (found,) = told(values, limit=limit, **({} if gap is None else {"_FillValue": gap}))
    there = values[np.isfinite(values) & (values != (np.nan if gap is None else gap))].astype(np.float64)
    assert (found.valid, found.missing) == (there.size, values.size - there.size)
    if not there.size:
        assert (found.low, found.high, found.mean) == (None, None, None)
        return
    assert (found.low, found.high) == (there.min(), there.max()) or found.low is None
    mean = (there / there.size).sum()  # a sum of the largest numbers would be none
    scale = np.abs(there).max()
    if found.mean is None:
        assert scale > 1e300
    else:
        assert abs(found.mean - mean) <= 1e-5 * scale


def test_each_band_of_a_raster_is_told_and_packed_values_are_unpacked() -> None:
    values = np.array([[[1, 2], [3, -1]], [[-1, -1], [-1, -1]]], "i2")
    found = told(values, ("band", "y", "x"), scale_factor=-0.5, add_offset=10, _FillValue=-1, units="K")
    assert found == (
        Statistics("g/a", 1, "K", 3, 1, 8.5, 9.5, 9.0),
        Statistics("g/a", 2, "K", 0, 4, None, None, None),
    )
    assert found[0].mean == 9.0


def test_masked_values_texts_and_infinite_ones_are_no_numbers() -> None:
    masked = np.ma.masked_equal(np.array([[1.0, 5.0, np.inf]]), 5.0)
    assert told(masked) == (Statistics("g/a", None, None, 1, 1, 1.0, 1.0, 1.0),)
    assert told(np.array([["a", "b"]])) == ()
    assert told(np.empty((0, 3))) == ()


@pytest.mark.parametrize("kind", ["u1", "i1", "u2", "i2", "i4", "u8", "f2", "f4", "f8", ">i2", ">f4"])
@pytest.mark.parametrize("gap", [None, 0, 7, 120])
def test_large_windows_are_summed_as_exactly_as_small_ones(kind: str, gap: int | None) -> None:
    values = np.random.default_rng(1).integers(0, 121, (3, 131_072)).astype(kind)
    (found,) = told(values, limit=10_000_000, **({} if gap is None else {"_FillValue": gap}))
    there = values[values != gap].astype(np.float64)
    assert (found.valid, found.low, found.high) == (there.size, there.min(), there.max())
    assert found.mean == pytest.approx(there.mean(), rel=1e-6 if "f" in kind else 1e-15)


@pytest.mark.parametrize("kind", ["f4", "f8", ">f4"])
@pytest.mark.parametrize("least", [0.0, -0.0, 3.0, -3.0])
def test_the_least_is_found_beside_gaps_and_negative_zeros(kind: str, least: float) -> None:
    values = np.array([[5, least, 4, -9999, np.nan]], kind)
    (found,) = told(values, _FillValue=-9999)
    assert (found.valid, found.low, found.high) == (3, least, 5)


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_sums_beyond_the_largest_number_are_none(dtype: str) -> None:
    values = np.full((4, 4), np.finfo(dtype).max, dtype)
    (found,) = told(values, limit=10_000)
    assert (found.mean is None) is (dtype == "f8")


def test_no_more_are_kept_than_a_report_can_show() -> None:
    values = np.ones((MOST + 5, 1, 1), "u1")
    assert len(told(values, ("band", "y", "x"), limit=10_000)) == MOST
