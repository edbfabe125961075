"""Two files of a series contradict each other.

## What it checks
Whether rows of one time stamp in two files of a series hold the same values. A missing value agrees with any;
the second of two rows of one stamp in a file is compared with the second in the other.

## Why it matters
One of the two is wrong, or a later version; whoever joins the files takes one of them without knowing.

## How to mend
Delete the row that is not wanted from its file, or say which file counts: `open_mfdataset(...,
conflicts='last')` keeps the row of the file that begins last.

## Example
Bad: `TA` at 2019-01-01T00:00Z is 1.2 in the file of 2018 and 1.4 in that of 2019. Good: both say 1.2.

## References
None.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class ContradictingOverlap(FaultRule):
    """Explains which column differs, where first."""

    kinds = ("series-contradiction",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say which files, where."""
        del ctx
        return Hit(str(fault.detail))


RULE = ContradictingOverlap()
