"""No variable of a file for AmeriFlux has a standard name.

## What it checks
That one title at least is a variable of AmeriFlux's standard. Files are meant for AmeriFlux's FP-In if
their name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In takes nothing from such a file.

## How to mend
Rename the columns after AmeriFlux's list of data variables.

## Example
Bad: `TIMESTAMP_START,TIMESTAMP_END,flux,temperature`. Good: `TIMESTAMP_START,TIMESTAMP_END,FC,TA`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are any standard
AmeriFlux Data Variable names present?'.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, plain, variables
from icos_ingest.schema import fp_in


class MissingStandardVariable(FactRule):
    """Looks for one standard name."""

    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the file."""
        found = variables(content)
        if not found or not is_upload(ctx):
            return
        if not any(fp_in().parse(plain(info.title)) for info in found):
            titles = ", ".join(info.title[:40] for info in found[:5])
            message = f"none of the {len(found)} variables has a standard name: {titles}"
            yield Hit(message, Place(line=found[0].place.line), expected="names such as FC, LE, H, TA")


RULE = MissingStandardVariable()
