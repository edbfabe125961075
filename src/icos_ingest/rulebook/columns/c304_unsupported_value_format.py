"""A column has a value format that the portal cannot store for this kind of file.

## What it checks
That the specification gives each column of the file a value format that goes with the file's format.

## Why it matters
The portal fails with an internal error, whatever stands in the column.

## How to mend
The specification is wrong, not the file: ask the Carbon Portal to correct the dataset's value format.

## Example
Bad: a `string` column in an ATC product. Good: `float32`, `int32`, `bmpChar` or `iso8601dateTime`.

## References
ICOS Carbon Portal, ingestion of `asciiAtcProductTimeSer`.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class UnsupportedValueFormat(FaultRule):
    """Explains a specification that the portal cannot carry out."""

    kinds = ("value-format",)
    needs = Need.SPEC

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the column and its format."""
        del ctx
        found = f" '{fault.place.value}'" if fault.place.value else ""
        return Hit(f"the portal cannot store the value format{found} of '{fault.place.field}' in such a file")


RULE = UnsupportedValueFormat()
