"""Every value of an array is read once, and what cannot be read is told chunk by chunk."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.content import Array, Values
from icos_ingest.errors import CorruptFile, FilterMissing, LimitExceeded, ReadError

Window = tuple[slice, ...]


def array(
    shape: tuple[int, ...], chunks: tuple[int, ...] | None, read: Callable[[Window], Values] | None = None
) -> Array:
    values = np.arange(math.prod(shape), dtype="i4").reshape(shape)
    dims = tuple("abc"[: len(shape)])
    return Array("/v", dims, shape, values.dtype, {}, read or values.__getitem__, chunks)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=3),
    st.booleans(),
    st.integers(4, 400),
)
def test_pieces_cover_everything_once(sizes: list[tuple[int, int]], chunked: bool, limit: int) -> None:
    shape = tuple(size for size, _ in sizes)
    found = np.zeros(shape, int)
    one = array(shape, tuple(chunk for _, chunk in sizes) if chunked else None)
    for window, values in one.pieces(limit):
        assert not isinstance(values, ReadError)
        np.testing.assert_array_equal(values, one.read(window))
        found[window] += 1
    assert (found == 1).all()


def broken(*corners: tuple[int, int]) -> Array:
    """Chunks of 4 by 4, some of which are damaged."""

    def read(window: Window) -> Values:
        rows, columns = window
        for y, x in corners:
            if rows.start <= y < rows.stop and columns.start <= x < columns.stop:
                raise CorruptFile(f"{y}, {x}")
        return np.ones((rows.stop - rows.start, columns.stop - columns.start), "i4")

    return array((16, 10), (4, 4), read)


@pytest.mark.parametrize("limit", [64, 200, 10_000])
def test_what_lies_beside_a_broken_chunk_is_read(limit: int) -> None:
    pieces = list(broken((4, 4), (12, 8)).pieces(limit))
    wrong = [(window[0].start, window[1].start) for window, one in pieces if isinstance(one, ReadError)]
    assert wrong == [(4, 4), (12, 8)]
    assert sum(one.size for _, one in pieces if not isinstance(one, ReadError)) == 160 - 16 - 8


def test_an_array_without_chunks_is_not_taken_apart() -> None:
    def read(window: Window) -> Values:
        raise CorruptFile("all of it")

    assert [type(one) for _, one in array((8,), None, read).pieces()] == [CorruptFile]


def test_a_missing_filter_is_told_once_for_each_piece() -> None:
    def read(window: Window) -> Values:
        raise FilterMissing("lzf")

    assert [type(one) for _, one in array((4, 4), (1, 1), read).pieces(16)] == [FilterMissing] * 4


def test_after_a_thousand_broken_chunks_no_more_are_tried() -> None:
    tried = 0

    def read(window: Window) -> Values:
        nonlocal tried
        tried += 1
        raise CorruptFile("gone")

    pieces = list(array((5000,), (1,), read).pieces())
    assert len(pieces) == 1001
    assert isinstance(pieces[-1][1], LimitExceeded)
    assert tried < 1010


def test_a_mishap_of_a_reader_is_raised_where_its_piece_is_taken() -> None:
    def read(window: Window) -> Values:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(array((4,), None, read).pieces())
