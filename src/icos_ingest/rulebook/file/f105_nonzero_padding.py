"""Bytes that should be zero are not.

## What it checks
That the padding of a classic netCDF header is zeros.

## Why it matters
Every library reads over it, so nothing is lost; but strict checkers call the file invalid, and the program
that wrote it left scraps of its memory there.

## How to mend
Copy the file with `nccopy IN OUT`, which writes the header anew.

## Example
Bad: a name of five letters, filled up with `41 42 43`. Good: filled up with `00 00 00`.

## References
NetCDF classic format specification: header padding uses null bytes.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class NonzeroPadding(FaultRule):
    """Explains scraps between names and values."""

    kinds = ("padding",)
    severity = Severity.INFO

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name what is padded."""
        del ctx
        name = f" of '{fault.place.field}'" if fault.place.field else ""
        return Hit(f"the padding{name} in the header is not zero: {fault.place.value or 'other bytes'}")


RULE = NonzeroPadding()
