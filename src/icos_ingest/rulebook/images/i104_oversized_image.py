"""The image claims more pixels than it can hold.

## What it checks
Width times height of an image of more than ten million pixels against the bytes of its file, before
anything is allocated: one byte of a PNG stands for 8256 pixels at most, of a GIF for 4096, of a JPEG for 512.

## Why it matters
The header is damaged, or the file was made to fill the memory of whoever opens it.

## How to mend
Copy the image from the camera again; if it is so there, leave it out.

## Example
Bad: a GIF of 44 bytes with 4 364 696 535 pixels. Good: one of 44 bytes with 1024 pixels.

## References
RFC 1951 (deflate); GIF89a specification, appendix F; ITU-T T.81, annex F.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit
from icos_ingest.rule_parts.picture import told


class OversizedImage(FaultRule):
    """Explains a claim that cannot be true."""

    kinds = ("image-oversized",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on claim and size."""
        del ctx
        return Hit(told("the image claims more pixels than it can hold", fault))


RULE = OversizedImage()
