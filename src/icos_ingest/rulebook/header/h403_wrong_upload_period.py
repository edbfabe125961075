"""The period in the name of a file for AmeriFlux is not that of its data.

## What it checks
That start and end in the name are the first TIMESTAMP_START and the last TIMESTAMP_END of the rows. Files
are meant for AmeriFlux's FP-In if their name begins with the id of a site and HH or HR; no others are
looked at.

## Why it matters
FP-In replaces what it holds of the period in the name: a wrong one deletes good data, or leaves old data in
place.

## How to mend
Rename the file after its first TIMESTAMP_START and its last TIMESTAMP_END.

## Example
Bad: `US-CRT_HH_201101010000_201201010000.csv` whose last row ends at 201112312330. Good: the end
`201112312330`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Do filename time
components match file time period?'.
"""

from collections.abc import Iterable
from typing import NamedTuple

from icos_ingest.content import Block
from icos_ingest.model import NOWHERE, Place
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.fp_in import END, START, is_stamp, is_upload, period, stamps


class Ends(NamedTuple):
    """First start and last end of some rows, each with its place."""

    start: str
    start_at: Place
    end: str
    end_at: Place


class WrongUploadPeriod(FoldRule):
    """Compares the ends of the table with the name."""

    needs = Need.TABLE | Need.TEXT

    def look(self, block: Block, ctx: Context) -> Ends | None:
        """The first and the last row of a block."""
        if not block.n or not is_upload(ctx):
            return None
        start, end = stamps(block, START), stamps(block, END)
        if start is None or end is None:
            return None
        first, last = block.place(0, start.column), block.place(block.n - 1, end.column)
        return Ends(start.texts[0], first, end.texts[-1], last)

    def join(self, state: Ends | None, part: Ends | None) -> tuple[Ends | None, Iterable[Hit]]:
        """The first start and the last end."""
        if state is None or part is None:
            return part or state, ()
        return Ends(state.start, state.start_at, part.end, part.end_at), ()

    def finish(self, state: Ends | None, ctx: Context) -> Iterable[Hit]:
        """A hit for each end that the name does not give."""
        if state is None:
            return
        named = period(ctx.name)
        found = ((START, state.start, state.start_at), (END, state.end, state.end_at))
        for which, name, (title, text, place) in zip(("first", "last"), named, found, strict=True):
            if name is not None and is_stamp(text) and name != text:
                message = f"the {which} {title} is {text}, and the file's name says {name}"
                yield Hit(message, place or NOWHERE, expected=f"{text} in the file's name")


RULE = WrongUploadPeriod()
