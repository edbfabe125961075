"""Plain decimal numbers, thousands at a time: a minus, digits and a point, as nearly all numbers are written.

Eight characters make one word of the machine, so a few steps of arithmetic turn eight digits into their
number, each over all cells at once. A number is taken only where that is exact: its digits make no more than
2**53, and it has so few decimals that dividing by them rounds once. Whatever else a cell holds (nothing, a
blank, an exponent, more digits, a word) is left open.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from icos_ingest.values.texts import Offsets, Texts

Words: TypeAlias = NDArray[np.uint64]
Bools: TypeAlias = NDArray[np.bool_]

LONGEST = 16
"""Characters of a number without its sign, at most: two words."""
_PIECE = 1 << 15
"""Cells at a time, so that every step finds them in a fast cache."""
_MINUS, _ZERO = b"-0"


def _every(byte: int) -> np.uint64:
    """A word of eight equal bytes."""
    return np.uint64(byte * 0x0101010101010101)


_ZEROS, _ONES, _HIGH, _BEYOND_NINE = _every(_ZERO), _every(1), _every(0x80), _every(0x80 - 10)
_POINT = np.uint64(ord(".") ^ _ZERO)
_ONE, _THREE, _FOUR, _EIGHT, _NINE, _TOP, _BYTE = (np.uint64(number) for number in (1, 3, 4, 8, 9, 56, 255))
_WORD = np.uint64(10**8)
_EXACT = np.uint64(2**53)
"""Up to here all whole numbers are exact in 64 bits."""
_INT32 = np.uint64(2**31)
_NOWHERE = np.zeros(1, dtype=np.uint64)
_TENS = 10.0 ** np.arange(LONGEST)
_STEPS = [
    tuple(np.uint64(number) for number in step)
    for step in (
        (2561, 8, 0x00FF00FF00FF00FF),
        (6553601, 16, 0x0000FFFF0000FFFF),
        (42949672960001, 32, 0xFFFFFFFF),
    )
]
"""Digits into pairs, pairs into fours, fours into eight: neighbours by one multiplication, shifted, cut."""
_ABOVE = np.uint64(0x0706050403020100)
"""Times a word in which one byte is 1, its highest byte counts the bytes above that one."""
_OWN = np.array([2**64 - 2 ** (64 - 8 * length) for length in range(9)], dtype=np.uint64)
"""By the length of a text, which bytes of the word that ends with it are its own."""
_HALFWAY, _BELOW_FLOAT32 = np.uint64(0x10000000), np.uint64(0x1FFFFFFF)


def plain_numbers(texts: Texts, dtype: Any) -> tuple[NDArray[Any], Bools]:
    """The numbers of some cells, and which of them are sure; where they are not, anything.

    Args:
        texts: of the cells.
        dtype: int32, float32 or float64; what has a point is no int32.
    """
    values, sure = np.zeros(len(texts), dtype=dtype), np.zeros(len(texts), dtype=bool)
    if len(texts.data) < LONGEST:
        return values, sure
    for at in range(0, len(texts), _PIECE):
        some = slice(at, at + _PIECE)
        number, fair = _read(texts[some], whole=values.dtype.kind == "i")
        if values.dtype == np.float32:
            # In the middle of two of these the text decides, which was rounded before.
            fair &= number.view(np.uint64) & _BELOW_FLOAT32 != _HALFWAY
        values[some], sure[some] = number, fair
    return values, sure


def _read(texts: Texts, *, whole: bool) -> tuple[NDArray[Any], Bools]:
    """The numbers of a piece as float64, or int64 where they are whole."""
    negative = texts.first_bytes() == _MINUS
    signed = bool(negative.any())
    lengths = texts.lengths - negative if signed else texts.lengths
    # Before the first words of the text there is nothing to be looked at.
    sure = (lengths > 0) & (lengths <= LONGEST) & (texts.ends >= LONGEST)
    low = _word(texts, lengths, 0)
    high = _word(texts, lengths, 8) if int(lengths.max()) > 8 else None
    point = _NOWHERE if whole else _points(low)
    above = _NOWHERE if whole or high is None else _points(high)
    sure &= _is_plain(low, point)
    low = _closed(low, point)
    if high is not None:
        sure &= _is_plain(high, above) & ((point == 0) | (above == 0))
        # The digit next to the low word moves into it, where that has lost its point.
        high = _closed(high, above) if above.any() else high
        low |= (high >> _TOP) * _there(point)
        high *= _moving(point)
    number = _number(low)
    if high is not None and high.any():
        number += _number(high) * _WORD
        sure &= number <= _EXACT
    if whole:
        sure &= number < _INT32 + negative
        read = number.view(np.int64)
    else:
        decimals = (point | above) * _ABOVE >> _TOP
        if above.any():
            decimals += _there(above) << _THREE
        sure &= lengths > _there(point | above).view(np.int64)
        read = number / _TENS.take(decimals.view(np.int64), mode="clip")
    if signed:
        np.negative(read, out=read, where=negative)
    return read, sure


def _word(texts: Texts, lengths: Offsets, behind: int) -> Words:
    """Eight bytes of each text, less the byte of a zero; before the text there are zeros.

    Args:
        texts: of the cells.
        lengths: of the texts without a minus.
        behind: how many of their last bytes are left out.
    """
    pieces: NDArray[Any] = np.ndarray((len(texts.data) - 7,), dtype="V8", buffer=texts.data, strides=(1,))
    word: Words = pieces[np.maximum(texts.ends - (8 + behind), 0)].view("<u8")
    word ^= _ZEROS
    word &= _OWN.take(lengths - behind, mode="clip")
    return word


def _points(word: Words) -> Words:
    """A 1 in each byte that is no digit but may be a point; a single word where all are alike."""
    points: Words = word >> _FOUR & _ONES
    return points[:1] if (points == points[0]).all() else points


def _there(point: Words) -> Words:
    """1 where there is a point, else 0."""
    return np.minimum(point, _ONE)


def _is_plain(word: Words, point: Words) -> Bools:
    """Where a word holds nothing but digits and one point at most."""
    left = word ^ point * _POINT
    # Of a point nothing is left, so there even a 1 is too much.
    beyond = (left + (_BEYOND_NINE + point * _NINE) | left) & _HIGH
    return np.asarray((beyond == 0) & (point & (point - _ONE) == 0))


def _closed(word: Words, point: Words) -> Words:
    """A word without its point, before which all is moved by a byte."""
    before = point - _ONE  # without a point all bytes are before it, and stay
    behind = ~((point << _EIGHT) - _ONE)
    return word & behind | (word & before) * _moving(point)


def _moving(point: Words) -> Words:
    """What moves a word by a byte where there is a point, by multiplication: to shift takes longer."""
    return _there(point) * _BYTE + _ONE


def _number(word: Words) -> Words:
    """The number that eight digits make; the word is used up."""
    for factor, shift, kept in _STEPS:
        word *= factor
        word >>= shift
        word &= kept
    return word
