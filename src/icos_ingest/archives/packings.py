"""How files begin that are packed with gzip and its kin."""

from __future__ import annotations

import re

from msgspec import Struct


class Packing(Struct, frozen=True):
    """How a packed file begins, and what its name ends in."""

    signature: re.Pattern[bytes]
    suffixes: tuple[tuple[str, str], ...]


PACKINGS = {
    "gzip": Packing(re.compile(rb"\x1f\x8b"), ((".tgz", ".tar"), (".gz", ""), (".z", ""))),
    "bzip2": Packing(
        re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)"), ((".tbz2", ".tar"), (".tbz", ".tar"), (".bz2", ""))
    ),
    "xz": Packing(re.compile(rb"\xfd7zXZ\0"), ((".txz", ".tar"), (".xz", ""))),
    "zstd": Packing(re.compile(rb"\x28\xb5\x2f\xfd"), ((".tzst", ".tar"), (".zst", ""))),
}


def packing_of(head: bytes) -> str | None:
    """The word for what a file is packed with, by its first bytes."""
    return next((word for word, packing in PACKINGS.items() if packing.signature.match(head)), None)
