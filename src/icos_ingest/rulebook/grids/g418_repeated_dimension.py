"""A variable has the same dimension twice.

## What it checks
That the dimensions of each variable differ.

## Why it matters
xarray and the CF Conventions know no such variable: it cannot be indexed by name.

## How to mend
Give the second axis a dimension of its own, with the same length.

## Example
Bad: `covariance(level, level)`. Good: `covariance(level, level2)`.

## References
CF Conventions, section 2.4.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, variables


class RepeatedDimension(FactRule):
    """Looks at the names of the dimensions."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each variable."""
        del ctx
        for array in variables(content):
            twice = [dim for dim in dict.fromkeys(array.dims) if array.dims.count(dim) > 1]
            if twice:
                message = f"'{array.name}' has the dimension '{twice[0]}' {array.dims.count(twice[0])} times"
                yield Hit(message, place(array, twice[0]), expected="dimensions that differ")


RULE = RepeatedDimension()
