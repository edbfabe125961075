"""A file of a series repeats rows of another.

## What it checks
Whether rows of one time stamp stand in two files of a series with the same values. They become one row.

## Why it matters
None of it is lost or counted twice in what is opened; a program that puts the files one below the other
has such rows twice.

## How to mend
Nothing has to be mended: a file of a year often ends with 00:00 of the next.

## Example
Bad: the last row of 2018 and the first of 2019 are both 2019-01-01T00:00Z. Good: each
stamp stands in one file.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class RepeatedOverlap(FaultRule):
    """Explains how many rows are one."""

    kinds = ("series-repeat",)
    severity = Severity.INFO

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say which files, where."""
        del ctx
        return Hit(str(fault.detail))


RULE = RepeatedOverlap()
