"""The file ends before its data do.

## What it checks
That the file is as long as its own header, index or checksum says. A tar archive whose members are all whole,
and that only lacks the blocks of zeros at its end, is a warning.

## Why it matters
The last data are lost. A transfer that stopped half-way looks like a complete file to whoever does not
compare.

## How to mend
Transfer the file again and compare its size with that of the original.

## Example
Bad: a classic netCDF file of 4 MB whose header announces 6 MB. Good: all 6 MB of it.

## References
NetCDF classic format specification; APPNOTE 6.3 (zip, end of central directory).
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class TruncatedFile(FaultRule):
    """Explains where the file stops short."""

    kinds = ("truncated", "unclosed-archive")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the part that is cut off."""
        del ctx
        if fault.kind == "unclosed-archive":
            return Hit(fault.detail or "the archive is not closed", severity=Severity.WARNING)
        part = f" of '{fault.place.field}'" if fault.place.field else ""
        return Hit(f"the file ends before the data{part} do{f': {fault.detail}' if fault.detail else ''}")


RULE = TruncatedFile()
