"""A large map has no overviews.

## What it checks
That a raster that lies on the Earth and is large holds smaller copies of itself (overviews, pyramids) within
the file.

## Why it matters
To show the whole map, a program has to read every pixel of it; in a browser that takes minutes.

## How to mend
Write it as a cloud-optimised GeoTIFF, `gdal_translate -of COG FILE OUT.tif`, or add them with
`gdaladdo FILE`.

## Example
Bad: 20,000 by 20,000 pixels and nothing else. Good: the same with overviews by 2, 4, 8, 16 and 32.

## References
OGC 21-026, Cloud Optimized GeoTIFF, requirements class of overviews; GDAL, COG driver.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.rasters import large_map


class MissingOverviews(FactRule):
    """Looks for overviews."""

    severity = Severity.INFO
    needs = Need.GEOREFERENCE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for a large map without any."""
        del ctx
        found = large_map(content)
        if found is not None and "overview_factors" not in found.attrs:
            rows, columns = found.shape[1:]
            yield Hit(f"the raster of {columns:,} by {rows:,} pixels has no overviews", expected="overviews")


RULE = MissingOverviews()
