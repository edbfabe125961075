"""Code does not parse.

## What it checks
That each Python cell of a notebook, or a Python program, is grammatical Python 3 (Python 2 is a warning),
and that in R and Julia every quote and bracket that opens also closes. Code is parsed, never run. Lines for
IPython (`%matplotlib`, `!pip`, `?help`) are passed over.

## Why it matters
The analysis cannot be repeated by anyone: it stops at this line.

## How to mend
Open the notebook or program, and run it from the top.

## Example
Bad: `print "CO2"` (Python 2). Good: `print("CO2")`.

## References
Python language reference, full grammar.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need

PYTHON_2 = (
    "Missing parentheses in call to 'print'",
    "Missing parentheses in call to 'exec'",
    "multiple exception types must be parenthesized",
)
"""What the parser says of statements that Python 2 alone knew."""


class UnparsableCode(FaultRule):
    """Explains where a parser stopped."""

    kinds = ("code-unparsable",)
    needs = Need.CODE

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Pass on what the parser said."""
        del ctx
        where = f" in {fault.place.field}" if fault.place.field else ""
        message = f"the code{where} does not parse{f': {fault.detail}' if fault.detail else ''}"
        if fault.expected == "Python 3" or (fault.detail or "").startswith(PYTHON_2):
            fix = "This is Python 2: convert it with 2to3, and run it from the top."
            return Hit(message, expected="Python 3", fix=fix, severity=Severity.WARNING)
        return Hit(message)


RULE = UnparsableCode()
