"""A cell in a column of short names is a date.

## What it checks
That no cell of a workbook is a date where most cells of its column are names that look like dates: letters
and a small number (SEPT2, MAR1), or two small numbers (1-2).

## Why it matters
A spreadsheet program takes such names for dates while they are typed or imported, and forgets the name.

## How to mend
Go back to the source of the names, set the format of the column to text, and import them anew.

## Example
Bad: SEPT1, 2024-09-02, SEPT3. Good: SEPT1, SEPT2, SEPT3.

## References
Ziemann, Eren, El-Osta (2016), Gene name errors are widespread in the scientific literature,
Genome Biology 17.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class DateAmongNames(FaultRule):
    """Explains which name it may have been."""

    kinds = ("mangled-name",)
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the date, and what it may have been."""
        del ctx
        where = f" in '{fault.place.field}'" if fault.place.field else ""
        why = f"; it may have been {fault.detail}" if fault.detail else ""
        message = f"the cell '{fault.place.value}'{where} is a date among names{why}"
        return Hit(message, expected="a name")


RULE = DateAmongNames()
