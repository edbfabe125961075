"""The times of a netCDF variable cannot be decoded.

## What it checks
That `units` and `calendar` of a time variable are such that xarray can turn the numbers into times. Where
they are not, the numbers stay as they are.

## Why it matters
`xarray.open_dataset` fails on the whole file, and the portal finds no time axis in it.

## How to mend
Write `units` as `days since 1970-01-01 00:00:00` (also hours, minutes, seconds), and a calendar of the CF
Conventions. To open the file as it is, use `decode_times=False`.

## Example
Bad: `units = "months since 2000"`, `units = "day as %Y%m%d.%f"`. Good: `units = "days since 2000-01-01"`.

## References
CF Conventions, section 4.4.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UndecodableTime(FaultRule):
    """Explains why numbers are no times."""

    kinds = ("time-undecodable",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the variable and quote its units."""
        del ctx
        unit = f" in units of '{fault.place.value}'" if fault.place.value else ""
        why = f": {fault.detail}" if fault.detail else ""
        return Hit(f"the times of '{fault.place.field}'{unit} cannot be decoded{why}")


RULE = UndecodableTime()
