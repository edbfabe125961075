"""What is missing in a window is what a plain comparison finds, and ends of packed values are exact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from icos_ingest.check.windows import info_of, window_column
from icos_ingest.content import Array
from icos_ingest.rule_parts.stored import absent, sifted, unpacked

NUMBERS = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]


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
    missing, known = sifted(array, values)
    np.testing.assert_array_equal(missing, wanted)
    np.testing.assert_array_equal(known, values[~wanted])
    np.testing.assert_array_equal(absent(array, values), wanted)


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
    missing, known = sifted(array_of(values), values)
    assert missing.tolist() == [[False, True]]
    assert known.tolist() == np.asarray(values)[0, :1].tolist()


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
