"""A cell holds a spreadsheet's error.

## What it checks
That no cell of a workbook holds an error such as `#REF!`, `#DIV/0!` or `#N/A`.

## Why it matters
The value is lost: the formula behind it points to nothing, or cannot be worked out.

## How to mend
Mend the formula in the spreadsheet, and export values in place of formulas.

## Example
Bad: `#REF!`. Good: the number that the formula should give, or an empty cell.

## References
ECMA-376 part 1, section 18.17.3 (error values).
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class SpreadsheetError(FaultRule):
    """Explains an error value."""

    kinds = ("excel-error",)
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the error."""
        del ctx
        where = f" in '{fault.place.field}'" if fault.place.field else ""
        cell = f" (cell {fault.detail})" if fault.detail else ""
        message = f"the spreadsheet's error '{fault.place.value}'{where}{cell} stands for a value"
        return Hit(message, expected="a value")


RULE = SpreadsheetError()
