"""A name in the file leads nowhere.

## What it checks
That the soft links of an HDF5 or netCDF-4 file end at something that is there, not in a circle.

## Why it matters
Whoever opens the name gets an error. Mostly a variable was renamed, moved or left out when the file was
copied, so it may be the data that are missing, not the link that is too many.

## How to mend
Copy what the link names into the file (`h5copy`), or delete the link (`del file["name"]` in h5py).

## Example
Bad: `/co2` stands for `/level2/co2`, and there is no `/level2`. Good: `/co2` stands for `/level1/co2`, which
is there.

## References
HDF5 user's guide: soft links may dangle.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class DanglingLink(FaultRule):
    """Explains a soft link without an end."""

    kinds = ("dangling-link",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the link and what it should lead to."""
        del ctx
        return Hit(f"'{fault.place.field}' is another name for '{fault.detail}', which is not there")


RULE = DanglingLink()
