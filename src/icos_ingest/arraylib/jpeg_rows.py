"""What libjpeg says while it decodes: Pillow passes over its warnings, GDAL can be made to stop."""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from icos_ingest.arraylib.windows import GDAL_LOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRICT = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_ERROR_ON_LIBJPEG_WARNING": "YES",
    "GDAL_ALLOW_LARGE_LIBJPEG_MEM_ALLOC": "YES",
}
_SAID = re.compile(r"(?:Y offset (\d+): )?libjpeg: (.*)")
"""The row, from 0, and what libjpeg says, in GDAL's words."""
_ROWS = 64
_LOST = re.compile(r"premature end|bad huffman|instead of RST|before marker 0xd[0-7]", re.IGNORECASE)
"""Words of libjpeg after which the pixels are made up."""


class Stop(Struct, frozen=True):
    """Where libjpeg would have stopped: the row from 0, what it says, whether pixels are lost."""

    row: int
    said: str
    lost: bool


def first_stop(data: bytes) -> Stop | None:
    """Where libjpeg first finds something wrong; None where it does not, or cannot be asked.

    A progressive JPEG is decoded whole before its first row is given, so its row is always 0.

    Args:
        data: the JPEG, without EXIF, of which GDAL would have much to say.
    """
    import rasterio
    from rasterio.errors import RasterioError
    from rasterio.io import MemoryFile
    from rasterio.windows import Window

    with GDAL_LOCK, _quietly(), rasterio.Env(**_STRICT):
        try:
            with MemoryFile(data) as file, file.open(driver="JPEG") as dataset:
                for row in range(0, dataset.height, _ROWS):
                    rows = min(_ROWS, dataset.height - row)
                    dataset.read(1, window=Window(0, row, dataset.width, rows))
        except (RasterioError, ValueError, MemoryError) as error:
            match = _SAID.search(str(error.__cause__ or error))
            return Stop(int(match[1] or 0), match[2], bool(_LOST.search(match[2]))) if match else None
    return None


@contextmanager
def _quietly() -> Iterator[None]:
    """Without what GDAL says of a missing georeference."""
    log = logging.getLogger("rasterio._env")
    before = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = before
