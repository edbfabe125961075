"""Files of a series are not alike.

## What it checks
Whether the files of a series hold the same columns, in the same units and of the same type, of one station
and one format.

## Why it matters
A column that changes its name or its unit in the middle of a series makes a step that nobody measured.

## How to mend
Name and convert the columns alike, or open the files one by one. Values in another unit of the same
quantity are converted to the unit of the file that begins first.

## Example
Bad: `PA` in hPa in the file of 2018, in kPa in that of 2019. Good: hPa in both.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit

JOINED = frozenset({"series-columns", "series-converted"})
"""What can be brought together without a doubt."""


class DifferingFiles(FaultRule):
    """Explains what differs between which files."""

    kinds = ("series-columns", "series-converted", "series-station", "series-units", "series-types")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """A warning where the files can be brought together all the same."""
        del ctx
        return Hit(str(fault.detail), severity=Severity.WARNING if fault.kind in JOINED else None)


RULE = DifferingFiles()
