"""The names of variables of a file for AmeriFlux are in quotes.

## What it checks
That no title stands in quotes, which are part of it where the format knows none. Files are meant for
AmeriFlux's FP-In if their name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In permits no quotes: it takes them for a part of the name and does not know the variable.

## How to mend
Write the titles without quotes; in R, `write.csv(…, quote = FALSE)`.

## Example
Bad: `"TIMESTAMP_START","TIMESTAMP_END","FC"`. Good: `TIMESTAMP_START,TIMESTAMP_END,FC`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are quotes found in all
variable names?'.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, plain


class QuotedVariableName(FactRule):
    """Looks for quotes at both ends of titles."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.TEXT

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the file, at the first title."""
        if not is_upload(ctx):
            return
        infos = [info for table in content.tables().values() for info in table.columns]
        quoted = [
            info for info in infos if info.title[:1] in ("'", '"') and info.title[-1:] == info.title[:1]
        ]
        if quoted:
            places = tuple(info.place for info in quoted[: ctx.keep])
            message = f"{len(quoted)} titles stand in quotes, such as {quoted[0].title[:60]}"
            expected = plain(quoted[0].title)[:60]
            yield Hit(message, quoted[0].place, expected, count=len(quoted), places=places)


RULE = QuotedVariableName()
