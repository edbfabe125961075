"""A rule crashed.

## What it checks
That every rule ran to its end. One that crashes is not run again for the file; the others go on.

## Why it matters
What the rule would have found is not known, so the file counts as not judged to the end. The file may well
be right.

## How to mend
This is a mistake of ours: please report it to the makers of icos-ingest with this message and, if you may,
the file.

## Example
Bad: `T202 time-not-monotonic crashed`. Good: no such finding.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class CrashedRule(FaultRule):
    """Explains which rule crashed, and how."""

    kinds = ("rule-crashed",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the rule and the exception."""
        del ctx
        return Hit(f"the rule {fault.place.field} crashed: {fault.detail}")


RULE = CrashedRule()
