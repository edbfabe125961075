"""A value has no quality flag.

## What it checks
That where a column has a flag column beside it, each value has a flag.

## Why it matters
The format promises a judgement of each value. Programs that select by flag drop such a value silently.

## How to mend
Fill in the flag, or delete the value if it was not measured.

## Example
Bad: `398.2;` (value, empty flag). Good: `398.2;O`.

## References
ICOS ATC flags; SOCAT cookbook.
"""

from collections.abc import Iterable

from icos_ingest.content import Block
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.rule_parts.flags import flagged, has_value


class ValueWithoutFlag(FoldRule):
    """Looks at each value beside its flag."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.FLAGS

    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """One hit for each flagged column of a block."""
        hits = []
        for column, flags in flagged(block):
            message = f"'{{value}}' in '{column.info.name}' has no flag in '{flags.info.name}'"
            bare = has_value(column) & flags.missing
            hits.append(hit_rows(block, bare, column, ctx, message, expected="a flag"))
        return [hit for hit in hits if hit]

    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part


RULE = ValueWithoutFlag()
