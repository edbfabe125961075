"""A library that reads the file dies of it.

## What it checks
That the libraries which read netCDF, HDF, TIFF and images come to their end. They run in a process of their
own, whose death is noticed; other files are judged by a fresh one.

## Why it matters
The file would end any program that opens it with that library: a notebook's kernel, a service. Such files are
damaged, or made to attack.

## How to mend
Do not open it elsewhere. Take the file from its origin again and compare sizes or checksums; if the origin is
like it, write it anew from the raw data.

## Example
Bad: an HDF5 file whose links point into its own header. Good: the same file as its instrument wrote it.

## References
None.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class FatalFile(FaultRule):
    """Explains how the process that read the file ended."""

    kinds = ("child-crash",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the signal."""
        del ctx
        return Hit(f"a library that reads the file died of it: {fault.detail or 'no more is known'}")


RULE = FatalFile()
