"""The header of a logger's table ends too early.

## What it checks
That a Campbell Scientific TOA5 table begins with its four lines: the logger, the titles, the units, and
how each column was made.

## Why it matters
Programs skip four lines without a look. Where one is missing, the first rows are lost, or titles are taken
for units.

## How to mend
Collect the file from the logger again, or copy the four lines from another file of the same table.

## Example
Bad: a file that ends after the titles. Good: four lines in quotes, then rows.

## References
Campbell Scientific, data logger manuals, TOA5.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class CutHeader(FaultRule):
    """Explains a header that is not whole."""

    kinds = ("header-cut",)
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how much there is of it."""
        del ctx
        return Hit(f"the header is not whole: there are {fault.place.value or 'too few lines'}")


RULE = CutHeader()
