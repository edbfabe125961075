"""The file, or a part of it, is of a legal kind that is not read here.

## What it checks
That every part of the file is of a variant that the reader can take. What it cannot take is not looked at,
so the file is not judged to the end.

## Why it matters
The file may be quite right, but nobody has checked it; rare variants are also read by few other programs.

## How to mend
Write the file in a more common variant: netCDF-4 in place of HDF4, a plain zip in place of an encrypted
one.

## Example
Bad: a zip whose members are encrypted. Good: the same zip without a password.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnsupportedVariant(FaultRule):
    """Explains what was passed over."""

    kinds = ("unsupported",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the part and its kind."""
        del ctx
        part = f"'{fault.place.field}'" if fault.place.field else "this file"
        return Hit(f"{part} is of a kind that is not read here{f': {fault.detail}' if fault.detail else ''}")


RULE = UnsupportedVariant()
