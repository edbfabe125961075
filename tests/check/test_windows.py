"""What is missing in a window, its ends and sums, are what plain comparisons and sums find."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from icos_ingest.check.statistics import sums_of
from icos_ingest.check.windows import info_of, window_column
from icos_ingest.content import Array
from icos_ingest.rule_parts.stored import absent, unpacked

NUMBERS = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8", ">i2", ">i4", ">f4", ">f8"]


def array_of(values: np.ndarray, **attrs: Any) -> Array:
    return Array("/a", ("y", "x"), values.shape, values.dtype, attrs, lambda window: values[window])


@settings(max_examples=300, deadline=None)
@given(
    arrays.arrays(st.sampled_from(NUMBERS), (3, 7), elements={"allow_nan": True}, fill=st.nothing()),
    st.lists(
        st.one_of(
            st.sampled_from([0, -1, -9999, 255, 1e20, 0.1, -0.0, np.inf, np.nan, 2**63]),
            st.integers(-(2**15), 2**15 - 1),
            st.floats(width=32),
        ),
        max_size=1,
    ),
    st.sampled_from(["f4", "f8", None]),
)
def test_a_gap_of_any_type_is_found_as_numpy_compares(
    values: np.ndarray, gaps: list[Any], kind: str | None
) -> None:
    with np.errstate(over="ignore"):
        given_ = [np.asarray(gap, kind or None) for gap in gaps]
    given_ = [np.asarray(values[0, 0]), *given_]
    stated = dict(zip(("_FillValue", "missing_value"), given_, strict=False))
    array = array_of(values, **stated)
    wanted = np.isnan(values) if values.dtype.kind == "f" else np.zeros(values.shape, bool)
    for gap in stated.values():
        wanted |= values == gap[()]
    np.testing.assert_array_equal(absent(array, values), wanted)
    known = values[~wanted]
    with np.errstate(all="ignore"):
        column = window_column(array, values, info_of(array, None))
        np.testing.assert_array_equal(column.known, known)
        assert column.count == known.size
        assert column.stored_ends == ((known.min(), known.max()) if known.size else (np.inf, -np.inf))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(NUMBERS), st.sampled_from([(0, 100), (-100, 0), (-100, 100), (3, 9), (-9, -3)]), st.data()
)
def test_statistics_are_those_of_the_values_that_are_there(
    kind: str, ends: tuple[int, int], data: st.DataObject
) -> None:
    low, high = (max(end, 0) for end in ends) if "u" in kind else ends
    words = {"min_value": low, "max_value": high}
    values = data.draw(arrays.arrays(kind, (4, 9), elements=words, fill=st.nothing()))
    gap = data.draw(st.sampled_from(values.ravel().tolist()))
    array = array_of(values, _FillValue=values.dtype.type(gap))
    with np.errstate(all="ignore"):
        column = window_column(array, values, info_of(array, None))
        ((_, found),) = sums_of(column, (slice(0, 4), slice(0, 9)))
    known = values[values != values.dtype.type(gap)].astype(float)
    assert (found.valid, found.missing) == (known.size, values.size - known.size)
    if known.size:
        assert (found.low, found.high) == (known.min(), known.max())
        exact = 1e-2 if values.itemsize == 2 else 1e-5
        assert found.total == pytest.approx(known.sum(), rel=exact, abs=exact * np.abs(known).sum())


def test_the_mask_of_the_values_is_left_as_it_is() -> None:
    values = np.ma.MaskedArray(np.array([[1.0, np.nan, 3.0]]), [[True, False, False]])
    assert absent(array_of(values), values).tolist() == [[True, True, False]]
    assert np.ma.getmaskarray(values).tolist() == [[True, False, False]]


@pytest.mark.parametrize(
    "values",
    [
        np.array([[1 + 2j, complex(np.nan, 0)]]),
        np.array([["2024-01-01", "NaT"]], "M8[s]"),
        np.ma.masked_equal(np.array([[5.0, 1.0]]), 1.0),
    ],
    ids=["complex", "instants", "masked"],
)
def test_values_of_other_kinds(values: np.ndarray) -> None:
    array = array_of(values)
    column = window_column(array, values, info_of(array, None))
    assert column.missing.tolist() == [[False, True]]
    assert column.known.tolist() == np.asarray(values)[0, :1].tolist()


@settings(max_examples=200, deadline=None)
@given(
    arrays.arrays(st.sampled_from(NUMBERS), (2, 5), fill=st.nothing()),
    st.floats(-1e3, 1e3),
    st.floats(-1e3, 1e3),
)
def test_ends_of_packed_values_are_those_of_the_unpacked(
    values: np.ndarray, scale: float, offset: float
) -> None:
    array = array_of(values, scale_factor=scale, add_offset=offset, _FillValue=values[0, 0])
    with np.errstate(all="ignore"):
        column = window_column(array, values, info_of(array, None))
        there = unpacked(array, values)[~column.missing]
        there = there[~np.isnan(there)]
        wanted = (there.min(), there.max()) if there.size else (np.inf, -np.inf)
        assert column.ends == wanted
