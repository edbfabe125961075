"""The stamps of a file for AmeriFlux are not its first two columns.

## What it checks
That TIMESTAMP_START is the first column and TIMESTAMP_END the second, where both are there. Files are meant
for AmeriFlux's FP-In if their name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In takes time from columns 1 and 2; programs that read AmeriFlux files do the same.

## How to mend
Move TIMESTAMP_START and TIMESTAMP_END to the front.

## Example
Bad: `FC,TIMESTAMP_START,TIMESTAMP_END`. Good: `TIMESTAMP_START,TIMESTAMP_END,FC`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are Timestamp variables
as expected?'.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import END, START, is_upload, plain


class MisplacedTimestampColumn(FactRule):
    """Looks at the first two titles."""

    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit, at the first column that should be a stamp."""
        if not is_upload(ctx):
            return
        for table in content.tables().values():
            columns = [info for info in table.columns if info.cell is not None]
            titles = [plain(info.title) for info in columns]
            if {START, END} <= set(titles) and titles[:2] != [START, END]:
                found = " and ".join(f"'{title}'" for title in titles[:2])
                wrong = columns[0] if titles[0] != START else columns[1]
                message = f"the first two columns are {found}"
                yield Hit(message, wrong.place, expected=f"{START} and {END} in columns 1 and 2")


RULE = MisplacedTimestampColumn()
