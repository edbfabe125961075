"""The image has no mark of its end.

## What it checks
That a JPEG ends with FF D9, a GIF with the byte 3B, and the pixels of a PNG with their checksum. An image
whose pixels are cut off is another rule's.

## Why it matters
All pixels are there, but something behind them was cut off: the transfer may have stopped early. Strict
programs refuse such a file.

## How to mend
Copy the image from the camera again and compare sizes.

## Example
Bad: a JPEG whose last two bytes are gone. Good: one that ends with FF D9.

## References
ITU-T T.81 (JPEG), B.1.1; GIF89a specification, section 27.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class MissingEndMark(FaultRule):
    """Explains which mark is missing."""

    kinds = ("image-unended",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the mark."""
        del ctx
        return Hit(f"the image has no mark of its end{f': {fault.detail}' if fault.detail else ''}")


RULE = MissingEndMark()
