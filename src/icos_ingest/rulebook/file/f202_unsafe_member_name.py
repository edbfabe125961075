"""A member of the archive is not safe to unpack.

## What it checks
That no member of an archive has an absolute path, a path with `..`, a drive letter, control characters in
its name or no name at all, and that none is a link or a device.

## Why it matters
Whoever unpacks such an archive may overwrite files of his own. Here members are never unpacked to disk by
name.

## How to mend
Pack the archive again from inside the folder that holds the files, with relative names and without links.

## Example
Bad: `../../etc/passwd`. Good: `data/2024/co2.csv`.

## References
CWE-22, path traversal.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnsafeMemberName(FaultRule):
    """Explains what is unsafe about a member."""

    kinds = ("unsafe-member",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the member."""
        del ctx
        name = fault.place.member if fault.place.member is not None else fault.place.value or ""
        why = f": {fault.detail}" if fault.detail else ""
        expected = fault.expected or "a relative path inside the archive"
        return Hit(f"the member '{name}' is not safe to unpack{why}", expected=expected)


RULE = UnsafeMemberName()
