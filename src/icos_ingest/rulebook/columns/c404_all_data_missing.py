"""A file for AmeriFlux holds nothing but missing values.

## What it checks
That one variable at least has a value. Files are meant for AmeriFlux's FP-In if their name begins with the
id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In overwrites what it holds of the period, so that an empty file deletes data.

## How to mend
Look at how the file was written; do not upload it unless old data are to be deleted.

## Example
Bad: -9999 in every column of every row. Good: some values.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Is all Data Missing?'.
"""

from collections.abc import Iterable
from typing import NamedTuple

from icos_ingest.content import Block
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, measured


class Seen(NamedTuple):
    """Rows, and whether any of them holds a value."""

    rows: int
    value: bool


class AllDataMissing(FoldRule):
    """Looks for the first value."""

    severity = Severity.WARNING
    needs = Need.TABLE

    def start(self) -> Seen:
        """Nothing yet."""
        return Seen(0, value=False)

    def look(self, block: Block, ctx: Context) -> Seen:
        """Whether a block holds a value; other files are taken to."""
        if not is_upload(ctx):
            return Seen(block.n, value=True)
        return Seen(block.n, any(there.any() for _, there in measured(block)))

    def join(self, state: Seen, part: Seen) -> tuple[Seen, Iterable[Hit]]:
        """Both together."""
        return Seen(state.rows + part.rows, state.value or part.value), ()

    def finish(self, state: Seen, ctx: Context) -> Iterable[Hit]:
        """One hit for the file."""
        del ctx
        if state.rows and not state.value:
            yield Hit("no row has a value in any variable", expected="values", count=state.rows)


RULE = AllDataMissing()
