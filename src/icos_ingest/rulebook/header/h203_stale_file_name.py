"""The header names another file.

## What it checks
`FILE NAME` in the header of an ICOS atmosphere file against the file's name, `.zip` and `.gz` left aside.

## Why it matters
Mostly the file was only renamed. But a header that was copied from another file shows itself here first.

## How to mend
Nothing, if the file was renamed on purpose; else write its name into the header.

## Example
Bad: `# FILE NAME: old.CO2` in `new.CO2`. Good: the same name in both.

## References
ICOS ATC, headers of products.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.atmosphere import stated


class StaleFileName(FactRule):
    """Compares two names."""

    severity = Severity.INFO
    needs = Need.TEXT

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit where they differ."""
        del content
        said = stated(ctx, "FILE NAME")
        name = ctx.name.removesuffix(".gz").removesuffix(".zip")
        if said is not None and name and str(said.value).strip() not in (name, ctx.name):
            yield Hit(f"the header names the file '{str(said.value)[:150]}'", said.place, expected=name)


RULE = StaleFileName()
