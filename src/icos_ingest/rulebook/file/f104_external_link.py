"""Data lie in another file.

## What it checks
That an HDF5 or netCDF-4 file holds its own data: external links, external storage and virtual sources are
named and not followed. `open_dataset(path, trust=True)` follows them; what is not there is named.

## Why it matters
Once uploaded the file is alone: what it points to is not there. A link may also point to a file that the
sender did not mean to send.

## How to mend
Copy the linked data into the file, for instance with `h5repack` or `h5copy`.

## Example
Bad: `/co2` is a link to `../raw/june.h5`. Good: `/co2` is a dataset of this file.

## References
HDF5 user's guide: external links, external storage, virtual datasets.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class ExternalLink(FaultRule):
    """Explains what points outside."""

    kinds = ("external-link",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the link and its target."""
        del ctx
        target = fault.place.value or fault.detail
        name = f"'{fault.place.field}'" if fault.place.field else "a dataset"
        return Hit(f"the data of {name} lie in another file{f': {target}' if target else ''}")


RULE = ExternalLink()
