"""A netCDF file does not say that it keeps the CF Conventions.

## What it checks
That the global attribute `Conventions` is there and names CF.

## Why it matters
Programs guess what the attributes mean; a checker does not know by which version to judge.

## How to mend
Write `Conventions = "CF-1.11"`, or the version by which the file was made.

## Example
Bad: no `Conventions`. Good: `Conventions = "CF-1.8, ACDD-1.3"`.

## References
CF Conventions, section 2.6.1.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit


class MissingConventions(FactRule):
    """Looks for the attribute."""

    severity = Severity.INFO

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A note where it is missing or names others alone."""
        del ctx
        found = content.facts.attributes.get("Conventions")
        if content.facts.format != "netcdf" or (found is not None and "CF-" in str(found)):
            return
        told = "has no attribute Conventions" if found is None else f"keeps '{str(found)[:100]}', not CF"
        yield Hit(f"the file {told}", Place(field="Conventions"), expected="CF-1.11")


RULE = MissingConventions()
