"""A number in the header is larger than any file has lines.

## What it checks
That the counts of lines in the header are at most 2,147,483,647.

## Why it matters
The portal cannot read a larger number and refuses the file.

## How to mend
Write the real number of lines.

## Example
Bad: `# TOTAL LINES: 99999999999`. Good: `# TOTAL LINES: 57`.

## References
ICOS Carbon Portal, ingestion of `asciiAtcProductTimeSer` and `asciiAtcFlaskTimeSer`.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class OversizedHeaderNumber(FaultRule):
    """Explains a count beyond 32 bits."""

    kinds = ("number-too-large",)
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the number."""
        del ctx
        return Hit(f"{fault.place.field or 'a number of the header'} is too large: {fault.place.value}")


RULE = OversizedHeaderNumber()
