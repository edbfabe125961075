"""Bytes follow behind the image.

## What it checks
That a PNG, JPEG, GIF, BMP or WebP ends where its own blocks end. Further pictures that a JPEG announces
(multi-picture format) are no such bytes.

## Why it matters
Every program passes over them, so the picture is whole; but what they are, nobody is told: a maker's notes, a
second file, or a partition's leftovers.

## How to mend
Nothing has to be done. Saving the image again drops them.

## Example
Bad: 12 bytes behind FF D9. Good: FF D9 are the last bytes.

## References
ITU-T T.81 (JPEG), B.1.1; PNG specification 1.2, section 4.1.4; CIPA DC-007.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class TrailingBytes(FaultRule):
    """Explains how much is passed over."""

    kinds = ("image-trailing",)
    severity = Severity.INFO

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how many."""
        del ctx
        return Hit(f"bytes stand behind the end of the image{f': {fault.detail}' if fault.detail else ''}")


RULE = TrailingBytes()
