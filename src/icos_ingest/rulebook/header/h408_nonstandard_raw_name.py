"""The name of a raw file of an ecosystem station is not as it should be.

## What it checks
That a name that begins like one of raw data has all parts in their places:
`CC-Xxx_TT_YYYYMMDD[hhmm]_LNN_FNN.ext` with type EC, BM, ST, SAHEAT or PHEN, a time of day for EC and PHEN
and for no others, and the ending csv, zip, bin, dat, txt or jpg. A zip of the half hours of a day has EC
without a time.

## Why it matters
The portal sorts raw files by their names, and refuses those that it cannot.

## How to mend
Rename the file.

## Example
Bad: `SE-Htm_BM_202403010030_L01_F01.csv`. Good: `SE-Htm_BM_20240301_L01_F01.csv`.

## References
ICOS Ecosystem Thematic Centre, names of raw data files; ICOS data portal, facade of the ecosystem stations.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit
from icos_ingest.schema import wrong_parts


class NonstandardRawName(FactRule):
    """Looks at the parts of the name."""

    severity = Severity.WARNING

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit that lists what is wrong."""
        del content
        wrong = wrong_parts(ctx.name)
        if wrong:
            message = f"the name '{ctx.name}' is not that of a raw file: {', '.join(wrong)}"
            yield Hit(message, expected="CC-Xxx_TT_YYYYMMDD[hhmm]_LNN_FNN.ext")


RULE = NonstandardRawName()
