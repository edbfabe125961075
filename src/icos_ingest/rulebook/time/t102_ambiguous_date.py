"""The order of day and month cannot be told.

## What it checks
That a date is written so that day and month cannot be mistaken, or that some date of the file (a 13th to
31st) shows the order. Nothing is guessed: the times of an ambiguous file are not decoded.

## Why it matters
`07.06.2019` is 7 June to one program and July 6 to the next; the data then lie a month off, and no error
shows.

## How to mend
Say it: `--day-first` on the command line, `day_first=True` or `False` in Python. Better still, write dates
as 2019-06-07.

## Example
Bad: `07.06.2019`, in a file that ends on the 12th. Good: `2019-06-07`.

## References
ISO 8601.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class AmbiguousDate(FaultRule):
    """Explains a date that may be two days."""

    kinds = ("ambiguous-date",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the date."""
        del ctx
        where = f" in '{fault.place.field}'" if fault.place.field else ""
        return Hit(f"whether day or month comes first in '{fault.place.value}'{where} cannot be told")


RULE = AmbiguousDate()
