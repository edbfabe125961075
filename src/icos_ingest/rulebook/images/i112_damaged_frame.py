"""A picture behind the first one is damaged.

## What it checks
That each frame of an image with several can be decoded; each is decoded once.

## Why it matters
The first picture, which a dataset gets, is whole. The others stop at this one.

## How to mend
Copy the image from its origin again, or save its first picture alone.

## Example
Bad: an animated PNG whose third frame has no pixels. Good: one that plays to its end.

## References
PNG specification, third edition (animations); GIF89a specification.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class DamagedFrame(FaultRule):
    """Explains which frame cannot be decoded."""

    kinds = ("image-frame",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the frame."""
        del ctx
        frame = fault.place.field or "a frame"
        return Hit(f"{frame} of the image is damaged{f': {fault.detail}' if fault.detail else ''}")


RULE = DamagedFrame()
