"""Reading on would cost more than the limits allow.

## What it checks
That the file can be read within the limits on memory, disk and size, which are tested before anything is
allocated. Beyond them reading stops, and the file is not judged to the end.

## Why it matters
A file that is too large here is not wrong; but nobody has looked at the rest of it.

## How to mend
If you know the file and your machine has the room, raise the limit with `--limits`; else split the file.

## Example
Bad: an image that announces 50,000 by 50,000 pixels. Good: tiles of a size that can be opened.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class ReachedLimit(FaultRule):
    """Explains which limit stopped the reading."""

    kinds = ("limit",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the data and the limit."""
        del ctx
        part = f"'{fault.place.field}'" if fault.place.field else "the file"
        why = f": {fault.detail}" if fault.detail else ""
        return Hit(f"a limit stopped the reading of {part}{why}")


RULE = ReachedLimit()
