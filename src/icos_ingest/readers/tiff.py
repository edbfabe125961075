"""TIFF and GeoTIFF: bands on (band, y, x), with where they lie on the Earth.

The directories are read from the bytes first, so that sizes are known to be true before GDAL opens the
file. GDAL sees this one file through its GeoTIFF driver only: no neighbouring files, no network.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.bands import alike, band_attributes, band_dtype, band_names
from icos_ingest.arraylib.ifd import Chain, Page, claims, is_tiff, read_chain
from icos_ingest.arraylib.windows import GDAL_LOCK, Window, bounded
from icos_ingest.content import Array, Content, Fact, Facts, Georeference, Reader, Values
from icos_ingest.errors import CorruptFile, LimitExceeded, Truncated, UnsupportedVariant
from icos_ingest.model import Certainty, Fault, Limits, Match, Options, Place, Source

if TYPE_CHECKING:
    from rasterio import DatasetReader

    from icos_ingest.schema import Spec

PLAIN, GEO = "tiff", "geotiff"
_SCAN = 4 << 20
_ENVIRONMENT = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_GEOREF_SOURCES": "INTERNAL",
    "GDAL_PAM_ENABLED": "NO",
    "GTIFF_IGNORE_READ_ERRORS": "NO",
}
_BLOCK = re.compile(r"X offset (\d+), Y offset (\d+)")
"""In GDAL's words, which strip or tile it could not read: its number from the left and from the top."""
_CODEC = re.compile(r"missing codec (?:of code )?(\w+)")
_COPY = "the file was damaged or cut off; copy it again from where it was written"


def sniff(source: Source) -> Match | str:
    """The signature of TIFF, and whether the first directory holds geo keys."""
    head = source.peek(16)
    if not is_tiff(head):
        return "the first bytes are not the signature of TIFF"
    with _bytes_of(source) as read:
        pages = read_chain(read, pages=1).pages
    if pages and pages[0].georeferenced:
        return Match(GEO, Certainty.SIGNATURE, "the signature of TIFF, and geo keys in the first directory")
    return Match(PLAIN, Certainty.SIGNATURE, "the signature of TIFF, and no geo keys in the first directory")


@contextmanager
def _bytes_of(source: Source) -> Iterator[Any]:
    """Bytes anywhere in a file, or in the first megabytes of anything else."""
    if source.path is None:

        def peek(offset: int, size: int) -> bytes:
            return source.peek(min(offset + size, _SCAN))[offset : offset + size]

        yield peek
        return
    with _bytes_at(source.path) as read:
        yield read


@contextmanager
def _bytes_at(path: Path) -> Iterator[Any]:
    with path.open("rb") as stream:
        end = path.stat().st_size

        def read(offset: int, size: int) -> bytes:
            if offset >= end:
                return b""
            stream.seek(offset)
            return stream.read(min(size, end - offset))

        yield read


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open a TIFF.

    Raises:
        CorruptFile: there is no directory that can be read, or GDAL refuses it.
        UnsupportedVariant: its compression is one that GDAL was built without.
        Truncated: it ends before its first directory.
        LimitExceeded: it claims more pixels or bands than the limits allow.
    """
    del spec
    return TiffContent(source, options)


class TiffContent(Content):
    """The first page of a TIFF."""

    def __init__(self, source: Source, options: Options) -> None:
        self._limits = options.limits
        self._stack = ExitStack()
        try:
            path = self._stack.enter_context(source.local_path(".tif", options.limits.spool))
            with _bytes_at(path) as read:
                chain = read_chain(read)
            page = _first(chain, source.name)
            faults = claims(page, chain, path.stat().st_size)
            _within(page, self._limits, faults, source.name)
            with _gdal():
                self._dataset = self._stack.enter_context(_open(path, source.name))
                self.facts = _facts(self._dataset, page, chain, faults)
                self._arrays = self._bands()
        except BaseException:
            self._stack.close()
            raise

    def arrays(self) -> dict[str, Array]:
        return self._arrays

    def close(self) -> None:
        with _gdal():
            self._stack.close()

    def _bands(self) -> dict[str, Array]:
        """One array where the bands are alike, else one for each."""
        bands = [band_attributes(self._dataset, number) for number in self._dataset.indexes]
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
        together = (
            len(numbers) if dataset.interleaving is not None and dataset.interleaving.name == "pixel" else 1
        )
        return Array(
            path=path,
            dims=("band", "y", "x"),
            shape=shape,
            dtype=dtype,
            attrs=attrs | band_names(dataset, numbers),
            read=bounded(path, shape, dtype.itemsize, self._limits.array, self._fetcher(numbers, dtype)),
            chunks=(together, *dataset.block_shapes[numbers[0] - 1]),
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
                with _gdal():
                    values = self._dataset.read(wanted, window=box)
            except (RasterioError, ValueError, MemoryError) as error:
                raise self._refusal(error, numbers[0]) from error
            return np.asarray(values[:, :: y.step, :: x.step].astype(dtype, copy=False))

        return fetch

    def _refusal(self, error: BaseException, number: int) -> CorruptFile:
        """Why the strips or tiles of a band cannot be read, and which is the first."""
        said = _said(error)
        where = "the values"
        if block := _BLOCK.search(said):
            height, width = self._dataset.block_shapes[number - 1]
            top, left = int(block[2]) * height, int(block[1]) * width
            bottom, right = min(top + height, self._dataset.height), min(left + width, self._dataset.width)
            where = f"rows {top} to {bottom - 1}, columns {left} to {right - 1}"
        kind = Truncated if "got 0 bytes" in said or "Read error" in said else CorruptFile
        return kind(f"{where} cannot be read ({said})", hint=_COPY)


@contextmanager
def _gdal() -> Iterator[None]:
    """GDAL with nothing but this file, in one thread."""
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    with GDAL_LOCK, warnings.catch_warnings(), rasterio.Env(**_ENVIRONMENT):
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        yield


def _first(chain: Chain, name: str) -> Page:
    if chain.pages:
        return chain.pages[0]
    raise Truncated(chain.fault or "the file holds no directory", hint=_COPY, source=name)


def _within(page: Page, limits: Limits, faults: list[Fault], name: str) -> None:
    """Refuse a page of more pixels or bands than the limits allow; a lie about them is damage."""
    size = f"{page.width:,} by {page.height:,} pixels in {page.samples:,} bands"
    if page.width * page.height <= limits.pixels and page.samples <= limits.variables:
        return
    if any(fault.kind == "truncated" for fault in faults):
        raise CorruptFile(f"the file claims {size}, more than it can hold", hint=_COPY, source=name)
    raise LimitExceeded(
        f"the file claims {size}; the limits are {limits.pixels:,} pixels and {limits.variables:,} bands",
        source=name,
    )


@contextmanager
def _open(path: Path, name: str) -> Iterator[DatasetReader]:
    import rasterio
    from rasterio.errors import RasterioError

    try:
        dataset = rasterio.open(path.resolve(), driver="GTiff")
    except (RasterioError, ValueError, MemoryError) as error:
        said = _said(error)
        if codec := _CODEC.search(said):
            raise UnsupportedVariant(
                f"the pixels are compressed in a way that GDAL was built without ({codec[1]})",
                hint="write the file with another compression, such as DEFLATE or LZW",
                source=name,
            ) from error
        raise CorruptFile(f"GDAL cannot open the file ({said})", hint=_COPY, source=name) from error
    with dataset:
        yield dataset


def _said(error: BaseException) -> str:
    """GDAL's own words, which rasterio keeps in the cause."""
    cause = error.__cause__ or error
    return str(cause).rsplit("/", 1)[-1][:300]


def _facts(dataset: DatasetReader, page: Page, chain: Chain, faults: list[Fault]) -> Facts:
    crs = dataset.crs.to_wkt() if dataset.crs else None
    transform = None if dataset.transform.is_identity else tuple(dataset.transform.to_gdal())
    placed = bool(dataset.gcps[0] or dataset.rpcs)
    notes = []
    if len(chain.images) > 1:
        notes.append(f"the file holds {len(chain.images):,} pages; only the first is read")
    if crs is None and transform is None and not placed:
        notes.append("there is no georeference")
    if dataset.gcps[0]:
        notes.append(f"the image is placed by {len(dataset.gcps[0])} ground control points")
    if dataset.rpcs:
        notes.append("the image is placed by rational polynomial coefficients")
    if dataset.count and dataset.colorinterp[0].name == "palette":
        notes.append("the values are numbers of colours in a palette")
    return Facts(
        GEO if page.georeferenced else PLAIN,
        header={name: Fact(value, Place(field=name)) for name, value in dataset.tags().items()},
        georeference=Georeference(crs, transform, dataset.width, dataset.height, placed),
        faults=tuple(faults),
        notes=tuple(notes),
    )


READER = Reader("tiff", "TIFF and GeoTIFF", (PLAIN, GEO), sniff, read, native=True)
