r"""A text holds NUL bytes.

## What it checks
That a text has no byte 00.

## Why it matters
A logger that loses power leaves them, and so does a text in UTF-16 that was taken for ASCII. Many programs
stop reading there; the portal takes NUL for a separator in quoted CSV, and else for a part of the cell.

## How to mend
Delete them: `tr -d '\000' < OLD > NEW`. If every second byte is NUL, the file is UTF-16: save it as UTF-8.

## Example
Bad: a row of 512 NUL bytes where the power failed. Good: the row left out.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class NulByte(FaultRule):
    """Explains bytes that are no text."""

    kinds = ("nul-byte",)
    severity = Severity.WARNING
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what is there."""
        del fault, ctx
        return Hit("a line holds NUL bytes", expected="text")


RULE = NulByte()
