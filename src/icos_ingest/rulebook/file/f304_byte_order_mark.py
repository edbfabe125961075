"""The text begins with a byte-order mark.

## What it checks
That the first bytes of a text are not the mark EF BB BF, which some editors and spreadsheets write.

## Why it matters
The portal takes the mark for a part of the first line. A first title with a mark before it is not the title
any more, and a first line that should begin with `#` does not.

## How to mend
Save the file as "UTF-8", not as "UTF-8 with BOM" or "CSV UTF-8".

## Example
Bad: the bytes EF BB BF before `TIMESTAMP_START`. Good: `TIMESTAMP_START` as the first bytes.

## References
ICOS Carbon Portal, ingestion of text tables: a byte-order mark is not removed.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class ByteOrderMark(FaultRule):
    """Explains the mark."""

    kinds = ("byte-order-mark",)
    severity = Severity.WARNING
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say what the portal makes of it."""
        del fault, ctx
        return Hit("the text begins with a byte-order mark, to the portal a part of the first line")


RULE = ByteOrderMark()
