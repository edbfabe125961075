"""A quoted cell goes on after its closing quote.

## What it checks
Whether a separator follows the closing quote of each quoted cell.

## Why it matters
The portal appends what follows to the cell, other programs refuse the line or start a new cell: `"a"b` is
`ab` to the one and an error to the other.

## How to mend
Double a quote that belongs to the text (`""`), or take what follows into the quotes.

## Example
Bad: `"Polar"stern`. Good: `Polarstern`, `"Polar""stern"`.

## References
ICOS Carbon Portal, ingestion of `asciiOtcProductCsv`; RFC 4180, section 2.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class TextAfterQuote(FaultRule):
    """Explains the cell."""

    kinds = ("text-after-quote",)
    severity = Severity.WARNING
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the cell as the portal takes it."""
        del ctx
        read = fault.place.value or ""
        return Hit(f"a quoted cell goes on after its closing quote; the portal reads '{read}'")


RULE = TextAfterQuote()
