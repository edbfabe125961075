"""Two variables have names that differ in case alone.

## What it checks
That no two variables of one group have names that differ only in capital and small letters.

## Why it matters
They are easily mistaken, and some programs take them for one.

## How to mend
Rename one of them.

## Example
Bad: `t` and `T`. Good: `time` and `T`.

## References
CF Conventions, section 2.3.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, variables


class NamesAlikeButForCase(FactRule):
    """Compares names."""

    severity = Severity.INFO
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A note for each second one."""
        del ctx
        seen: dict[str, str] = {}
        for array in variables(content):
            first = seen.setdefault(array.path.casefold(), array.name)
            if first != array.name:
                yield Hit(
                    f"'{first}' and '{array.name}' differ in case alone", place(array), "names that differ"
                )


RULE = NamesAlikeButForCase()
