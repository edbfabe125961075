"""A spatial netCDF lacks an axis that the portal needs for previews.

## What it checks
That there are coordinate variables for time (`date`, `mtime`, `time` or `tstep`), latitude (`latitude` or
`lat`) and longitude (`longitude` or `lon`): of one dimension, with its name. Asked under a specification of
the portal's spatial data only.

## Why it matters
The portal refuses the file, since it can draw no map of it.

## How to mend
Name the dimensions and their coordinate variables `time`, `lat` and `lon`, such as with
`ncrename -d nav_lat,lat -v nav_lat,lat FILE`.

## Example
Bad: `temp(time, y, x)` with `lat(y, x)`. Good: `temp(time, lat, lon)` with `lat(lat)`.

## References
ICOS Carbon Portal, previews of spatial netCDF: names of dimension variables.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class MissingPreviewAxis(FaultRule):
    """Explains what the portal's judge found."""

    kinds = ("preview-axis",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Names the axis."""
        del ctx
        return Hit(f"there is no coordinate variable of {fault.place.field} on a dimension of its own name")


RULE = MissingPreviewAxis()
