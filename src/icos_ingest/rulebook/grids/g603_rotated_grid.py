"""The grid of a raster is rotated or sheared.

## What it checks
That rows and columns of pixels run along the axes of the coordinates. An image placed by ground control
points has no grid yet and is left alone.

## Why it matters
Such a grid has no x for its columns and no y for its rows. Programs that take them from the transform's
corner and steps place every pixel wrongly, the further the farther from the corner.

## How to mend
Warp the raster onto a straight grid, such as `gdalwarp FILE OUT.tif`.

## Example
Bad: a drone image whose rows run north-east. Good: the same after `gdalwarp`.

## References
OGC GeoTIFF 1.1, section 7.5 (ModelTransformationTag); CF Conventions 1.11, section 5.6.
"""

import math
from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need


class RotatedGrid(FactRule):
    """Looks at the transform."""

    severity = Severity.WARNING
    needs = Need.GEOREFERENCE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit with the angle of the rows."""
        del ctx
        where = content.facts.georeference
        if where is None or not where.rotated or where.transform is None:
            return
        _, column, _, _, skew, _ = where.transform
        angle = math.degrees(math.atan2(skew, column))
        message = f"the rows of pixels run at {angle:.4g} degrees to the axis of x"
        yield Hit(message, Place(field="GeoTransform"), "rows and columns along the axes")


RULE = RotatedGrid()
