"""A file for AmeriFlux gives a primary flux only gap-filled.

## What it checks
That beside each FC, FCH4, LE or H with the qualifier `_F` the same variable without it is there. Files are
meant for AmeriFlux's FP-In if their name begins with the id of a site and HH or HR; no others are looked
at.

## Why it matters
AmeriFlux fills gaps itself, in the same way for all sites, and needs what was measured; it refuses the
file.

## How to mend
Add the measured values, with -9999 where nothing was measured.

## Example
Bad: `FC_F` alone. Good: `FC` and `FC_F`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Are non-filled data
present for primary flux, gap-filled Data Variables?'.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, plain, variables
from icos_ingest.schema import fp_in


class OnlyFilledFlux(FactRule):
    """Looks for the unfilled column of each filled one."""

    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each filled flux that stands alone."""
        if not is_upload(ctx):
            return
        standard, infos = fp_in(), variables(content)
        titles = {plain(info.title) for info in infos}
        for info in infos:
            name = standard.parse(plain(info.title))
            if name is None or name.variable not in standard.primary or "F" not in name.qualifiers:
                continue
            others = [word for word in name.qualifiers if word != "F"]
            measured = "_".join([name.variable, *others]) + name.rest
            if measured not in titles:
                message = f"'{info.name}' is filled, and the measured values are not there"
                yield Hit(message, info.place, expected=f"a column {measured}")


RULE = OnlyFilledFlux()
