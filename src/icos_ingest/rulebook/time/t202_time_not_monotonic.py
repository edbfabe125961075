"""Time goes back.

## What it checks
That no row of a time series is stamped earlier than the row before. In a table of no known format where
that happens often, the rows are taken for sorted otherwise, and it is only noted.

## Why it matters
The portal takes the interval of the data from the first and the last row as they stand. Slicing by time,
resampling and joining fail or go wrong where rows are not in order.

## How to mend
Sort the rows by time, and look for a period that stands in the file twice; a logger whose clock was set
back leaves two values for the same time.

## Example
Bad: `2024-03-01T12:00:00Z` after `2024-03-01T13:00:00Z`. Good: the rows in order.

## References
CF Conventions, section 1.3 (coordinates are monotonic); AmeriFlux, timestamp checks.
"""

from icos_ingest.content import BoolArray, Values
from icos_ingest.model import Severity
from icos_ingest.rule_parts.steps import StepRule


class TimeNotMonotonic(StepRule):
    """Looks for stamps that are before the one before."""

    severity = Severity.WARNING
    message = "time goes back from {before} to {after}"

    def wrong(self, before: Values, after: Values) -> BoolArray:
        """An earlier stamp."""
        earlier: BoolArray = after < before
        return earlier


RULE = TimeNotMonotonic()
