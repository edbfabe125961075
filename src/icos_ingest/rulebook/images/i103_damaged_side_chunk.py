"""A chunk beside the pixels is damaged.

## What it checks
The checksum of each ancillary chunk of a PNG (text, colour profile, resolution, EXIF), and that Pillow can
read it. A wrong checksum is an error: some byte of the chunk is not what was written.

## Why it matters
The pixels can be read without it, and are; but the text, the time or the colours that it holds are lost, and
many programs refuse the whole image.

## How to mend
Copy the image from its origin again, or save it once with any image editor.

## Example
Bad: an iCCP chunk with a wrong CRC. Good: one that `pngcheck` likes.

## References
PNG specification 1.2, sections 3.3 and 3.4.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class DamagedSideChunk(FaultRule):
    """Explains what was left out."""

    kinds = ("image-side-chunk", "image-side-checksum")
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the chunk."""
        del ctx
        severity = Severity.ERROR if fault.kind == "image-side-checksum" else None
        part = f"'{fault.place.field}'" if fault.place.field else "one"
        return Hit(
            f"a chunk beside the pixels is damaged, {part}{f': {fault.detail}' if fault.detail else ''}",
            severity=severity,
        )


RULE = DamagedSideChunk()
