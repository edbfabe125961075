"""The image cannot be decoded.

## What it checks
That header, pixels and checksums of an image are as its format wants them.

## Why it matters
A damaged picture shows wrong colours or nothing, and cannot be used for a vegetation index.

## How to mend
Copy the image from the camera again; if it is damaged there, leave it out.

## Example
Bad: a PNG with a wrong CRC in its IDAT chunk. Good: a PNG that `pngcheck` likes.

## References
PNG specification, CRC; ITU-T T.81 (JPEG).
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit
from icos_ingest.rule_parts.picture import told


class DamagedImage(FaultRule):
    """Explains what the decoder could not take."""

    kinds = ("image-damaged",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on what the decoder said."""
        del ctx
        return Hit(told("the image cannot be decoded", fault))


RULE = DamagedImage()
