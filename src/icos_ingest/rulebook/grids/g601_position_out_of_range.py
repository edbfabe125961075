"""The pixels of a raster lie beyond the poles or more than once around the Earth.

## What it checks
That the centres of the corner pixels of a raster in longitude and latitude lie between 90 degrees south and
north and between 360 degrees west and east. A rounding error is passed over, and so are edges that stand half
a pixel beyond a pole. What is less than a pixel off is a warning: the grid is shifted by half of one.

## Why it matters
There are no such places: the transform holds metres in place of degrees, or exchanges the two axes. The map
lies nowhere, or in the wrong country.

## How to mend
Give the raster the CRS that its coordinates are in, such as `gdal_edit.py -a_srs EPSG:3035 FILE`, or correct
its corners with `-a_ullr`.

## Example
Bad: EPSG:4326 with an upper left corner at (4321000, 3210000). Good: the same corner with EPSG:3035.

## References
OGC GeoTIFF 1.1, section 7.4; EPSG:6422, the axes of latitude and longitude.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.rasters import corner_centres
from icos_ingest.schema import thresholds


class PositionOutOfRange(FactRule):
    """Looks at the corners."""

    needs = Need.GEOREFERENCE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each of the two coordinates that is out of range."""
        del ctx
        where = content.facts.georeference
        if where is None or where.degrees is None or where.transform is None:
            return
        limits = thresholds(self.name)
        corners = [(x * where.degrees, y * where.degrees) for x, y in corner_centres(where)]
        for axis, name in enumerate(("longitude", "latitude")):
            bound = limits[name].value
            worst = max((corner[axis] for corner in corners), key=abs)
            if not abs(worst) <= bound + limits["slack"].value:
                pixel = abs(where.transform[1 if axis == 0 else 5]) * where.degrees
                yield Hit(
                    f"the raster reaches a {name} of {worst:,.6g} degrees",
                    Place(field=name),
                    f"no more than {bound:g} degrees",
                    severity=Severity.WARNING if abs(worst) < bound + pixel else None,
                )


RULE = PositionOutOfRange()
