"""No value of a raster can equal its missing value.

## What it checks
That the missing value that a TIFF states (`GDAL_NODATA`) is one that the type of its bands can hold.

## Why it matters
Pixels without data must hold something else, and nobody knows what: they are taken for measurements.

## How to mend
State the value that stands where data are missing, such as `gdal_edit.py -a_nodata 255 FILE`; or write the
bands in a type that can hold the stated one.

## Example
Bad: -9999 in bands of bytes, which hold 0 to 255. Good: 255 in them, or -9999 in bands of int16.

## References
GDAL, GTiff driver, tag 42113 (GDAL_NODATA).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class NodataOutsideType(FaultRule):
    """Explains a missing value that cannot occur."""

    kinds = ("unfit-nodata",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the missing value and the type."""
        del ctx
        return Hit(f"the missing value {fault.place.value} is none that bands of {fault.detail} can hold")


RULE = NodataOutsideType()
