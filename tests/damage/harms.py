"""What happens to files: the end is lost, a bit turns, a block is never written or comes in another's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

BLOCK = 512
Harm = Callable[[bytes, Random], Iterator[bytes]]


def _cut(part: float) -> Harm:
    def cut(data: bytes, rng: Random) -> Iterator[bytes]:
        del rng
        yield data[: min(len(data) - 1, int(len(data) * part))]

    return cut


def _flipped(data: bytes, rng: Random) -> Iterator[bytes]:
    for _ in range(6):
        found = bytearray(data)
        found[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        yield bytes(found)


def _zeroed(data: bytes, rng: Random) -> Iterator[bytes]:
    for _ in range(4 if len(data) > 2 * BLOCK else 0):
        at = rng.randrange(len(data) - BLOCK)
        yield data[:at] + bytes(BLOCK) + data[at + BLOCK :]


def _swapped(data: bytes, rng: Random) -> Iterator[bytes]:
    for _ in range(3 if len(data) > 4 * BLOCK else 0):
        a, b = sorted(BLOCK * number for number in rng.sample(range(len(data) // BLOCK), 2))
        one, other = data[a : a + BLOCK], data[b : b + BLOCK]
        yield data[:a] + other + data[a + BLOCK : b] + one + data[b + BLOCK :]


def _headless(data: bytes, rng: Random) -> Iterator[bytes]:
    del rng
    yield from (data[length:] for length in (1, 64, BLOCK) if length < len(data))


def _text_mode(data: bytes, rng: Random) -> Iterator[bytes]:
    del rng
    yield data.replace(b"\n", b"\r\n")
    yield data.decode("latin-1").encode()


def _followed(data: bytes, rng: Random) -> Iterator[bytes]:
    yield data + rng.randbytes(100)


HARMS: dict[str, Harm] = {
    "cut at 10 %": _cut(0.1),
    "cut at 50 %": _cut(0.5),
    "cut at 90 %": _cut(0.9),
    "cut at 99.9 %": _cut(0.999),
    "last byte lost": _cut(1),
    "bit turned": _flipped,
    "block of zeros": _zeroed,
    "blocks swapped": _swapped,
    "head lost": _headless,
    "sent as text": _text_mode,
    "junk behind": _followed,
}
