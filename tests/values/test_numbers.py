"""Numbers against an independent description: exact fractions, Python's own integers."""

import math
import struct
import unicodedata
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.values import FORMATS

INT32, FLOAT32, FLOAT64 = FORMATS["int32"], FORMATS["float32"], FORMATS["float64"]
CHARACTER, BOOLEAN = FORMATS["bmpChar"], FORMATS["boolean"]

digits = st.text("0123456789", max_size=30)
signs = st.sampled_from(["", "+", "-"])


def neighbours32(number: float) -> list[float]:
    """Give the finite 32-bit numbers around a number."""
    with np.errstate(over="ignore"):
        near = np.float32(number)
        around = [near, np.nextafter(near, np.float32(np.inf)), np.nextafter(near, np.float32(-np.inf))]
    return [float(n) for n in around if np.isfinite(n)]


def round32(exact: Fraction) -> float | None:
    """Round exactly: the nearest 32-bit number, of two the one with the even last bit, None if too large."""
    limit = Fraction(2) ** 128 - Fraction(2) ** 103
    if abs(exact) >= limit:
        return None

    def distance_then_even(number: float) -> tuple[Fraction, int]:
        return abs(Fraction(number) - exact), struct.unpack("<I", struct.pack("<f", number))[0] & 1

    return min(neighbours32(float(exact)), key=distance_then_even)


@given(signs, digits, digits, st.none() | st.integers(-60, 60), st.sampled_from(["", "f", "F", "d", "D"]))
def test_decimals_are_rounded_once_from_the_text(sign, whole, fraction, power, suffix):
    text = sign + whole + ("." + fraction if fraction else "") + (f"e{power}" if power is not None else "")
    if not whole and not fraction:
        assert FLOAT64.parse(text + suffix) is None
        return
    exact = Fraction(text if whole else text.replace(".", "0.", 1))
    assert FLOAT32.parse(text + suffix) == round32(exact)
    assert FLOAT64.parse(text + suffix) == float(exact)


@given(
    st.floats(width=32, allow_nan=False, allow_infinity=False),
    st.sampled_from([-1, 0, 1]),
    st.integers(1, 40),
)
def test_texts_around_the_middle_of_two_numbers_fall_on_the_right_side(number, side, further):
    largest = float(np.finfo(np.float32).max)
    upper = 2.0**128 if number == largest else float(np.nextafter(np.float32(number), np.float32(np.inf)))
    middle = (Fraction(number) + Fraction(upper)) / 2
    exact = middle + side * Fraction(1, 10 ** (160 + further))
    scaled = exact * 10 ** (200 + further)
    assert scaled.denominator == 1
    assert FLOAT32.parse(f"{scaled.numerator}e-{200 + further}") == round32(exact)


@given(
    signs,
    st.text("0123456789abcdefABCDEF", min_size=1, max_size=20),
    st.text("0123456789abcdef", max_size=20),
    st.integers(-170, 120),
)
def test_hexadecimal_numbers_are_exact(sign, whole, fraction, power):
    exact = Fraction(int(whole + fraction, 16)) * Fraction(2) ** (power - 4 * len(fraction))
    exact = -exact if sign == "-" else exact
    assert FLOAT32.parse(f"{sign}0x{whole}.{fraction}p{power}") == round32(exact)
    assert FLOAT64.parse(f"{sign}0X{whole}.{fraction}P{power}d") == float(exact)


@pytest.mark.parametrize(
    "text",
    ["", ".", "e5", "1e", "1e+", "--1", "1_0", "1,5", "٣", "1f5", "1fd", "0x1", "0x.p1", "0xp1", "0x1p", "inf", "nan", "NaNf",
     "Infinity", "-Infinity", "1e400", "-1e999999999999999999999", "0x1p99999999999999999999", "1 0", "1\x85", "\xa01"],
)  # fmt: skip
def test_what_java_refuses_is_refused(text):
    assert FLOAT32.parse(text) is None
    assert FLOAT64.parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [(" \t1.5\x00", 1.5), ("1.", 1.0), (".5", 0.5), ("+1E+1D", 10.0), ("1e-999999999999999999999", 0.0),
     ("0x1p-99999999999999999999", 0.0), ("0x.8p1", 1.0), ("0" * 5000 + "1", 1.0)],
)  # fmt: skip
def test_what_java_reads_is_read(text, value):
    assert FLOAT32.parse(text) == value
    assert FLOAT64.parse(text) == value


@pytest.mark.parametrize("zeros", ["", "0" * 9000])
def test_a_middle_in_a_very_long_text_is_decided_too(zeros):
    assert FLOAT32.parse(f"0x{zeros}1.000001{zeros}p{zeros}0") == 1.0
    assert FLOAT32.parse(f"0x{zeros}1.000001{zeros}1p-{zeros}0") == 1.0 + 2.0**-23
    assert FLOAT32.parse(f"{zeros}1.000000059604644775390625{zeros}e{zeros}0") == 1.0
    assert FLOAT32.parse(f"{zeros}1.000000059604644775390625{zeros}1e-{zeros}0") == 1.0 + 2.0**-23


def test_signs_of_zero_and_nan():
    assert math.copysign(1, FLOAT32.parse("-0.0")) == -1
    assert math.copysign(1, FLOAT64.parse("-1e-400")) == -1
    assert all(math.isnan(FLOAT32.parse(text)) for text in ("NaN", "+NaN", "-NaN", " NaN "))


@given(st.integers(-(2**33), 2**33), signs, st.integers(0, 5000))
def test_whole_numbers_keep_to_32_bits(number, sign, zeros):
    text = (sign if number >= 0 else "-") + "0" * zeros + str(abs(number))
    value = -number if number >= 0 and sign == "-" else number
    assert INT32.parse(text) == (value if -(2**31) <= value < 2**31 else None)


DECIMAL_DIGITS = [c for c in map(chr, range(0x20000)) if unicodedata.category(c) == "Nd"]


@given(st.text(st.sampled_from(DECIMAL_DIGITS), min_size=1, max_size=9))
def test_digits_of_every_script_of_the_basic_plane_count(text):
    value = int("".join(str(unicodedata.decimal(c)) for c in text))
    assert INT32.parse(text) == (value if max(text) <= "\uffff" else None)


@pytest.mark.parametrize("text", ["", "+", "1.0", " 1", "1 ", "1_0", "0x1", "²", "1e3", "+-1"])
def test_what_is_no_whole_number_is_refused(text):
    assert INT32.parse(text) is None


@given(st.text(min_size=1))
def test_a_character_is_the_first_unit_of_utf16(text):
    assert CHARACTER.parse(text) == struct.unpack("<H", text.encode("utf-16-le", "surrogatepass")[:2])[0]


@pytest.mark.parametrize(
    ("text", "value"), [("true", 1), ("FALSE", 0), ("tRuE", 1), (" true", None), ("falſe", None), ("1", None)]
)
def test_booleans(text, value):
    assert BOOLEAN.parse(text) == value
