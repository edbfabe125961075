"""A reader found a fault that no rule explains.

## What it checks
That each kind of fault that parsing finds has a rule to explain it.

## Why it matters
Something is wrong at this place, but it cannot be said in plain words; the file counts as not judged to the
end.

## How to mend
This is a mistake of ours, or of a plug-in: please report it to the makers of icos-ingest with this message.

## Example
Bad: a reader plug-in with a kind of fault of its own, and no rule for it. Good: the plug-in brings its
rule.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnexplainedFault(FaultRule):
    """Passes on what the reader said."""

    kinds = ("unexplained-fault",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the kind of fault."""
        del ctx
        return Hit(f"the reader found a fault that no rule explains: {fault.detail}")


RULE = UnexplainedFault()
