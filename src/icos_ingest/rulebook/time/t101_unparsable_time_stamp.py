"""A row has no readable time stamp.

## What it checks
That date and time of each row can be read as the format has them.

## Why it matters
A row without a time is lost to every time series. The portal refuses the file.

## How to mend
Write the stamp as the format wants it. Spreadsheets like to rewrite dates: export with the date as text.

## Example
Bad: `31/02/15 24:60`. Good: `31/01/2015`, `23:30`.

## References
ICOS Carbon Portal, value formats of dates and times.
"""

from collections.abc import Iterable

from icos_ingest.content import Block
from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.formats import is_laid_down


class UnparsableTimeStamp(FoldRule, FaultRule):
    """Shows the rows whose stamp was refused; a stamp that is a column of its own is shown as a cell."""

    kinds = ("time-stamp",)
    needs = Need.TABLE

    def look(self, block: Block, ctx: Context) -> Hit | None:
        """The refused stamps of a block."""
        if block.time is None:
            return None
        own = block.columns.get(block.time.info.name)
        refused = block.time.refused if own is None else block.time.refused & ~own.refused
        message = "a row has no readable time stamp: '{value}'"
        if block.cells is not None and ctx.facts.time and ctx.facts.time.name != block.time.info.name:
            message = f"the cells from '{block.time.info.name}' on make no date and time"
        # Where the reader itself chose the column of times, it may have been meant for something else.
        severity = None if is_laid_down(ctx) else Severity.WARNING
        blocks = ctx.spec is not None
        return hit_rows(block, refused, block.time, ctx, message, blocks=blocks, severity=severity)

    def join(self, state: None, part: Hit | None) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, [part] if part else []

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote a stamp that a reader could not take."""
        del ctx
        return Hit(f"a row has no readable time stamp: '{fault.place.value or ''}'")


RULE = UnparsableTimeStamp()
