"""Rows are missing between two files of a series.

## What it checks
Whether a file of a series begins one step of its time after the file before ends; up to one and a half are
let through.

## Why it matters
A file may be forgotten, or its first or last day cut off.

## How to mend
Look for the file between the two; if nothing was measured, leave it.

## Example
Bad: hourly files that end at 2018-11-30T23:00Z and begin at 2019-01-01T00:00Z.
Good: 2018-12-31T23:00Z and 2019-01-01T00:00Z.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class GapBetweenFiles(FaultRule):
    """Explains from when to when."""

    kinds = ("series-gap",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say which files, where."""
        del ctx
        return Hit(str(fault.detail))


RULE = GapBetweenFiles()
