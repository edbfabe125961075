"""The line that ends the header is missing.

## What it checks
That a text whose header ends with a mark has that mark: `####` in SITES files, `*/` in SOCAT files.

## Why it matters
Without it the portal takes the whole file for header and finds no table.

## How to mend
Put the mark on a line of its own between the header and the titles.

## Example
Bad: a description, directly followed by the titles. Good: `####` between the two.

## References
ICOS Carbon Portal, ingestion of `delimitedHeaderCsv` and `asciiOtcSocatTimeSer`.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class MissingHeaderEnd(FaultRule):
    """Explains a header without end."""

    kinds = ("no-header",)
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what was looked for."""
        del ctx
        return Hit(fault.detail or "the line that ends the header is missing, so no table was found")


RULE = MissingHeaderEnd()
