"""The JPEG breaks a rule that decoders pass over.

## What it checks
What libjpeg warns of while it decodes each row, and that nothing stands between the segments. Where pixels
are lost, that is another rule's.

## Why it matters
The picture looks whole, but something in it is not as it was written: a byte was changed, or the camera's
software is at fault.

## How to mend
Copy the image from the camera again; if it is so there, save it once with an image editor.

## Example
Bad: a baseline JPEG whose scan claims the coefficients 0 to 62. Good: one over which `djpeg` says nothing.

## References
ITU-T T.81 (JPEG), annex B; libjpeg-turbo, warnings of the decoder.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class IrregularJpeg(FaultRule):
    """Explains what libjpeg says."""

    kinds = ("image-irregular",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on where and what."""
        del ctx
        return Hit(f"the JPEG is irregular{f': {fault.detail}' if fault.detail else ''}")


RULE = IrregularJpeg()
