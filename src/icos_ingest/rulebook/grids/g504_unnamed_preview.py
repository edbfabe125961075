"""No variable of a spatial netCDF is named for a preview.

## What it checks
That variables were named (`--variables`), or else that the file holds one of the specification's.

## Why it matters
The portal's trial refuses a spatial netCDF for which no variable is named.

## How to mend
Name the variables as in the metadata of the upload: `--variables co2flux_land,co2flux_ocean`.

## Example
Bad: `icos-ingest validate --spec anthropogenicEmissionModelResults fluxes.nc` where the variable is called
`flux`. Good: the same with `--variables flux`.

## References
ICOS Carbon Portal, metadata of an upload: `variables`.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnnamedPreview(FaultRule):
    """Explains what the portal's judge found."""

    kinds = ("preview-none",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Says what to name."""
        del fault, ctx
        return Hit("no variable was named for a preview, and none of the specification's is in the file")


RULE = UnnamedPreview()
