"""The file is packed where the specification wants it plain.

## What it checks
That a file is packed only if its object specification says so (`zipEncoding`).

## Why it matters
The portal takes the bytes as they are: it would read the zip itself as text, and refuse it.

## How to mend
Unpack the file and upload what was in it.

## Example
Bad: `fluxnet_hh.csv.zip` for a specification with `plainFileEncoding`. Good: `fluxnet_hh.csv`.

## References
ICOS Carbon Portal, object specifications: `hasEncoding`.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnwantedWrapping(FaultRule):
    """Explains what is packed."""

    kinds = ("wrapping-not-allowed",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say how the file is packed, and for which specification it may not be."""
        spec = f" '{ctx.spec.id}'" if ctx.spec else ""
        how = fault.place.value or "packed"
        expected = fault.expected or "the plain file"
        return Hit(f"the file is {how}, and the specification{spec} wants it plain", expected=expected)


RULE = UnwantedWrapping()
