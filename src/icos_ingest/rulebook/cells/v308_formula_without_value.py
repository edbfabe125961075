"""A formula has no stored value.

## What it checks
That every formula of a workbook has its value stored beside it, as spreadsheet programs do when they save.

## Why it matters
Only a spreadsheet program can work out a formula. Every other reader finds an empty cell, and the values are
lost to it. Files written by a script are like that.

## How to mend
Open the workbook in a spreadsheet program and save it, or write values in place of formulas.

## Example
Bad: `<c r="C17"><f>A17*2</f></c>`. Good: `<c r="C17"><f>A17*2</f><v>796.4</v></c>`.

## References
ECMA-376 part 1, section 18.3.1.40 (formula), 18.3.1.96 (cell value).
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class FormulaWithoutValue(FaultRule):
    """Counts them by column."""

    kinds = ("formula-without-value",)
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how many, and where the first stands."""
        del ctx
        column = f" of '{fault.place.field}'" if fault.place.field else ""
        message = f"{fault.detail} formulas{column} have no stored value, the first in {fault.place.value}"
        return Hit(message, expected="a value beside each formula")


RULE = FormulaWithoutValue()
