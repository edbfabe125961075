"""Plain numbers are read a word at a time as the portal's own parser reads them one by one."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from icos_ingest.values import FORMATS, NUMBERS, Texts, is_plain
from icos_ingest.values.decimals import LONGEST, plain_numbers

_PLAIN = re.compile(r"-?(?=.?[0-9])[0-9]*\.?[0-9]*")
_NUMBER = st.from_regex(r"-?[0-9]{0,12}\.?[0-9]{0,9}", fullmatch=True)
_NEARLY = st.text("0123456789.-+eE, /:;N\t\x00", max_size=18)
_ANY = st.text(max_size=9)
_KINDS = sorted(NUMBERS)


def _texts(cells: list[str], *, before: int = LONGEST) -> Texts:
    """Cells side by side, as in a file."""
    encoded = [cell.encode() for cell in cells]
    ends = np.cumsum([before, *(len(cell) + 1 for cell in encoded)])[1:] - 1
    starts = ends - [len(cell) for cell in encoded]
    data = b"1" * before + b"".join(cell + b";" for cell in encoded)
    return Texts(data, starts.astype(np.int32), ends.astype(np.int32))


def _is_surely_plain(text: str, kind: str) -> bool:
    digits = text.lstrip("-")
    if not _PLAIN.fullmatch(text) or len(digits) > LONGEST or len(digits.replace(".", "")) > 15:
        return False
    if kind == "int32":
        return "." not in text and -(2**31) < int(text) < 2**31
    return kind == "float64" or len(digits) < 8  # no number so short lies in the middle of two


@pytest.mark.parametrize("kind", _KINDS)
@given(st.lists(st.one_of(_NUMBER, _NEARLY, _ANY), min_size=1, max_size=40))
@example(["1.5", "2.25", "-0", "-0.0", ".", "-", "", "-.", "1.", ".5", "1..2", "1.2.3"])
@example(["059-5", "e406104", "1/2", "1,5", "٣", "NaN", "1e5", "1e-5", " 1", "1 ", "+1", "0x1"])
@example(["2147483647", "2147483648", "-2147483648", "-2147483649", "00000002147483648"])
@example(
    ["9007199254740992", "9007199254740993", "90071992547409.93", "0.00000000000001", "1.000000059604645"]
)
@example(["12345678.9", "1.23456789", "123456789", "-1234567.89", "123456.7890123456", "1.3.45678901"])
def test_what_is_sure_is_what_the_portal_stores(kind: str, cells: list[str]) -> None:
    values, sure = plain_numbers(_texts(cells), FORMATS[kind].dtype)
    for cell, value, is_sure in zip(cells, values.tolist(), sure.tolist(), strict=True):
        if is_sure:
            assert repr(value) == repr(FORMATS[kind].parse(cell)), cell
        else:
            assert not _is_surely_plain(cell, kind), cell


@given(st.lists(st.decimals(-(10**6), 10**6, places=4).map(str), min_size=1, max_size=20))
def test_columns_of_one_shape_are_read_in_pieces(some: list[str]) -> None:
    cells = some * (40_000 // len(some) + 1)
    values, sure = plain_numbers(_texts(cells), np.float64)
    assert sure.all()
    assert values.tolist() == [float(cell) for cell in cells]


@given(st.integers(0, LONGEST + 4))
def test_nothing_stands_before_the_first_byte(before: int) -> None:
    values, sure = plain_numbers(_texts(["1", "2", "3.5", "4"], before=before), np.float64)
    assert sure[-1] == (before + len("1;2;3.5;4") >= LONGEST)
    assert np.array_equal(values[sure], np.array([1, 2, 3.5, 4])[sure])


@pytest.mark.parametrize(
    ("cells", "plain"),
    [
        (["1.5"] * 100, True),
        ([*["1.5"] * 99, "NaN"], True),
        (["1.5", ""] * 100, True),
        (["1.5", "NaN"] * 100, False),
        (["1.5e3"] * 100, False),
        ([*["1.5"] * 990, *["1.5e3"] * 40], False),
    ],
)
def test_columns_are_plain_if_few_cells_are_not(cells: list[str], plain: bool) -> None:
    assert is_plain(_texts(cells), FORMATS["float64"]) is plain
