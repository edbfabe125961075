"""Strips and tiles of a TIFF that are known to be whole: their pixels have the checksum that was written.

GDAL unfolds deflate more quickly than zlib does, but not every build of it looks at the Adler-32. This is the
sum of the bytes that were packed, and they can be made again from the pixels, where a tile sticks out of the
image as GDAL and libtiff fill it. An equal sum says that pixels are right, another says nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.tiff_pages import Page
from icos_ingest.content import Values

_SUM = 4
"""Bytes of a checksum, the last of a strip or tile."""
SHORT = 1_000
"""Packed bytes below which zlib is asked in any case: it alone minds the code between pixels and checksum."""
_LARGEST = 1 << 23
"""Bytes of a strip or tile that may be held again by each thread; of larger ones zlib sees piece by piece."""
_DIFFERENCES, _BYTES_APART = 2, 3
"""Predictors: TIFF 6.0 (1992), section 14, and Adobe's Technical Note 3 (2005)."""


class WholeParts:
    """Which strips and tiles of a page need not be unfolded: those that are whole, or told to be damaged.

    Args:
        page: that GDAL reads.
        file: that holds it.
    """

    def __init__(self, page: Page, file: FlatFile) -> None:
        self._page, self._file = page, file
        self._parts = page.parts if page.deflated else []
        self._usable = len(self._parts) == page.blocks > 0 and page.block_bytes <= _LARGEST
        self._settled = bytearray(len(self._parts))

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and index < len(self._settled) and bool(self._settled[index])

    def look(self, bands: Sequence[int], window: tuple[slice, slice], values: Values) -> None:
        """Hold what was read against its checksums; any thread may do so.

        Args:
            bands: numbers of those that were read, from 0.
            window: rows and columns.
            values: of all pixels in it, bands first.
        """
        page, (y, x) = self._page, window
        as_stored = values.dtype.kind in "iuf" and values.dtype.itemsize * 8 == page.bits
        within = y.stop <= page.height and x.stop <= page.width and max(bands, default=0) < page.samples
        if not (self._usable and as_stored and within):
            return
        pixels = np.moveaxis(values, 0, -1)
        if page.planar:
            for at, band in enumerate(bands):
                self._plane(band, window, pixels[:, :, at : at + 1])
        elif list(bands) == list(range(page.samples)):
            self._plane(0, window, pixels)

    def told(self, bands: Sequence[int], window: tuple[slice, slice]) -> None:
        """Leave a strip or tile alone that cannot be read, and is told by whoever tried."""
        planes = bands if self._page.planar else [0]
        alone = [index for plane in planes for index, *_ in self._within(plane, window)]
        if len(alone) == 1 and alone[0] < len(self._settled):
            self._settled[alone[0]] = True

    def _plane(self, plane: int, window: tuple[slice, slice], pixels: Values) -> None:
        """Each strip or tile of a plane that lies in the window as a whole."""
        page, (y, x) = self._page, window
        for index, (top, bottom), (left, right) in self._within(plane, window):
            part = pixels[top - y.start : bottom - y.start, left - x.start : right - x.start]
            written = self._written(index)
            if written is not None:
                full = _filled(part, page.block) if page.tiled else part
                self._settled[index] = written == zlib.adler32(_packed(full, page))

    def _within(
        self, plane: int, window: tuple[slice, slice]
    ) -> Iterator[tuple[int, tuple[int, int], tuple[int, int]]]:
        """Index, rows and columns of each strip or tile of which the window has all pixels."""
        page = self._page
        (down, across), (y, x) = page.block, window
        columns = -(-page.width // across)
        first = plane * (len(self._settled) // page.samples if page.planar else 0)
        for rows in _steps(y, down, page.height):
            for cols in _steps(x, across, page.width):
                yield first + rows[0] // down * columns + cols[0] // across, rows, cols

    def _written(self, index: int) -> int | None:
        """The checksum of a strip or tile as it stands in the file, None where zlib is to look at it."""
        offset, length = self._parts[index]
        if length < SHORT or offset + length > self._file.size:
            return None
        found = self._file.values(offset + length - _SUM, [_SUM], [1], np.dtype("u1"))
        return None if found is None else int.from_bytes(found.tobytes(), "big")


def _steps(window: slice, step: int, length: int) -> Iterator[tuple[int, int]]:
    """Where the strips or tiles begin and end of which a window has all pixels."""
    for start in range(-(-window.start // step) * step, window.stop, step):
        stop = min(start + step, length)
        if stop <= window.stop:
            yield start, stop


def _filled(pixels: Values, block: tuple[int, int]) -> Values:
    """A tile with zeros where it sticks out of the image."""
    if pixels.shape[:2] == block:
        return pixels
    full = np.zeros((*block, pixels.shape[2]), pixels.dtype)
    full[: pixels.shape[0], : pixels.shape[1]] = pixels
    return full


def _packed(pixels: Values, page: Page) -> memoryview:
    """The bytes that were packed for pixels on (row, column, band)."""
    kind, size = pixels.dtype.kind, pixels.dtype.itemsize
    if page.predictor == _BYTES_APART:
        rows, columns, bands = pixels.shape
        apart = np.ascontiguousarray(pixels, f">{kind}{size}").view("u1")
        apart = np.ascontiguousarray(apart.reshape(rows, columns * bands, size).swapaxes(1, 2))
        return _differences(apart.reshape(rows, columns * size, bands)).data
    if page.predictor == _DIFFERENCES:
        steps = _differences(np.ascontiguousarray(pixels).view(f"u{size}"))
        return steps.astype(f"{page.order}u{size}", copy=False).data
    return np.ascontiguousarray(pixels, f"{page.order}{kind}{size}").data


def _differences(numbers: Values) -> Values:
    """Each less the one to its left."""
    found = numbers.copy()
    found[:, 1:] -= numbers[:, :-1]
    return found
