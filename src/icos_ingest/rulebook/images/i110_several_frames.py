"""The image holds more than one picture.

## What it checks
How many frames a GIF, PNG, WebP or JPEG (multi-picture format) has; each is decoded once.

## Why it matters
A dataset gets the first; the others are left out.

## How to mend
Export each picture to a file of its own, if the others are data.

## Example
Bad: an animation of a day. Good: one file for each picture.

## References
GIF89a specification; PNG specification, third edition (animations); CIPA DC-007.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class SeveralFrames(FaultRule):
    """Explains what is left out."""

    kinds = ("image-frames",)
    severity = Severity.INFO

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how many there are."""
        del ctx
        return Hit(f"the image holds {fault.place.value} pictures, of which a dataset gets the first")


RULE = SeveralFrames()
