"""The portal cannot make instants of a time variable.

## What it checks
Under a specification of the portal: that the time variable has units of the form `UNIT since DATE`, that the
date exists in the calendar of Julius and Gregory, and that no value leads beyond what 64 bits of
milliseconds hold.

## Why it matters
The portal refuses the file.

## How to mend
Write `units` such as `days since 1970-01-01 00:00:00`, and a time in every step.

## Example
Bad: `days since 1582-10-14`, a day that never was. Good: `days since 1582-10-15`.

## References
ICOS Carbon Portal, previews of netCDF; CF Conventions, section 4.4.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnreadablePreviewTime(FaultRule):
    """Explains what the portal's judge found."""

    kinds = ("preview-time",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quotes the units."""
        del ctx
        unit = f"units '{fault.place.value}'" if fault.place.value else "no units"
        why = f": {fault.detail}" if fault.detail else ""
        return Hit(f"'{fault.place.field}' has {unit}, of which the portal makes no instants{why}")


RULE = UnreadablePreviewTime()
