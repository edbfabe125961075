"""A row stands off the regular steps of time.

## What it checks
That each row follows the one before by a whole number of steps. The step is the averaging interval that the
format or the header promises; in other tables it is the common step, if nearly all rows keep it, and then a
row off it is only noted. Gaps are another
rule's, and so are files for AmeriFlux's FP-In.

## Why it matters
Programs for half-hourly and hourly data take rows by their number or refuse the file. One odd stamp is mostly
a mistyped one.

## How to mend
Look at the row's stamp, and write it as start or end of its interval.

## Example
Bad: `12:00`, `12:37`, `13:00`. Good: `12:00`, `12:30`, `13:00`.

## References
AmeriFlux, timestamp resolution between rows; REddyProc, equidistant rows.
"""

from collections.abc import Iterable

import numpy as np

from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, Hit
from icos_ingest.rule_parts.formats import averaging_minutes
from icos_ingest.rule_parts.fp_in import is_upload
from icos_ingest.rule_parts.spacing import Odd, Spacing, SpacingRule, duration
from icos_ingest.rule_parts.steps import shown
from icos_ingest.schema import thresholds


class IrregularTimeStep(SpacingRule):
    """Looks for steps that are no multiple of the one that rows should keep."""

    severity = Severity.WARNING

    def told(self, spacing: Spacing, odd: Odd, ctx: Context) -> Iterable[Hit]:
        """One hit for all rows off the steps; the row that comes back to them is right again."""
        minutes = averaging_minutes(ctx)
        if ctx.spec is None and minutes and spacing.common % round(minutes * 60_000):
            minutes = None  # the table is of another interval than those that its format is made for
        regular = spacing.share >= thresholds(self.name)["regular"].value
        if spacing.unit != "M8[ms]" or not (minutes or regular) or is_upload(ctx):
            return
        promised = round(minutes * 60_000) if minutes else spacing.common
        off = odd.where((odd.steps > 0) & (odd.steps % promised != 0))
        if not len(off):
            return
        next_row = np.diff(off.rows, prepend=-2) == 1
        back = next_row & ((off.after - np.roll(off.before, 1)).astype(np.int64) % promised == 0)
        wrong = off.where(~back)
        message = f"the row at {shown(wrong.after[0])} stands off the steps of {duration(promised)}"
        expected = f"a whole number of steps after {shown(wrong.before[0])}"
        severity = None if minutes else Severity.INFO
        yield spacing.hit(message, wrong, ctx, expected=expected, severity=severity)


RULE = IrregularTimeStep()
