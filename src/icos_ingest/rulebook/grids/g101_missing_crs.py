"""A raster does not say where on the Earth it lies.

## What it checks
That a raster has a coordinate reference system (CRS). A TIFF without any georeference may be a picture:
there it is only noted, and left alone where its bands are colours, or shades in one byte, as a picture's are.

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

_NO_COLOURS = frozenset({"gray", "undefined", "None"})
"""In GDAL's words: shades, and what nobody says to be a colour."""


class MissingCrs(FactRule):
    """Looks for a CRS."""

    severity = Severity.WARNING
    needs = Need.GEOREFERENCE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A warning for a map without CRS, a note for what may be a picture."""
        del ctx
        georeference = content.facts.georeference
        if georeference is None or georeference.crs or georeference.placed:
            return
        expected = "a coordinate reference system, such as EPSG:4326"
        if georeference.transform is not None:
            yield Hit("the raster has no coordinate reference system", Place(field="CRS"), expected)
        elif not _is_picture(content):
            message = "the raster has no georeference: it is taken for a picture"
            yield Hit(message, Place(field="CRS"), expected, severity=Severity.INFO)


def _is_picture(content: Content) -> bool:
    """Whether there are bands, and all of them are colours or shades in one byte."""
    arrays = content.arrays().values()
    colours = {str(colour) for array in arrays for colour in _listed(array.attrs.get("color_interpretation"))}
    bytewise = all(array.dtype == "u1" for array in arrays)
    return bool(colours) and (bytewise or not colours & _NO_COLOURS)


def _listed(colours: object) -> list[object]:
    return colours if isinstance(colours, list) else [colours]


RULE = MissingCrs()
