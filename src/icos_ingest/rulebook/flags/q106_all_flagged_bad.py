"""No value of a column has a good flag.

## What it checks
That of a column with a dozen values or more at least one has a flag that the scheme counts as good. Where the
other flags of the scheme tell of filled values, it is only noted, and that of a week of half-hours or more.

## Why it matters
Everybody who selects by flag gets an empty column. Mostly the flags were never set, or are of another scheme.

## How to mend
Look whether the flags were exported from the right column and by the right scheme. If the instrument really
failed all the time, leave them: this is a warning.

## Example
Bad: a month of CO2 in which every flag is `N`. Good: `U` or `O` where the value may be used.

## References
ICOS ATC flags; QuinCe flag schemes; FLUXNET2015 variables.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Block
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.flags import flagged, has_value, is_flag
from icos_ingest.schema import FlagScheme, thresholds


class _Seen(Struct, frozen=True):
    field: str
    scheme: FlagScheme
    first: Place
    values: int
    good: int


class AllFlaggedBad(FoldRule):
    """Counts values and good values of each column."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.FLAGS

    def start(self) -> dict[str, _Seen]:
        """Nothing was seen of any column."""
        return {}

    def look(self, block: Block, ctx: Context) -> list[_Seen]:
        """What a block holds of each flagged column."""
        del ctx
        found = []
        for column, flags in flagged(block):
            rows = has_value(column).nonzero()[0]
            if len(rows) and (scheme := flags.info.flag_scheme):
                good = int(is_flag(flags, scheme.good)[rows].sum())
                first = block.place(int(rows[0]), flags)
                found.append(_Seen(column.info.name, scheme, first, len(rows), good))
        return found

    def join(self, state: dict[str, _Seen], part: list[_Seen]) -> tuple[dict[str, _Seen], Iterable[Hit]]:
        """Add up."""
        for seen in part:
            old = state.get(seen.field, replace(seen, values=0, good=0))
            state[seen.field] = replace(old, values=old.values + seen.values, good=old.good + seen.good)
        return state, ()

    def finish(self, state: dict[str, _Seen], ctx: Context) -> Iterable[Hit]:
        """One hit for each column without a good value."""
        del ctx
        for seen in state.values():
            least = thresholds(self.name)["filled" if seen.scheme.fills else "least"].value
            if seen.good or seen.values < least:
                continue
            message = f"none of the {seen.values:,} values of '{seen.field}' has a good flag"
            expected = f"one of {', '.join(seen.scheme.good)} where a value may be used"
            severity = Severity.INFO if seen.scheme.fills else None
            yield Hit(message, seen.first, expected, severity=severity, places=(seen.first,))


RULE = AllFlaggedBad()
