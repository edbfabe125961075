"""Mutations of texts: of their lines, cells, numbers, stamps and encoding."""

from __future__ import annotations

import re
from random import Random

from tests.fuzz.raw import MUTATIONS as RAW
from tests.fuzz.raw import Mutation

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
NUMBERS = (
    *(b"1e308", b"1e999999", b"-1e999999", b"NaN", b"-inf", b"-", b".", b"0", b"-0.0", b"9" * 400, b"1_000"),
    *(b"0x1F", b"1,5", b"2147483648", b"18446744073709551616", b"-9223372036854775809", b"1e-400", b""),
    *("٣".encode(), "½".encode(), b"00000000", b"99", b"60", b"24", b"13", b"31", b"9999", b"10000", b"-1"),
)
CELLS = (
    *(b"", b" ", b"#REF!", b"\xff\xfe", b'"', b'"open', b"#", b"*/", b"\0", b"\r", b"=1+1", b"\x1b[31m"),
    *("\u202e".encode(), "µ".encode(), b"\xef\xbb\xbf", b"x" * 9000, b"<script>", b"T24:00:00Z"),
    *(b"2024-02-30T25:61:61Z", b"0000-00-00", b"9999-12-31T23:59:59.999999999Z", b"-9999"),
)
SEPARATORS = (b",", b";", b"\t", b" ", b":", b"=")
CODECS = ("utf-16", "utf-16-be", "utf-8-sig", "latin-1", "utf-7", "cp037", "utf-32")


def number(data: bytes, rng: Random) -> bytes:
    """A number that nobody expects there."""
    found = list(NUMBER.finditer(data))
    if not found:
        return data
    match = rng.choice(found[:20] if rng.random() < 0.3 else found)
    return data[: match.start()] + rng.choice(NUMBERS) + data[match.end() :]


def cell(data: bytes, rng: Random) -> bytes:
    """A text that nobody expects there."""
    lines = data.split(b"\n")
    row, separator = rng.randrange(len(lines)), rng.choice(SEPARATORS)
    cells = lines[row].split(separator)
    cells[rng.randrange(len(cells))] = rng.choice(CELLS)
    lines[row] = separator.join(cells)
    return b"\n".join(lines)


def line(data: bytes, rng: Random) -> bytes:
    """A line lost, twice, elsewhere, or very long."""
    lines = data.split(b"\n")
    row, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    how = rng.randrange(5)
    if how == 0:
        del lines[row]
    elif how == 1:
        lines.insert(other, lines[row])
    elif how == 2:
        lines[row], lines[other] = lines[other], lines[row]
    elif how == 3:
        lines[row : row + 1] = [lines[row]] * rng.choice((2, 10, 300))
    else:
        lines[row] *= rng.choice((2, 50, 1 + 20_000 // (len(lines[row]) + 1)))
    return b"\n".join(lines)


def column(data: bytes, rng: Random) -> bytes:
    """A cell more or less in every line."""
    separator, at, drop = rng.choice(SEPARATORS), rng.randrange(6), rng.random() < 0.5
    lines = []
    for text in data.split(b"\n"):
        cells = text.split(separator)
        if len(cells) > at and drop:
            del cells[at]
        elif len(cells) > at:
            cells.insert(at, cells[at])
        lines.append(separator.join(cells))
    return b"\n".join(lines)


def separated(data: bytes, rng: Random) -> bytes:
    """Another separator throughout, or another line end."""
    if rng.random() < 0.4:
        return data.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", b"\x0b", b"\xc2\x85\n")))
    return data.replace(rng.choice(SEPARATORS), rng.choice(SEPARATORS))


def encoded(data: bytes, rng: Random) -> bytes:
    """The same characters in another encoding."""
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(CODECS), "replace")


def few(data: bytes, rng: Random) -> bytes:
    """The first lines alone."""
    lines = data.split(b"\n")
    return b"\n".join(lines[: rng.randrange(1, len(lines) + 1)])


MUTATIONS: tuple[Mutation, ...] = (
    number,
    number,
    number,
    cell,
    cell,
    cell,
    line,
    line,
    column,
    separated,
    encoded,
    few,
)
MIXED: tuple[Mutation, ...] = (*MUTATIONS, *MUTATIONS, *RAW)
