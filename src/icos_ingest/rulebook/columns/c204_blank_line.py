"""A blank line stands in the table.

## What it checks
That a file of the ocean CSV format has no blank line, at its end neither. In a text of no known format it
is only noted.

## Why it matters
The portal refuses an ocean file for it.

## How to mend
Delete the blank lines; many editors add one at the end of the file.

## Example
Bad: two line ends after the last row. Good: one.

## References
ICOS Carbon Portal, ingestion of `asciiOtcProductCsv`.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need
from icos_ingest.rule_parts.formats import is_laid_down


class BlankLine(FaultRule):
    """Explains a line without cells."""

    kinds = ("blank-line",)
    severity = Severity.WARNING
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say that a line is blank."""
        del fault
        severity = None if is_laid_down(ctx) else Severity.INFO
        return Hit("a blank line stands in the table", expected="a row in each line", severity=severity)


RULE = BlankLine()
