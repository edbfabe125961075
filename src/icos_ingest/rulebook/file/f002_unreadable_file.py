"""The bytes of the file cannot be had.

## What it checks
That the file exists, may be read, and can be read to its end.

## Why it matters
Nothing can be said about a file that cannot be read.

## How to mend
Look whether the name is right, whether you may read the file, and whether the disk or server answers.

## Example
Bad: a file whose owner alone may read it. Good: a file that you can open with an editor.

## References
None.
"""

from icos_ingest.model import Fault
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class UnreadableFile(FaultRule):
    """Explains what the operating system or a server said."""

    kinds = ("unreadable",)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say why the bytes cannot be had."""
        del ctx
        return Hit(
            fault.detail or "the file cannot be read", expected=fault.expected or "a file that can be read"
        )


RULE = UnreadableFile()
