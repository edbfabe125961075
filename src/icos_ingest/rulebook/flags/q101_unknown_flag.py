"""A quality flag is none of its scheme.

## What it checks
That each value of a flag column is one that the column's flag scheme explains. The same letter means
different things in different schemes, so the scheme of the format counts.

## Why it matters
Nobody knows whether such data may be used; most programs take every flag they do not know for bad, or for
good.

## How to mend
Use a flag of the scheme: for ATC files U, O, R (correct) and N, K, H (incorrect).

## Example
Bad: `X` in an ATC flag column. Good: `O`.

## References
ICOS ATC flags; QuinCe flag schemes; FLUXNET2015 variables.
"""

from icos_ingest.content import BoolArray, Column
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import CellRule, Context, Hit, Need
from icos_ingest.rule_parts.flags import is_flag


class UnknownFlag(CellRule):
    """Compares flags with the meanings of their scheme."""

    severity = Severity.WARNING
    needs = Need.FLAGS

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """Where a flag is there and has no meaning."""
        del ctx
        scheme = column.info.flag_scheme
        if scheme is None:
            return None
        values = column.values
        if scheme.fraction:
            if values.dtype.kind not in "iuf" or column.lies_within(0, 1):
                return None
            outside: BoolArray = column.valid & ((values < 0) | (values > 1))
            return outside
        known = {"", *scheme.meanings} if values.dtype.kind in "OU" else scheme.meanings
        unknown: BoolArray = column.valid & ~is_flag(column, known)
        return unknown

    def tell(self, column: Column, ctx: Context) -> Hit:
        """Quote the flag and list the scheme's."""
        del ctx
        scheme = column.info.flag_scheme
        assert scheme is not None, "there is a mask only where there is a scheme"
        expected = "a number from 0 to 1" if scheme.fraction else f"one of {', '.join(scheme.meanings)}"
        meanings = "; ".join(f"{flag}: {meaning}" for flag, meaning in scheme.meanings.items())
        return Hit(
            f"'{{value}}' in '{column.info.name}' is no flag of the scheme {scheme.name}",
            expected=expected,
            fix=f"Use a flag of the scheme {scheme.name} ({meanings})"[:400],
        )


RULE = UnknownFlag()
