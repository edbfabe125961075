"""A second opinion on JPEG 2000: GDAL decodes bands whose colours Pillow has no picture for."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

from icos_ingest.arraylib.windows import GDAL_LOCK

_ROWS = 256
_ALONE = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_PAM_ENABLED": "NO"}


def decodes(path: Path) -> bool:
    """Whether GDAL reads every band to its last row; False also where its build has no JPEG 2000."""
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning, RasterioError
    from rasterio.windows import Window

    log = logging.getLogger("rasterio")
    with GDAL_LOCK, warnings.catch_warnings(), rasterio.Env(**_ALONE):
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        before, log.disabled = log.disabled, True
        try:
            with rasterio.open(path.resolve(), driver="JP2OpenJPEG") as dataset:
                for row in range(0, dataset.height, _ROWS):
                    dataset.read(window=Window(0, row, dataset.width, min(_ROWS, dataset.height - row)))
        except (RasterioError, ValueError, MemoryError):
            return False
        finally:
            log.disabled = before
    return True
