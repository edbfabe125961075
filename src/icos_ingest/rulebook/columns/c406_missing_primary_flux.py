"""A file for AmeriFlux has no primary flux.

## What it checks
That FC, FCH4, LE or H is there, with qualifiers or without. Files are meant for AmeriFlux's FP-In if their
name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
Fluxes are what AmeriFlux is about; a file without any was mostly exported from the wrong table.

## How to mend
Add the fluxes, or leave it if the file is of meteorology alone.

## Example
Bad: `TIMESTAMP_START,TIMESTAMP_END,TA`. Good: `TIMESTAMP_START,TIMESTAMP_END,FC,LE,H,TA`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are primary flux Data
Variables present?'.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, plain, variables
from icos_ingest.schema import fp_in


class MissingPrimaryFlux(FactRule):
    """Looks for one of four variables."""

    severity = Severity.WARNING
    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the file."""
        found = variables(content)
        if not found or not is_upload(ctx):
            return
        standard = fp_in()
        names = [standard.parse(plain(info.title)) for info in found]
        if not any(name and name.variable in standard.primary for name in names):
            listed = ", ".join(standard.primary)
            yield Hit(f"none of {listed} is there", Place(line=found[0].place.line), expected=listed)


RULE = MissingPrimaryFlux()
