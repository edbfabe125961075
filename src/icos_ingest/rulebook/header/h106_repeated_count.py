"""The header states a count twice, and differently.

## What it checks
Whether the lines `# HEADER LINES: n` and `# TOTAL LINES: n` of an ATC header stand there once, or agree.

## Why it matters
The portal takes the last of them, and people the first: one of them is wrong.

## How to mend
Keep the line with the right number.

## Example
Bad: `# TOTAL LINES: 88` and further down `# TOTAL LINES: 90`. Good: one of them.

## References
ICOS Carbon Portal, ingestion of `asciiAtcProductTimeSer`: a later count overrides an earlier one.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class RepeatedCount(FaultRule):
    """Explains the second count."""

    kinds = ("count-repeated",)
    severity = Severity.WARNING
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the count."""
        del ctx
        at = fault.place
        return Hit(f"the header states {at.field} again, as {at.value}; the portal takes the last")


RULE = RepeatedCount()
