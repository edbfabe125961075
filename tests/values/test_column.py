"""Many cells at once give exactly what one cell at a time gives."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from icos_ingest.values import FORMATS, parse_column

PLAIN = {
    "int32": st.integers(-(2**32), 2**32).map(str),
    "float32": st.floats(width=32).map(repr)
    | st.floats().map(repr)
    | st.decimals(-1000, 1000, places=3).map(str),
    "float64": st.floats().map(repr) | st.decimals(-1000, 1000, places=3).map(str),
    "bmpChar": st.text(min_size=1, max_size=2),
    "string": st.text(max_size=3),
    "boolean": st.sampled_from(["true", "False", "yes"]),
    "iso8601date": st.from_regex(r"[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]", fullmatch=True),
    "iso8601month": st.from_regex(r"[0-2][0-9]{3}-[01][0-9]", fullmatch=True),
    "etcDate": st.from_regex(r"[0-3][0-9]/[01]?[0-9]/[0-2][0-9]{3}", fullmatch=True),
    "iso8601dateTime": st.from_regex(
        r"[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]T[012][0-9]:[0-6][0-9]:[0-6][0-9](Z|\+01:00)", fullmatch=True
    ),
    "isoLikeLocalDateTime": st.from_regex(
        r"[0-2][0-9]{3}-[01][0-9]-[0-3][0-9] [012][0-9]:[0-6][0-9]", fullmatch=True
    ),
    "etcLocalDateTime": st.from_regex(
        r"[0-2][0-9]{3}[01][0-9][0-3][0-9][012][0-9][0-6][0-9]", fullmatch=True
    ),
    "iso8601timeOfDay": st.from_regex(r"[0-2]?[0-9]:[0-6][0-9](:[0-6][0-9])?", fullmatch=True),
}
ODD = st.sampled_from(
    [
        "",
        " ",
        "\t",
        "NaN",
        "-9999",
        "-999.990",
        "N/A",
        "LOD",
        "1e40",
        "1.00000017881393432617187499",
        "1٣",
        "１",
        "x",
        "1 2",
        " 1",
        "1_0",
        "é" * 16,
    ]
)


def same(left: object, right: object) -> bool:
    return left == right or (left != left and right != right)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_column_equals_its_cells(name, data):
    fmt = FORMATS[name]
    cells = PLAIN[name] if data.draw(st.booleans()) else PLAIN[name] | ODD | st.text(max_size=5)
    texts = data.draw(st.lists(cells, max_size=12))
    missing_texts = data.draw(st.frozensets(st.sampled_from(["NaN", "-9999", "N/A", "-999.990", "12:00"])))
    parsed = parse_column(texts, fmt, missing_texts)
    assert parsed.values.dtype == fmt.dtype
    assert parsed.missing.dtype == bool
    for i, text in enumerate(texts):
        value, state = fmt.cell(text, missing_texts)
        assert (i in parsed.refused) == (state == "refused"), text
        assert parsed.missing[i] == (state == "missing"), text
        assert same(
            parsed.values[i].item() if fmt.name != "string" else parsed.values[i],
            fmt.missing if value is None else value,
        ), text
    assert parsed.refused == sorted(parsed.refused)


@example(["1.00000017881393432617187499", "1.00000017881393432617187501", "1.5"])
@example(["3.4028235677973366e38", "3.4028235677973365e38", "7e-46", "7.1e-46", "1e-40"])
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False).map(repr), max_size=5))
def test_bulk_rounding_to_32_bits_is_the_exact_one(texts):
    fmt = FORMATS["float32"]
    parsed = parse_column(texts, fmt)
    assert [None if i in parsed.refused else v for i, v in enumerate(parsed.values.tolist())] == [
        fmt.parse(t) for t in texts
    ]


def test_a_refused_cell_is_not_missing_and_holds_the_missing_value():
    parsed = parse_column(["1", "", "x", "-9"], FORMATS["int32"], frozenset({"-9"}))
    assert parsed.values.tolist() == [1, -(2**31), -(2**31), -(2**31)]
    assert parsed.missing.tolist() == [False, True, False, True]
    assert parsed.refused == [2]


def test_the_input_is_not_changed():
    texts = ["1", "", "2"]
    parse_column(texts, FORMATS["float32"])
    assert texts == ["1", "", "2"]


def test_formats_know_their_stored_and_native_types():
    assert {fmt.stored.byteorder for fmt in FORMATS.values()} <= {">", "|"}
    assert all(
        fmt.dtype.isnative and np.dtype(fmt.dtype) == fmt.stored.newbyteorder("=") for fmt in FORMATS.values()
    )


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "string"])
def test_what_is_expected_ends_with_an_example_that_is_accepted(name):
    words = FORMATS[name].expected
    example_text = words.rsplit("such as ")[-1].split(" or ")[0]
    assert FORMATS[name].cell(example_text)[1] == "value"


MANY = 200_000


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("head", ["", "0x", "0x1p", "0x1.", "1.", "1e", "+", "-"])
def test_a_very_long_cell_is_read_without_going_back_and_forth(name, head):
    for text in (head + "1" * MANY, head + "0" * MANY + "x", head + " " * MANY + "x"):
        parsed = parse_column([text], FORMATS[name])
        assert (parsed.refused == [0]) == (FORMATS[name].cell(text)[1] == "refused")
