"""A variable that is to be previewed cannot be.

## What it checks
That each variable named for a preview is there, has the dimensions time, latitude and longitude and at most
one more, which at most 100 labels or values describe, and that all its values can be read.

## Why it matters
The portal refuses the file if one of the named variables does not fit.

## How to mend
Name only variables on time, latitude and longitude, or write the variable on those dimensions.

## Example
Bad: `tos(lat, lon)`. Good: `tos(time, lat, lon)`, `cloud(time, level, lat, lon)` with `level(level)`.

## References
ICOS Carbon Portal, previews of spatial netCDF.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnpreviewableVariable(FaultRule):
    """Explains what the portal's judge found."""

    kinds = ("preview-variable", "preview-raster")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Names the variable."""
        del ctx
        return Hit(f"the portal cannot preview the variable '{fault.place.field}'")


RULE = UnpreviewableVariable()
