"""The files that are damaged: the project's samples, and small ones that real libraries write on the fly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "sample_data"
IMAGES = (
    "avif",
    "bmp",
    "dds",
    "gif",
    "icns",
    "ico",
    "jp2",
    "jpg",
    "pcx",
    "png",
    "ppm",
    "qoi",
    "sgi",
    "tga",
    "webp",
)
"""Endings of images that Pillow writes."""
KINDS = {
    ".nc": "hdf5",
    ".h5": "hdf5",
    ".hdf": "hdf4",
    ".tif": "tiff",
    ".zip": "zip",
    ".xlsx": "xlsx",
    ".tar": "tar",
    ".gz": "gzip",
    ".bz2": "bzip2",
    ".xz": "xz",
    ".ipynb": "notebook",
    ".py": "code",
    ".r": "code",
    ".jl": "code",
} | {f".{word}": "image" for word in IMAGES}
"""What the bytes of a file are, by its ending; all others are texts."""
LARGEST = 200_000
"""Bytes of a seed; larger files of a user's folder are left out, since they make few inputs a second."""


@dataclass(frozen=True)
class Seed:
    """A file to damage.

    Attributes:
        name: of the file, which some readers go by.
        kind: what its bytes are, for mutations that know it.
        data: the bytes.
    """

    name: str
    kind: str
    data: bytes


def kind_of(name: str, data: bytes) -> str:
    """What the bytes of a file are."""
    if data[:3] == b"CDF":
        return "classic"
    return KINDS.get(Path(name).suffix.lower(), "text")


def seeds(folder: Path | None = None, words: Sequence[str] = ()) -> list[Seed]:
    """Every seed, in an order that is always the same.

    Args:
        folder: further files to damage.
        words: kinds, or parts of names, of the seeds to keep; by default all.
    """
    found = [Seed(name, kind_of(name, data), data) for name, data in _files(folder)]
    return [seed for seed in found if not words or any(word in (seed.kind, seed.name) for word in words)]


def _files(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    from tests.fuzz import made

    for path in sorted(SAMPLES.glob("*/*")):
        if path.stat().st_size:
            yield path.name, path.read_bytes()
    yield from made.files()
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file() and 0 < path.stat().st_size <= LARGEST:
            yield path.name, path.read_bytes()
