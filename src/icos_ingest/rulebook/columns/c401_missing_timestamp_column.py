"""A file for AmeriFlux has no TIMESTAMP_START or TIMESTAMP_END.

## What it checks
That both columns are there under exactly these titles. Files are meant for AmeriFlux's FP-In if their name
begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In stops at once: without start and end of each row nothing can be placed in time.

## How to mend
Write start and end of each averaging period into two columns with these titles, in local standard time.

## Example
Bad: `TIMESTAMP,FC,LE`. Good: `TIMESTAMP_START,TIMESTAMP_END,FC,LE`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are Timestamp variables
present?'.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import END, START, is_upload, plain


class MissingTimestampColumn(FactRule):
    """Looks for the two titles."""

    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each that is missing."""
        if not is_upload(ctx):
            return
        for table in content.tables().values():
            titles = [plain(info.title) for info in table.columns]
            line = next((info.place.line for info in table.columns if info.place.line), None)
            for title in (START, END):
                if title not in titles:
                    yield Hit(f"there is no column {title}", Place(line=line, field=title), expected=title)


RULE = MissingTimestampColumn()
