"""A variable of a file for AmeriFlux has no standard name.

## What it checks
That each title is a variable of AmeriFlux's standard in capitals, then its qualifiers in their order:
`_PI`, `_QC`, `_F`, `_IU`, the position (`_1_1_1`, `_1`), `_SD` or `_N`. Files are meant for AmeriFlux's FP-
In if their name begins with the id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In leaves columns with other names out of its products.

## How to mend
Rename the column as suggested; leave it if the variable has no place in the standard.

## Example
Bad: `Tsoil_1_1_1`, `SWC_1_1_1_F`, `U*`. Good: `TS_1_1_1`, `SWC_F_1_1_1`, `USTAR`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are Data Variable names
in correct format?'.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, plain, variables
from icos_ingest.schema import fp_in


class NonstandardVariableName(FactRule):
    """Compares titles with the standard."""

    severity = Severity.WARNING
    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each title, with the name that was probably meant."""
        if not is_upload(ctx):
            return
        standard = fp_in()
        for info in variables(content):
            title = plain(info.title)
            if title and standard.parse(title) is None:
                meant = standard.suggest(title)
                expected = meant or "a variable of AmeriFlux's list"
                yield Hit(f"'{title[:100]}' is no standard name", info.place, expected=expected)


RULE = NonstandardVariableName()
