"""Mutations of any bytes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]
BOUNDARIES = (
    0,
    1,
    2,
    3,
    7,
    8,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    2**31 - 1,
    2**31,
    2**32 - 2,
    2**32 - 1,
)
HUGE = (2**40, 2**62, 2**63 - 1, 2**63, 2**64 - 16, 2**64 - 1)
HEADER = 600
"""Bytes in which most formats say what is where."""
MOST = 400_000
"""Bytes that an input may grow to."""


def flipped(data: bytes, rng: Random) -> bytes:
    """Some bits turned."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        found[place(data, rng)] ^= 1 << rng.randrange(8)
    return bytes(found)


def overwritten(data: bytes, rng: Random) -> bytes:
    """Some bytes set to whatever, or to what means much."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        found[place(data, rng)] = rng.choice((0, 255, 127, 128, 32, 10, rng.randrange(256)))
    return bytes(found)


def resized(data: bytes, rng: Random) -> bytes:
    """An integer of the header made a boundary value, or a little more or less, in either byte order."""
    width, order = rng.choice((2, 4, 4, 8)), rng.choice(("little", "big"))
    at = place(data, rng) // rng.choice((1, 2, 4)) * rng.choice((1, 2, 4)) % max(1, len(data) - width)
    old = int.from_bytes(data[at : at + width], order)  # type: ignore[arg-type]
    new = rng.choice((*BOUNDARIES, *HUGE, old + 1, old - 1, old * 2, old // 2, len(data), len(data) - at))
    return data[:at] + (new % 256**width).to_bytes(width, order) + data[at + width :]  # type: ignore[arg-type]


def cut(data: bytes, rng: Random) -> bytes:
    """The end lost."""
    return data[
        : rng.randrange(len(data)) if rng.random() < 0.5 else max(1, len(data) - rng.randrange(1, 40))
    ]


def dropped(data: bytes, rng: Random) -> bytes:
    """A slice lost."""
    start, stop = piece(data, rng)
    return data[:start] + data[stop:]


def doubled(data: bytes, rng: Random) -> bytes:
    """A slice there several times."""
    start, stop = piece(data, rng)
    return data[:stop] + data[start:stop] * rng.choice((1, 2, 30)) + data[stop:]


def moved(data: bytes, rng: Random) -> bytes:
    """A slice put over another place."""
    start, stop = piece(data, rng)
    at = place(data, rng)
    return data[:at] + data[start:stop] + data[at + stop - start :]


def blanked(data: bytes, rng: Random) -> bytes:
    """A slice of zeros, as a disk leaves it."""
    start, stop = piece(data, rng)
    return data[:start] + rng.choice((b"\0", b"\xff", b" ")) * (stop - start) + data[stop:]


def inserted(data: bytes, rng: Random) -> bytes:
    """Noise in between."""
    at = place(data, rng)
    return data[:at] + rng.randbytes(rng.choice((1, 3, 4, 100))) + data[at:]


def spliced(data: bytes, other: bytes, rng: Random) -> bytes:
    """The beginning of one file and the end of another."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + other[at if rng.random() < 0.5 else rng.randrange(len(other) + 1) :]


def place(data: bytes, rng: Random) -> int:
    """A byte of the file, often of its header."""
    return rng.randrange(min(len(data), HEADER) if rng.random() < 0.4 else len(data))


def piece(data: bytes, rng: Random) -> tuple[int, int]:
    """A slice of the file, mostly a short one."""
    start = place(data, rng)
    return start, min(len(data), start + rng.choice((1, 2, 4, 8, 16, 64, 512, len(data) // 3 + 1)))


MUTATIONS: tuple[Mutation, ...] = (
    *(flipped, flipped, overwritten, overwritten, resized, resized, resized),
    *(cut, dropped, doubled, moved, blanked, inserted),
)
