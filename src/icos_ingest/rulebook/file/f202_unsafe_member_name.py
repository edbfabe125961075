"""A member of the archive is not safe to unpack.

## What it checks
That no member of an archive has an absolute path, a path with `..`, a drive letter or a NUL byte in its name,
and that none is a device or a link that leads out of the archive. Names that cannot be made on every system
(empty, with control characters or backslashes) and links within the archive are warnings.

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

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnsafeMemberName(FaultRule):
    """Explains what is unsafe about a member."""

    kinds = ("unsafe-member", "awkward-member")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the member."""
        del ctx
        name = fault.place.member if fault.place.member is not None else fault.place.value or ""
        why = f": {fault.detail}" if fault.detail else ""
        expected = fault.expected or "a relative path inside the archive"
        if fault.kind == "awkward-member":
            message = f"the member '{name}' cannot be unpacked everywhere{why}"
            return Hit(message, expected=expected, severity=Severity.WARNING)
        return Hit(f"the member '{name}' is not safe to unpack{why}", expected=expected)


RULE = UnsafeMemberName()
