"""A quotation mark stands where none may be.

## What it checks
That a quoted cell begins and ends with its quote, that a quote inside it is doubled, and that each quote is
closed.

## Why it matters
After a stray quote all that follows, separators and line ends too, may be taken for one cell: rows vanish.

## How to mend
Quote the whole cell and double the quotes in it, or leave quotes out.

## Example
Bad: `5" pipe,12`. Good: `"5"" pipe",12`.

## References
RFC 4180, sections 2.5 to 2.7; ICOS Carbon Portal, ingestion of `asciiOtcProductCsv`.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class StrayQuote(FaultRule):
    """Explains a quote out of place, or one that is never closed."""

    kinds = ("quotes", "quote-open")
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Tell the two apart."""
        del ctx
        if fault.kind == "quote-open":
            return Hit("a quotation mark is opened here and never closed; the rows after it are lost")
        found = f" after '{fault.place.value}'" if fault.place.value else ""
        return Hit(f"a quotation mark stands inside a cell{found}")


RULE = StrayQuote()
