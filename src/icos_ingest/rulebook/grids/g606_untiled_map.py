"""A large map is stored in strips, not in tiles.

## What it checks
That a raster that lies on the Earth and is large is stored in tiles.

## Why it matters
Whoever wants a small region has to read the full width of every strip that crosses it, often most of the
file.

## How to mend
Write it as a cloud-optimised GeoTIFF, `gdal_translate -of COG FILE OUT.tif`, or with `-co TILED=YES`.

## Example
Bad: 20,000 by 20,000 pixels in strips of one row. Good: the same in tiles of 512 by 512.

## References
OGC 21-026, Cloud Optimized GeoTIFF, requirements class of tiles; TIFF 6.0, section 15.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.rasters import large_map


class UntiledMap(FactRule):
    """Looks at the shape of what is stored together."""

    severity = Severity.INFO
    needs = Need.GEOREFERENCE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for a large map in strips."""
        del ctx
        found = large_map(content)
        if found is not None and found.chunks is not None and found.chunks[2] >= found.shape[2]:
            rows, columns = found.shape[1:]
            message = f"the raster of {columns:,} by {rows:,} pixels is stored in strips"
            yield Hit(message, expected="tiles, such as 512 by 512")


RULE = UntiledMap()
