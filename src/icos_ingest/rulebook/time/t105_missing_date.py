"""A row has a time of day and no date.

## What it checks
Whether the date of each row of an ICOS Sweden file is there.

## Why it matters
The portal takes a blank date for the number that means a missing day, and stamps the row some millions of
years ago. It accepts the file; its interval is wrong if the row is the first or the last.

## How to mend
Write the date of the row.

## Example
Bad: `,00:30,3.1`. Good: `02/01/2015,00:30,3.1`.

## References
ICOS Carbon Portal, ingestion of `asciiEtcTimeSer`: a blank date is the missing day and still
gives an instant.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.content import Block
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows

_FORMAT = "asciiEtcTimeSer"
_NO_DATE = np.datetime64("-1000000-01-01", "ms")
"""No date that is written in a file comes before."""


class MissingDate(FoldRule):
    """Looks for stamps that no date can give."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TIME

    def look(self, block: Block, ctx: Context) -> Hit | None:
        """The rows of a block that have none."""
        if block.time is None or ctx.facts.format != _FORMAT:
            return None
        gone = block.time.valid & (block.time.values < _NO_DATE)
        message = "a row has no date, and the portal stamps it in a year before history"
        return hit_rows(block, gone, block.time, ctx, message, expected="a date as day/month/year")

    def join(self, state: None, part: Hit | None) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, [part] if part else []


RULE = MissingDate()
