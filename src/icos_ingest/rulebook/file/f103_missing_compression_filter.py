"""The data went through a compression filter that is not installed.

## What it checks
That every compression filter of the file's data is at hand; the values behind the others are not looked at,
so the file is not judged to the end.

## Why it matters
Whoever opens the file without the filter sees names and shapes, but no values.

## How to mend
Install the filter: `pip install hdf5plugin` for HDF5 and netCDF-4, `pip install imagecodecs` for TIFF; or
write the file with deflate (gzip), which every library reads.

## Example
Bad: an HDF5 dataset compressed with Blosc, read without its plug-in. Good: the same dataset with gzip.

## References
The HDF Group, registered filter plug-ins.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class MissingCompressionFilter(FaultRule):
    """Explains which filter is missing."""

    kinds = ("filter-missing",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the data and the filter."""
        del ctx
        part = f"'{fault.place.field}'" if fault.place.field else "the data"
        why = f": {fault.detail}" if fault.detail else ""
        return Hit(f"{part} cannot be decompressed, the filter is not installed{why}")


RULE = MissingCompressionFilter()
