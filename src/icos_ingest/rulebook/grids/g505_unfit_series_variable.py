"""A variable of a time series in netCDF is not on the one dimension of the series.

## What it checks
Under a specification of time series in netCDF: that all variables that it knows have one and
the same dimension.

## Why it matters
The portal makes one table of them and refuses the file.

## How to mend
Write each variable on the dimension of the time, one value for each step; a flag as one character.

## Example
Bad: `qc_flag(obs, string3)`. Good: `qc_flag(obs)`.

## References
ICOS Carbon Portal, time series in netCDF.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnfitSeriesVariable(FaultRule):
    """Explains what the portal's judge found."""

    kinds = ("preview-shape",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Tells the dimensions."""
        del ctx
        return Hit(f"the dimensions of '{fault.place.field}' are {fault.place.value}")


RULE = UnfitSeriesVariable()
