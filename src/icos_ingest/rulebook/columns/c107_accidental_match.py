"""A title is known to the portal only by a part of it.

## What it checks
Whether a title that a regular expression of the specification matches has letters before or after the match.

## Why it matters
The portal searches its expressions in the titles; it does not compare them whole. `xTS_1_1_1` is stored as a
soil temperature where the expression lacks its `^`, and the values are whatever stands in that column.

## How to mend
If the column is what the portal takes it for, give it the plain title. If not, give it one that has nothing
of it.

## Example
Bad: `xTS_1_1_1`, `PREC_TS_1_1_1`. Good: `TS_1_1_1`.

## References
ICOS Carbon Portal, ingestion of text tables: regular expressions are searched (Java's `find`).
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.schema import java_regex


class AccidentalMatch(FactRule):
    """Looks for titles of which an expression covers a part."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each such title."""
        del ctx
        for table in content.tables().values():
            for info in table.columns:
                if info.spec is None or not info.spec.is_regex:
                    continue
                found = java_regex(info.spec.title).search(info.title)
                if found and found[0] != info.title:
                    message = f"the portal takes '{info.title}' for '{found[0]}', which is a part of it"
                    yield Hit(message, info.place, f"a title that {info.spec.title} covers whole")


RULE = AccidentalMatch()
