"""The header has another number of lines than it says.

## What it checks
That `# HEADER LINES: n` counts the lines at the top that begin with `#`, the titles among them, and that no
such line follows.

## Why it matters
The portal counts: with too few or too many header lines it refuses the file.

## How to mend
Write the number of lines that begin with `#`, titles included, behind `# HEADER LINES:`.

## Example
Bad: `# HEADER LINES: 50` above 52 lines that begin with `#`. Good: `# HEADER LINES: 52`.

## References
ICOS Carbon Portal, ingestion of `asciiAtcProductTimeSer` and `asciiAtcFlaskTimeSer`.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need
from icos_ingest.rule_parts.formats import is_laid_down


class WrongHeaderLineCount(FaultRule):
    """Explains a count that does not fit."""

    kinds = ("header-lines", "header-line-unhashed")
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Tell apart a wrong count, no count, a header line among the rows, and a first line that is none."""
        at = fault.place
        if fault.kind == "header-line-unhashed":
            return Hit(f"a line of the header does not begin with #: '{at.value}'")
        if at.line == 1 and at.field is None:
            return Hit("to the portal the first line is none of the header")
        if at.field is None:
            severity = None if is_laid_down(ctx) else Severity.INFO
            return Hit(f"a header line stands among the rows: '{at.value}'", severity=severity)
        if at.value is None:
            return Hit("the header does not say how many lines it has")
        return Hit(f"the header says that it has {at.value} lines, and has another number")


RULE = WrongHeaderLineCount()
