"""The parts of a FITS file, header and data by turns (FITS standard 4.0, chapters 3, 4 and appendix J)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from msgspec import Struct

from icos_ingest.arraylib.layout import Layout, trailing
from icos_ingest.model import Fault, Place

_BLOCK, _CARD = 2880, 80
_ODD = re.compile(rb"\0")
_VALUE = re.compile(rb"= *('(?:[^']|'')*'|[^ /]+)")
_DEPTHS = frozenset({8, 16, 32, 64, -32, -64})
_PARTS, _CARDS = 10_000, 1_000_000
"""How many parts, and cards of one header, are followed."""
_WINDOW = _BLOCK * 1024
_MINUS_ZERO = 0xFFFFFFFF


class _OddHeader(Exception):
    """A header breaks the standard."""


class _Part(Struct, frozen=True):
    """Header and data: where they begin, where the data end, and where the blocks that hold them do."""

    at: int
    data: int
    end: int
    cards: dict[bytes, bytes]

    @property
    def filled(self) -> int:
        """The end of the last block."""
        return -(-self.end // _BLOCK) * _BLOCK


def read_fits(stream: BinaryIO) -> Layout:
    """Follow the parts to the end, and hold them against the checksums that they state."""
    end, at = stream.seek(0, 2), 0
    for _ in range(_PARTS):
        try:
            part = _part(stream, at)
        except _OddHeader as odd:
            return _broken("image-damaged", at, "a header of FITS", str(odd))
        if part is None:
            return _broken("image-truncated", end, "the card END", "the file ends within a header")
        if part.end > end:
            detail = f"the data of the part at byte {at:,} go on to byte {part.end:,} of {end:,}"
            return _broken("image-truncated", end, "the data that the header announces", detail)
        if faults := tuple(_sums(stream, part)):
            return Layout(faults)
        at = part.filled
        stream.seek(at)
        if stream.read(8) != b"XTENSION":
            return Layout(after=trailing(at, end))
    return Layout()


def _broken(kind: str, at: int, expected: str, detail: str) -> Layout:
    return Layout((Fault(kind, Place(offset=at), expected, detail),))


def _part(stream: BinaryIO, at: int) -> _Part | None:
    """The part that begins at a byte; None where its header does not end."""
    cards: dict[bytes, bytes] = {}
    stream.seek(at)
    for number in range(_CARDS):
        card = stream.read(_CARD)
        if len(card) < _CARD:
            return None
        if odd := _ODD.search(card):
            where = at + number * _CARD + odd.start()
            raise _OddHeader(f"byte {where:,} is {odd[0][0]:#04x}, and a header is text")
        name = card[:8].rstrip()
        if name == b"END":
            break
        if found := _VALUE.match(card, 8):
            cards.setdefault(name, found[1])
    data = -(-stream.tell() // _BLOCK) * _BLOCK
    return _Part(at, data, data + _length(cards), cards)


def _length(cards: dict[bytes, bytes]) -> int:
    """Bytes of data after a header (sections 4.4.1 and 6.2)."""
    depth = _number(cards, b"BITPIX")
    if depth not in _DEPTHS:
        raise _OddHeader(f"BITPIX is {depth}")
    axes = [_number(cards, b"NAXIS%d" % (n + 1)) for n in range(_number(cards, b"NAXIS"))]
    if not axes:
        return 0
    if cards.get(b"GROUPS") == b"T" and axes[0] == 0:
        axes = axes[1:]
    count = 1
    for axis in axes:
        count *= axis
    groups, extra = _number(cards, b"GCOUNT", 1), _number(cards, b"PCOUNT", 0)
    if min(*axes, groups, extra, 0) < 0:
        raise _OddHeader("a length is negative")
    return abs(depth) // 8 * groups * (extra + count)


def _number(cards: dict[bytes, bytes], name: bytes, otherwise: int | None = None) -> int:
    text = cards.get(name)
    if text is None and otherwise is not None:
        return otherwise
    try:
        return int(text or b"")
    except ValueError:
        said = "is missing" if text is None else f"is {text.decode('latin-1')[:30]}"
        raise _OddHeader(f"{name.decode()} {said}") from None


def _sums(stream: BinaryIO, part: _Part) -> Iterator[Fault]:
    """The sums of the data and of the whole part, where they are stated."""
    stated = part.cards.get(b"DATASUM", b"").strip(b"' ")
    if stated.isdigit() and int(stated) % _MINUS_ZERO != _sum(stream, part.data, part.filled):
        place = Place(offset=part.data, field="DATASUM")
        yield Fault("image-damaged", place, detail="the data do not have the sum that DATASUM states")
    elif part.cards.get(b"CHECKSUM", b"").strip(b"' ") and _sum(stream, part.at, part.filled):
        place = Place(offset=part.at, field="CHECKSUM")
        yield Fault("image-damaged", place, detail="header and data do not have the sum that CHECKSUM states")


def _sum(stream: BinaryIO, start: int, end: int) -> int:
    """The sum of words of 32 bits in ones' complement, in which all bits set are nothing (appendix J)."""
    total = 0
    stream.seek(start)
    for at in range(start, end, _WINDOW):
        piece = stream.read(min(_WINDOW, end - at))
        total += int(np.frombuffer(piece.ljust(-(-len(piece) // 4) * 4, b"\0"), ">u4").sum(dtype="u8"))
    return total % _MINUS_ZERO
