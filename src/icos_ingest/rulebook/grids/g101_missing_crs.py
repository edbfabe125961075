"""A raster does not say where on the Earth it lies.

## What it checks
That a raster has a coordinate reference system (CRS). A TIFF without any georeference may be a picture:
there it is only noted.

## Why it matters
Pixels have a size and an origin, but nobody knows in which projection: the map cannot be laid over another.

## How to mend
Add the CRS that the data were made in, such as `gdal_edit.py -a_srs EPSG:3035 FILE`.

## Example
Bad: a GeoTIFF with a transform and no CRS. Good: the same with EPSG:4326.

## References
OGC GeoTIFF 1.1, section 7.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need


class MissingCrs(FactRule):
    """Looks for a CRS."""

    severity = Severity.WARNING
    needs = Need.GEOREFERENCE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A warning for a map without CRS, a note for what may be a picture."""
        del ctx
        georeference = content.facts.georeference
        if georeference is None or georeference.crs:
            return
        expected = "a coordinate reference system, such as EPSG:4326"
        if georeference.transform is not None:
            yield Hit("the raster has no coordinate reference system", Place(field="CRS"), expected)
        else:
            message = "the raster has no georeference: it is taken for a picture"
            yield Hit(message, Place(field="CRS"), expected, severity=Severity.INFO)


RULE = MissingCrs()
