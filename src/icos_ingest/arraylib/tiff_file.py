"""The bands of a TIFF on (band, y, x), with where they lie on the Earth.

The directories are read from the bytes first, so that sizes are known to be true before GDAL opens the
file. GDAL sees this one file through its GeoTIFF driver only: no neighbouring files, no network.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.bands import alike, band_attributes, band_dtype, band_names, tags, unfit_nodata
from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.gdal import gdal, opened, refusal
from icos_ingest.arraylib.georeference import georeference, raster_notes
from icos_ingest.arraylib.ifd import bytes_at, read_chain
from icos_ingest.arraylib.tiff_claims import COPY, claims, within
from icos_ingest.arraylib.tiff_pages import Chain, Page
from icos_ingest.arraylib.tiff_sums import sum_faults
from icos_ingest.arraylib.tiff_whole import WholeParts
from icos_ingest.arraylib.windows import Window, bounded
from icos_ingest.content import Array, Content, Fact, Facts, Values
from icos_ingest.errors import CorruptFile, Truncated
from icos_ingest.model import Fault, Options, Place, Source

if TYPE_CHECKING:
    from rasterio import DatasetReader


class TiffContent(Content):
    """The first page of a TIFF.

    Args:
        source: of the bytes.
        options: what the user said.
        names: of the format without geo keys, and with them.
    """

    def __init__(self, source: Source, options: Options, names: tuple[str, str]) -> None:
        self._limits = options.limits
        self._stack = ExitStack()
        try:
            path = self._stack.enter_context(source.local_path(".tif", options.limits.spool))
            with bytes_at(path) as read:
                chain = read_chain(read)
            page = _first(chain, source.name)
            self._path, self._pages = path, chain.pages
            self._whole: WholeParts | None = None
            faults = claims(page, chain, path.stat().st_size)
            within(page, self._limits, faults, source.name)
            with gdal():
                self._dataset = self._stack.enter_context(opened(path, source.name))
                faults += unfit_nodata(page.nodata, self._dataset)
                self.facts = _facts(names[page.georeferenced], self._dataset, chain, faults)
                self._arrays = self._bands(
                    page, {"overview_factors": chain.overviews} if chain.overviews else {}
                )
        except BaseException:
            self._stack.close()
            raise

    def arrays(self) -> dict[str, Array]:
        return self._arrays

    def audit(self) -> tuple[Fault, ...]:
        """Nothing yet; from now on, pixels that are read are held against their checksums."""
        file = FlatFile(self._path)
        self._stack.callback(file.close)
        self._whole = WholeParts(self._pages[0], file)
        return ()

    def audit_rest(self) -> Iterator[Fault]:
        """What is wrong with packed pixels that GDAL does not see, or was not asked for."""
        with bytes_at(self._path) as read:
            yield from sum_faults(read, self._pages, self._path.stat().st_size, self._whole or ())

    def close(self) -> None:
        with gdal():
            self._stack.close()

    def _bands(self, page: Page, more: dict[str, Any]) -> dict[str, Array]:
        """One array where the bands are alike, else one for each; `more` stands at each of them."""
        dataset = self._dataset
        bands = [band_attributes(dataset, number, page.nodata) | more for number in dataset.indexes]
        if not bands:
            return {}
        if all(alike(band, bands[0]) for band in bands) and len(set(self._dataset.dtypes)) == 1:
            return {"/band_data": self._array("/band_data", list(self._dataset.indexes), bands[0])}
        return {
            f"/band_{number}": self._array(f"/band_{number}", [number], band)
            for number, band in zip(self._dataset.indexes, bands, strict=True)
        }

    def _array(self, path: str, numbers: list[int], attrs: dict[str, Any]) -> Array:
        dataset = self._dataset
        dtype = band_dtype(dataset.dtypes[numbers[0] - 1])
        shape = (len(numbers), dataset.height, dataset.width)
        stored_together = dataset.interleaving is not None and dataset.interleaving.name == "pixel"
        return Array(
            path=path,
            dims=("band", "y", "x"),
            shape=shape,
            dtype=dtype,
            attrs=attrs | band_names(dataset, numbers),
            read=bounded(path, shape, dtype.itemsize, self._limits.array, self._fetcher(numbers, dtype)),
            chunks=_held(
                len(numbers) if stored_together else 1,
                dataset.block_shapes[numbers[0] - 1],
                self._limits.array // dtype.itemsize,
            ),
        )

    def _fetcher(self, numbers: list[int], dtype: np.dtype[Any]) -> Any:
        def fetch(window: Window) -> Values:
            from rasterio.errors import RasterioError
            from rasterio.windows import Window as Box

            band, y, x = window
            wanted = numbers[band]
            lengths = [len(range(p.start, p.stop, p.step)) for p in window]
            if 0 in lengths:
                return np.empty(lengths, dtype)
            box = Box(x.start, y.start, x.stop - x.start, y.stop - y.start)
            try:
                with gdal():
                    values = self._dataset.read(wanted, window=box)
            except (RasterioError, ValueError, MemoryError) as error:
                if self._whole:
                    self._whole.told([number - 1 for number in wanted], (y, x))
                raise refusal(error, self._dataset, wanted, (y, x)) from error
            if self._whole and y.step == x.step == 1:
                self._whole.look([number - 1 for number in wanted], (y, x), values)
            return np.asarray(values[:, :: y.step, :: x.step].astype(dtype, copy=False))

        return fetch


def _held(bands: int, block: tuple[int, int], most: int) -> tuple[int, int, int]:
    """What is read together: a strip or tile, or as many rows of it as `most` values allow."""
    rows, columns = block
    rows = max(1, min(rows, most // max(1, bands * columns)))
    return bands, rows, max(1, min(columns, most // max(1, bands)))


def _first(chain: Chain, name: str) -> Page:
    if chain.pages:
        return chain.pages[0]
    kind = Truncated if chain.cut else CorruptFile
    raise kind(chain.fault or "the file holds no directory", hint=COPY, source=name)


def _facts(name: str, dataset: DatasetReader, chain: Chain, faults: list[Fault]) -> Facts:
    where = georeference(dataset)
    return Facts(
        name,
        header={name: Fact(value, Place(field=name)) for name, value in tags(dataset).items()},
        georeference=where,
        faults=tuple(faults),
        notes=tuple(raster_notes(dataset, chain, where)),
    )
