"""A text in the image unfolds to more than readers take.

## What it checks
That a compressed text or colour profile of a PNG unfolds to at most one mebibyte; it is unfolded no further.
A larger colour profile, and a text packed no tighter than words can be, are warnings: they do no harm, and
the chunk alone is left out.

## Why it matters
A few kilobytes can be made to fill the memory of whoever opens the image, so readers such as Pillow refuse
it.

## How to mend
Save the image without its texts, for instance with `pngcrush -rem text IN OUT`.

## Example
Bad: a zTXt chunk of 2 KB with two million letters. Good: a title of a hundred letters.

## References
PNG specification 1.2, section 4.2.3.2; Pillow, PngImagePlugin.MAX_TEXT_CHUNK.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnfoldingText(FaultRule):
    """Explains which chunk was left alone."""

    kinds = ("image-unfolding-text", "image-large-text")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on sizes."""
        del ctx
        severity = Severity.WARNING if fault.kind == "image-large-text" else None
        why = f": {fault.detail}" if fault.detail else ""
        return Hit(f"a text in the image unfolds too far{why}", severity=severity)


RULE = UnfoldingText()
