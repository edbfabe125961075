"""A line is longer than the portal reads.

## What it checks
That no line has more than 16,384 bytes without its line end.

## Why it matters
The portal refuses the file. Mostly the line ends are wrong (CR alone, as on old Macs), so that the whole
file is one line to it.

## How to mend
Save the file with line ends LF or CR LF; if the lines really are that long, the table has too many columns.

## Example
Bad: a file of 2 MB with CR alone between its lines. Good: the same with LF.

## References
ICOS Carbon Portal, ingestion of text tables.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need
from icos_ingest.rule_parts.formats import is_laid_down, is_portals


class LineTooLong(FaultRule):
    """Explains a line beyond the portal's limit."""

    kinds = ("line-too-long",)
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how long the line is."""
        # The limit is the portal's; a format of another network may have lines of any length.
        severity = Severity.INFO if is_laid_down(ctx) and not is_portals(ctx) else None
        length = f": {fault.place.value}" if fault.place.value else ""
        return Hit(f"a line is too long{length}", severity=severity)


RULE = LineTooLong()
