"""The clock shows this time twice, or never.

## What it checks
That each local time of the file happens once in its time zone. In the hour when summer time ends it happens
twice, in the hour when it begins it does not happen.

## Why it matters
Such a row has no certain place in time, so its stamp is left empty.

## How to mend
Log in UTC or in local standard time; or state the offset with `--time-zone +01:00` if the logger's clock
was never changed.

## Example
Bad: `2024-10-27 02:30` in Europe/Stockholm. Good: `2024-10-27T00:30:00Z`.

## References
IANA time zone database.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class AmbiguousTime(FaultRule):
    """Explains a time that is two, or none."""

    kinds = ("ambiguous-time",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the stamp."""
        del ctx
        return Hit(f"clocks show '{fault.place.value}' twice or never, so the row has no certain time")


RULE = AmbiguousTime()
