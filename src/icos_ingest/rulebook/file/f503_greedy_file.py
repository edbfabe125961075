"""The check of the file takes more memory than the limits allow.

## What it checks
That a file is judged in 4 GB of memory. What a file claims is tested before anything is allocated; this is
the bound for what no claim foretells.

## Why it matters
Any program that opens it as a whole may end for want of memory, and nobody has looked at the rest of it.

## How to mend
If you know the file and your machine has the room, raise the limit with `--limits memory=16e9`; else write it
in smaller pieces, such as smaller chunks.

## Example
Bad: a file of one compressed chunk that unfolds to ten gigabytes. Good: the same data in chunks of a few
megabytes.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class GreedyFile(FaultRule):
    """Explains that memory ran out."""

    kinds = ("child-memory",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what was too much."""
        del ctx
        return Hit(f"the check was ended: {fault.detail or 'no more is known'}")


RULE = GreedyFile()
