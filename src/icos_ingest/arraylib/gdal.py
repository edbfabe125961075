"""GDAL with one file and nothing else: no neighbouring files, no other driver, no network.

What it would follow elsewhere (`/vsicurl/`, a VRT, and `.ovr`, `.msk`, `.aux.xml` or a world file beside it)
is not looked at: it gets an absolute path, the GeoTIFF driver alone, and an empty listing of the folder.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from icos_ingest.arraylib.tiff_claims import COPY
from icos_ingest.arraylib.windows import GDAL_LOCK, Window
from icos_ingest.errors import CorruptFile, ReadError, Truncated, UnsupportedVariant

if TYPE_CHECKING:
    from rasterio import DatasetReader

_ENVIRONMENT = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_GEOREF_SOURCES": "INTERNAL",
    "GDAL_PAM_ENABLED": "NO",
    "GTIFF_IGNORE_READ_ERRORS": "NO",
    "PROJ_NETWORK": "OFF",
    "GDAL_CACHEMAX": 64_000_000,
}
"""What is read once need not be kept: the cache holds the blocks that a window cuts, in bytes."""
_BLOCK = re.compile(r"X offset (\d+), Y offset (\d+)")
"""In GDAL's words, which strip or tile it could not read: its number from the left and from the top."""
_BAND = re.compile(r"band (\d+): IReadBlock")
_CODEC = re.compile(r"missing codec (?:of code )?(\w+)")
_DEPTH = re.compile(r"Unsupported JPEG data precision (12|16)\b")
"""In libtiff's words, bits per sample that JPEG allows and most builds of libjpeg do not read."""
_SHORT = ("got 0 bytes", "Read error")


@contextmanager
def gdal() -> Iterator[None]:
    """GDAL with nothing but this file, one caller at a time.

    Raises:
        CorruptFile: GDAL stumbles over a directory that it looks at late.
    """
    import rasterio
    from rasterio._err import CPLE_BaseError
    from rasterio.errors import NotGeoreferencedWarning

    with GDAL_LOCK, warnings.catch_warnings(), rasterio.Env(**_ENVIRONMENT):
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            yield
        except CPLE_BaseError as error:  # rasterio passes some of GDAL's errors on as they are
            raise CorruptFile(f"GDAL cannot read the file ({_said(error)[0]})", hint=COPY) from error


@contextmanager
def opened(path: Path, name: str) -> Iterator[DatasetReader]:
    """A TIFF as GDAL sees it.

    Raises:
        UnsupportedVariant: its compression is one that GDAL was built without.
        CorruptFile: GDAL refuses it.
    """
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning, RasterioError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            dataset = rasterio.open(path.resolve(), driver="GTiff")
    except (RasterioError, ValueError, MemoryError) as error:
        said = _said(error)[0]
        if codec := _CODEC.search(said):
            raise UnsupportedVariant(
                f"the pixels are compressed in a way that GDAL was built without ({codec[1]})",
                hint="write the file with another compression, such as DEFLATE or LZW",
                source=name,
            ) from error
        raise CorruptFile(f"GDAL cannot open the file ({said})", hint=COPY, source=name) from error
    with dataset:
        yield dataset


def refusal(error: BaseException, dataset: DatasetReader, numbers: list[int], window: Window) -> ReadError:
    """Why a window cannot be read, and the first strip or tile that is to blame.

    Args:
        error: what reading it raised.
        dataset: that was read.
        numbers: of the bands, from 1.
        window: rows and columns.
    """
    said = _said(error)
    whole = " ".join(said)
    rows, columns = window
    top, bottom, left, right = rows.start, rows.stop, columns.start, columns.stop
    if block := _BLOCK.search(whole):
        height, width = dataset.block_shapes[numbers[0] - 1]
        top, left = int(block[2]) * height, int(block[1]) * width
        bottom, right = min(top + height, dataset.height), min(left + width, dataset.width)
    found = _BAND.search(whole)
    bands = found[1] if found else ", ".join(map(str, numbers[:5]))
    # Of bands that are stored together, GDAL names the first.
    where = f"band {bands}, rows {top} to {bottom - 1}, columns {left} to {right - 1}"
    if depth := _DEPTH.search(whole):
        return UnsupportedVariant(
            f"{where} are compressed as JPEG of {depth[1]} bits, which hardly any program decodes",
            hint="write the file with another compression, such as DEFLATE or LZW",
        )
    kind = Truncated if any(word in whole for word in _SHORT) else CorruptFile
    return kind(f"{where} cannot be read ({said[-1]})", hint=COPY)


def _said(error: BaseException) -> list[str]:
    """GDAL's own words, which rasterio keeps in the causes; the last is what the decoder met."""
    said: list[str] = []
    cause: BaseException | None = error.__cause__ or error
    while cause is not None and len(said) < 5:
        said.append(str(cause).rsplit("/", 1)[-1][:300])
        cause = cause.__cause__
    return said
