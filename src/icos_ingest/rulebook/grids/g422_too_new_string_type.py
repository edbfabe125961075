"""A file of CF before 1.8 has variables of the type string.

## What it checks
That no variable is of netCDF-4's type string where `Conventions` names CF-1.0 to CF-1.7.

## Why it matters
These versions know only arrays of characters; older programs cannot read the variable.

## How to mend
Write `Conventions = "CF-1.8"` or later.

## Example
Bad: `string station(n)` with CF-1.6. Good: the same with CF-1.8.

## References
CF Conventions 1.8, section 2.2.
"""

import re
from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, variables


class TooNewStringType(FactRule):
    """Compares types with the version."""

    severity = Severity.INFO
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A note for each variable."""
        del ctx
        if not re.search(r"CF-1\.[0-7](?!\d)", str(content.facts.attributes.get("Conventions", ""))):
            return
        for array in variables(content):
            if array.dtype.kind == "O":
                message = f"'{array.name}' is of the type string, which CF has since 1.8"
                yield Hit(message, place(array), expected="Conventions of CF-1.8 or later")


RULE = TooNewStringType()
