"""A variable is of a type that no dataset can hold.

## What it checks
That every variable of an HDF5 or netCDF-4 file is of a type with one value, or one array of fixed size, in
each cell. Lists of varying length, opaque bytes and arrays of records are kept out of the dataset. That they
can be read is checked; what they say is not.

## Why it matters
The values are there, but xarray and most tools for netCDF cannot show them, and the portal has no preview of
them.

## How to mend
Write lists of varying length as one long array and a second one of their lengths (CF 1.11, 9.3, contiguous
ragged arrays), and the fields of records as variables of their own.

## Example
Bad: `peaks` with a list of any length for each spectrum. Good: `peaks` on `peak`, `n_peaks` on `spectrum`.

## References
CF conventions 1.11, 9.3; HDF5 user's guide: data types.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class KeptOutVariable(FaultRule):
    """Explains which variable is kept out, and why."""

    kinds = ("kept-out",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the variable and its type."""
        del ctx
        why = f": {fault.detail}" if fault.detail else ""
        return Hit(f"'{fault.place.field}' is kept out of the dataset{why}")


RULE = KeptOutVariable()
