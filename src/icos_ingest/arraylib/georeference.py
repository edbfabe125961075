"""Where a raster lies on the Earth, as GDAL says it, and what a user should know of that."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from icos_ingest.arraylib.bands import has_odd_texts
from icos_ingest.arraylib.tiff_pages import Chain
from icos_ingest.content import Georeference

if TYPE_CHECKING:
    from rasterio import DatasetReader
    from rasterio.crs import CRS


def georeference(dataset: DatasetReader) -> Georeference:
    """The CRS, the transform and the kind of its coordinates."""
    crs = dataset.crs or None
    return Georeference(
        crs.to_wkt() if crs else None,
        None if dataset.transform.is_identity else tuple(dataset.transform.to_gdal()),
        dataset.width,
        dataset.height,
        placed=bool(dataset.gcps[0] or dataset.rpcs),
        degrees=_degrees(crs) if crs and crs.is_geographic else None,
        projected=bool(crs and crs.is_projected),
    )


def _degrees(crs: CRS) -> float:
    """Degrees of one unit of a geographic CRS, whose units are known in radians."""
    from rasterio.errors import CRSError

    try:
        return math.degrees(crs.units_factor[1])
    except CRSError:
        return 1.0


def raster_notes(dataset: DatasetReader, chain: Chain, where: Georeference) -> list[str]:
    """Sentences on what the arrays do not show."""
    notes = []
    if len(chain.images) > 1:
        notes.append(f"the file holds {len(chain.images):,} pages; only the first is read")
    if where.crs is None and where.transform is None and not where.placed:
        notes.append("there is no georeference")
    if where.rotated:
        notes.append("the grid is rotated or sheared, so x and y are no coordinates; see GeoTransform")
    if has_odd_texts(dataset):
        notes.append("its texts are no UTF-8, so names of bands, units and tags are left out")
    if dataset.gcps[0]:
        notes.append(f"the image is placed by {len(dataset.gcps[0])} ground control points")
    if dataset.rpcs:
        notes.append("the image is placed by rational polynomial coefficients")
    if factors := chain.overviews:
        notes.append(f"there are overviews, smaller by factors of {', '.join(map(str, factors))}; not read")
    if chain.masked:
        notes.append("a mask within the file says which pixels are valid; it is not applied")
    if dataset.count and dataset.colorinterp[0].name == "palette":
        notes.append("the values are numbers of colours in a palette")
    return notes
