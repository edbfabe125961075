"""The data are not of the shape that a schema of your own asks for.

## What it checks
Whether the columns or variables that your pandera schema names are there, of the type, the order and the
dimensions that it asks for.

## Why it matters
Checks of a column that is missing, or of another type, have nothing to look at.

## How to mend
Rename or convert the column, or correct the schema. The model of datasets says how columns of a file are
called and typed: numbers are floats where one is missing, flags are text.

## Example
Bad: the schema asks for a column `TA`, the file has `Ta`. Good: both say `TA`.

## References
pandera, schemas of frames and datasets: pandera.readthedocs.io.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class BrokenOwnStructure(FaultRule):
    """Passes on what pandera says of names, types and dimensions."""

    kinds = ("own-structure",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say it in pandera's words, which know the schema."""
        del ctx
        return Hit(f"the data are not as your own schema asks: {fault.detail}")


RULE = BrokenOwnStructure()
