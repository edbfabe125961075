"""The check of the file takes longer than the limits allow.

## What it checks
That a file is judged within a minute, and one second more for each megabyte of it.

## Why it matters
A small file that keeps a library busy for that long is damaged, or made to do so, and nobody has looked at
the rest of it.

## How to mend
If you know the file and your machine is slow, raise the limit with `--limits seconds=600`; else write it
anew.

## Example
Bad: an image of a few bytes whose directory leads back to itself. Good: an image whose directory ends.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class EndlessFile(FaultRule):
    """Explains after what time the check was given up."""

    kinds = ("child-hang",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the time."""
        del ctx
        return Hit(f"the check was ended: {fault.detail or 'no more is known'}")


RULE = EndlessFile()
