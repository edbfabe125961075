"""The image ends before its last pixel.

## What it checks
That an image can be decoded to its last pixel: every pixel is read once. And that a PNG ends with its chunk
IEND and a QOI with its mark, without which readers refuse the file.

## Why it matters
The lower part is grey or missing; most viewers show such a picture without a word.

## How to mend
Copy the image from the camera again and compare sizes.

## Example
Bad: a JPEG without its end marker FF D9, half of its rows gone. Good: the whole file.

## References
ITU-T T.81 (JPEG), annex B; PNG specification, IEND.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit
from icos_ingest.rule_parts.picture import told


class TruncatedImage(FaultRule):
    """Explains where the pixels stop."""

    kinds = ("image-truncated", "image-cut")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on what the decoder said."""
        del ctx
        where = "behind" if fault.kind == "image-cut" else "before"
        return Hit(told(f"the image ends {where} its last pixel", fault))


RULE = TruncatedImage()
