"""A pixel has a colour that the palette does not hold.

## What it checks
That each pixel of a PNG with a palette is the number of one of its colours.

## Why it matters
Some programs show such a pixel black, some refuse the image.

## How to mend
Save the image once with an image editor, in true colour.

## Example
Bad: a pixel 3 with a palette of three colours, 0 to 2. Good: pixels up to 2.

## References
PNG specification 1.2, section 4.1.2.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class ColourOutsidePalette(FaultRule):
    """Explains which number is too large."""

    kinds = ("image-palette",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on the numbers."""
        del ctx
        return Hit(f"a pixel has a colour outside the palette{f': {fault.detail}' if fault.detail else ''}")


RULE = ColourOutsidePalette()
