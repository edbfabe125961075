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

from icos_ingest.content import Block, BoolArray, Column
from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.formats import is_laid_down
from icos_ingest.values import FORMATS


class UnparsableTimeStamp(FoldRule, FaultRule):
    """Shows the rows whose stamp was refused; a stamp that is one cell among others is shown there."""

    kinds = ("time-stamp",)
    needs = Need.TABLE

    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """The refused stamps of a block, each in the column that makes it."""
        if block.time is None:
            return []
        rest = block.time.refused.copy()
        hits = []
        for column in block.columns.values():
            if column.info.stamps and column.info.format and column.refused.any():
                fmt = FORMATS[column.info.format]
                hits.append(_hit(block, column.refused, column, ctx, expected=fmt.expected))
                rest &= ~column.refused
        return [hit for hit in (*hits, _hit(block, rest, block.time, ctx)) if hit]

    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote a stamp that a reader could not take."""
        del ctx
        return Hit(f"a row has no readable time stamp: '{fault.place.value or ''}'")


def _hit(block: Block, refused: BoolArray, column: Column, ctx: Context, **rest: str) -> Hit | None:
    message = "a row has no readable time stamp: '{value}'"
    alone = column.info.stamps or ctx.facts.time is None or ctx.facts.time.name == column.info.name
    if block.cells is not None and not alone:
        message = f"the cells from '{column.info.name}' on make no date and time: '{{value}}'"
    # Where the reader itself chose the column of times, it may have been meant for something else.
    severity = None if is_laid_down(ctx) else Severity.WARNING
    blocks = ctx.spec is not None
    return hit_rows(block, refused, column, ctx, message, blocks=blocks, severity=severity, **rest)


RULE = UnparsableTimeStamp()
