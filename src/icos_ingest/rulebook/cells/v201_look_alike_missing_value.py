"""A value looks like a missing value, and is none by the format's rules.

## What it checks
That no number is a usual stand-in for a missing value (-9999, -6999, -999.99), and that no text is a
spreadsheet's error (`#REF!`). The format's own missing values, letter for letter, are not meant: they were
taken out before. A number within the plausible range of its column is none, nor, where no range is known,
is one among numbers that go on below it, or one of a length in metres: heights and depths are of that size.
In a text that no specification fits it is only noted, unless it is another spelling of the format's own; so
it is in a raster.

## Why it matters
The portal keeps it as a number. Every mean, sum and plot with it is wrong: with `-9999.0` where the
format's missing value is `-9999`, one gap in a thousand shifts a mean temperature by ten degrees.

## How to mend
Write the missing value exactly as the format has it, or leave the cell empty; in netCDF name it in
`_FillValue`.

## Example
Bad: `-9999.0` in a file whose missing value is `-9999`. Good: `-9999`.

## References
AmeriFlux, missing-value formats in flux and meteorological data; ICOS Carbon Portal, missing values by
format.
"""

import numpy as np

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit
from icos_ingest.rule_parts.formats import expected_gap
from icos_ingest.rule_parts.gaps import is_other_spelling, number_gaps

TEXTS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
ATC_STDEV = -9.99


class LookAlikeMissingValue(CellRule):
    """Looks for numbers and texts that stand for nothing."""

    severity = Severity.WARNING

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a value looks like a gap."""
        if column.values.dtype.kind in "OU":
            return column.valid & np.isin(column.values, TEXTS)
        return number_gaps(column, ctx)

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the value, and say what should stand there."""
        message = f"'{{value}}' in '{column.info.name}' looks like a missing value, and is kept as a value"
        expected = expected_gap(column.info.format, ctx)
        gaps = number_gaps(column, ctx)
        if gaps is not None and np.allclose(column.values[gaps].astype(float), ATC_STDEV):
            fix = "Nothing is to be done: the atmosphere centre writes so. Mask it before you use the column."
            return Hit(message, expected=expected, fix=fix, severity=Severity.INFO)
        # Where no specification fits a text, it may be the owner's own; in a raster, a height or a shade.
        own = ctx.facts.text and ctx.spec is None and not is_other_spelling(column, ctx)
        open_ = own or ctx.facts.georeference is not None
        return Hit(message, expected=expected, severity=Severity.INFO if open_ else None)


RULE = LookAlikeMissingValue()
