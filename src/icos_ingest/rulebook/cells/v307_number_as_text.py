"""A number is stored as text.

## What it checks
That no cell in a column of numbers is a text of digits; a whole column of such texts is a note.

## Why it matters
The program that wrote it leaves such cells out of sums and means without a word. Here they are read as
numbers.

## How to mend
Convert the cells to numbers; the little triangle in their corner offers it.

## Example
Bad: the text `398.2`. Good: the number 398.2.

## References
ECMA-376 part 1, section 18.18.11 (cell types).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class NumberAsText(FaultRule):
    """Quotes the text."""

    kinds = ("number-as-text", "numbers-as-text")
    severity = Severity.WARNING
    needs = Need.TABLE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the text."""
        del ctx
        where = f" in '{fault.place.field}'" if fault.place.field else ""
        if fault.kind == "numbers-as-text":
            message = f"the numbers{where} are stored as text, such as '{fault.place.value}'"
            return Hit(message, expected="numbers", severity=Severity.INFO)
        return Hit(f"the number '{fault.place.value}'{where} is stored as text", expected="a number")


RULE = NumberAsText()
