"""A library that the file needs is not installed.

## What it checks
That the library which reads this kind of file can be imported; without it the file is not judged.

## Why it matters
The file may be quite right, but nobody has looked at it.

## How to mend
Install the library that the message names, with `pip install`.

## Example
Bad: an HDF5 file where `h5py` is missing. Good: `pip install h5py`.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class MissingLibrary(FaultRule):
    """Explains which library is missing."""

    kinds = ("missing-dependency",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the library."""
        del ctx
        return Hit(
            f"a library that the file needs is not installed{f': {fault.detail}' if fault.detail else ''}"
        )


RULE = MissingLibrary()
