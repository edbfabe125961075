"""A variable of a file for AmeriFlux has no value at all.

## What it checks
That each variable has a value in one row at least. Nothing is said where no variable has any. Files are
meant for AmeriFlux's FP-In if their name begins with the id of a site and HH or HR; no others are looked
at.

## Why it matters
FP-In overwrites what it holds of the variable in this period, so that an empty column deletes data.

## How to mend
Delete the column, or fill in its values; leave it if the variable was not measured and nothing older is to
be kept.

## Example
Bad: `CH4` with -9999 in every row. Good: no column CH4.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Any Variables with ALL
Data Missing?'.
"""

from collections.abc import Iterable, Mapping

from icos_ingest.content import Block, ColumnInfo
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, measured

Seen = Mapping[str, tuple[ColumnInfo, bool]]
"""Each variable by name, and whether it has a value."""


class EmptyVariable(FoldRule):
    """Looks for the first value of each variable."""

    severity = Severity.WARNING
    needs = Need.TABLE

    def start(self) -> Seen:
        """Nothing yet."""
        return {}

    def look(self, block: Block, ctx: Context) -> Seen:
        """Which variables of a block have a value."""
        if not is_upload(ctx) or not block.n:
            return {}
        return {column.info.name: (column.info, bool(there.any())) for column, there in measured(block)}

    def join(self, state: Seen, part: Seen) -> tuple[Seen, Iterable[Hit]]:
        """Both together."""
        before = {name: value for name, (_, value) in state.items()}
        return {
            **state,
            **{name: (info, value or before.get(name, False)) for name, (info, value) in part.items()},
        }, ()

    def finish(self, state: Seen, ctx: Context) -> Iterable[Hit]:
        """One hit for each empty variable, unless all are."""
        del ctx
        empty = [info for info, value in state.values() if not value]
        if len(empty) < len(state):
            for info in empty:
                yield Hit(
                    f"'{info.name}' has no value in any row", info.place, expected="values, or no column"
                )


RULE = EmptyVariable()
