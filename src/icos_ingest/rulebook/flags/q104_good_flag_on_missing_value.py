"""A quality flag calls a missing value good.

## What it checks
That where a value is missing its flag is not one that the scheme counts as good. It is only noted where the
scheme itself gives such a flag to gaps, as the atmosphere centre does with `U` in near-real-time data.

## Why it matters
Either the value was lost on the way, or the flag was never judged: both make the flags of the whole column
doubtful. Counts of good data come out too high.

## How to mend
Find out which of the two is wrong: bring the value back from the logger, or give the gap the flag that the
scheme has for it.

## Example
Bad: `-999.990;O` in an ATC file. Good: `-999.990;K`.

## References
ICOS ATC flags; QuinCe flag schemes; FLUXNET2015 variables.
"""

from collections.abc import Mapping

from icos_ingest.model import Severity
from icos_ingest.rule_parts.flags import GapFlagRule
from icos_ingest.schema import FlagScheme


class GoodFlagOnMissingValue(GapFlagRule):
    """Looks for good flags beside gaps."""

    severity = Severity.WARNING
    message = "'{flags}' calls a missing value of '{field}' good"

    def wrong(self, scheme: FlagScheme) -> Mapping[Severity, set[str]]:
        """The good ones; what a scheme itself gives to gaps is only noted."""
        good, absent = set(scheme.good), set(scheme.absent)
        return {Severity.WARNING: good - absent, Severity.INFO: good & absent}


RULE = GoodFlagOnMissingValue()
