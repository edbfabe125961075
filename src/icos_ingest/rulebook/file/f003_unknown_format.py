"""The file is of no format that is known.

## What it checks
That the content has the shape of one of the formats that can be read. The name of the file does not count.
What the first bytes show is said: a web page that a server sent in place of the data, a pointer to a file
that was not downloaded, a format of other programs. A member of an archive that nobody knows, such as a note
to the reader, is only noted.

## Why it matters
A file that no reader knows is judged by nobody, and other people will not be able to open it either.

## How to mend
See which formats there are with `icos-ingest formats`, and why each reader said no with `icos-ingest
identify FILE`; then export the file anew, or name the reader with `--reader`.

## Example
Bad: the binary project file of a spreadsheet program from 1995. Good: the same table as CSV or .xlsx.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit
from icos_ingest.schema import fix_of


class UnknownFormat(FaultRule):
    """Explains that no reader said yes."""

    kinds = ("unknown-format", "unknown-member")

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say that nobody knows it, and what it begins like; the reasons why are for `identify`."""
        del ctx
        severity = Severity.INFO if fault.kind == "unknown-member" else None
        like = f": it begins like {fault.detail}" if fault.detail else ""
        return Hit(
            f"the file is of no format that is known{like}", fix=fix_of(fault.detail), severity=severity
        )


RULE = UnknownFormat()
