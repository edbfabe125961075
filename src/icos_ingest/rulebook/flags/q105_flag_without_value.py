"""A quality flag judges a value that is not there.

## What it checks
That where a value is missing its flag is empty or one that the scheme has for gaps. Flags that call a missing
value good are told by `good-flag-on-missing-value`.

## Why it matters
Who counts flags counts values that nobody has; and a bad value that was deleted cannot be judged again.

## How to mend
Leave the bad value in the file with its flag, or give the gap the flag that the scheme has for it.

## Example
Bad: `NaN,4` in an ocean product. Good: `NaN,9`, or `355.1,4`.

## References
QuinCe flag schemes; SOCAT cookbook; FLUXNET2015 variables.
"""

from collections.abc import Mapping

from icos_ingest.model import Severity
from icos_ingest.rule_parts.flags import GapFlagRule
from icos_ingest.schema import FlagScheme


class FlagWithoutValue(GapFlagRule):
    """Looks for flags beside gaps that are neither good nor meant for gaps."""

    severity = Severity.INFO
    message = "'{flags}' judges a missing value of '{field}'"

    def wrong(self, scheme: FlagScheme) -> Mapping[Severity, set[str]]:
        """All others, where the scheme says which are meant for gaps."""
        others = set(scheme.meanings) - {*scheme.good, *scheme.absent}
        return {Severity.INFO: others} if scheme.absent else {}


RULE = FlagWithoutValue()
