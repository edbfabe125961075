"""The check was stopped before its end.

## What it checks
That nobody stopped the check (Ctrl-C). What was found until then is kept.

## Why it matters
The rest of the file was not looked at.

## How to mend
Run the check again and let it end; `--select` makes it shorter.

## Example
Bad: Ctrl-C after a minute. Good: a check that ends by itself.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class InterruptedCheck(FaultRule):
    """Explains why the report is not whole."""

    kinds = ("interrupted",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say who stopped it."""
        del ctx
        return Hit(f"the check was not finished{f': {fault.detail}' if fault.detail else ''}")


RULE = InterruptedCheck()
