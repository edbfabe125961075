"""A time series in netCDF has no variable of time stamps.

## What it checks
Under a specification of time series in netCDF: that one variable of instants is there, called `time` where
there are several.

## Why it matters
The portal cannot place the rows in time and refuses the file.

## How to mend
Write a variable `time` with `units` such as `seconds since 1970-01-01T00:00:00Z`.

## Example
Bad: `start_time(obs)` and `stop_time(obs)`. Good: `time(obs)` beside them.

## References
ICOS Carbon Portal, time series in netCDF.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnstampedSeries(FaultRule):
    """Explains what the portal's judge found."""

    kinds = ("preview-stamp",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Says that there is none."""
        del fault, ctx
        return Hit("no variable tells the time of each row")


RULE = UnstampedSeries()
