"""The pixels of a map are longer than they are wide, or wider than long.

## What it checks
That pixels are as high as they are wide where the CRS is projected: degrees of longitude and latitude differ
anyway. A small difference comes from fitting whole pixels to an extent and is passed over.

## Why it matters
It is legal, but programs that know one resolution only (ESRI ASCII grids, many models of footprints) take
the width for the height; and it is seldom meant.

## How to mend
If it is not meant, warp the raster to one resolution, such as `gdalwarp -tr 10 10 FILE OUT.tif`.

## Example
Bad: pixels of 300.04 by 300.04 m in a file that says 300.04 by 600.08. Good: the same height and width.

## References
OGC GeoTIFF 1.1, section 7.5 (ModelPixelScaleTag).
"""

import math
from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.schema import thresholds


class NonSquarePixels(FactRule):
    """Compares width and height of a pixel."""

    severity = Severity.INFO
    needs = Need.GEOREFERENCE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit with the two."""
        del ctx
        where = content.facts.georeference
        if where is None or not where.projected or where.transform is None:
            return
        _, column, skew_x, _, skew_y, row = where.transform
        width, height = math.hypot(column, skew_y), math.hypot(skew_x, row)
        if abs(width - height) > thresholds(self.name)["difference"].value * max(width, height):
            message = f"the pixels are {width:.6g} wide and {height:.6g} high"
            yield Hit(message, Place(field="GeoTransform"), "pixels as high as they are wide")


RULE = NonSquarePixels()
