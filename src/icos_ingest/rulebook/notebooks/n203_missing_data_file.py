"""Code opens a file that is not there.

## What it checks
Whether files lie where Python code looks for them: names that stand in the code and go to `open`, `read_csv`,
`open_dataset` and the like. They are looked for beside the notebook or program, if it is validated from a
path. Left out are names outside its folder, patterns and addresses, code that changes the folder, and names
that stand elsewhere in the code, since it may make such a file itself. The code is not run.

## Why it matters
For everybody who gets the notebook alone, it stops at this line.

## How to mend
Upload the file with the code, or take the data from the portal by their identifiers.

## Example
Bad: `pd.read_csv("data/co2.csv")` and no folder `data`. Good: the file is there.

## References
None.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit


class MissingDataFile(FaultRule):
    """Explains which file is missing."""

    kinds = ("code-missing-file",)
    severity = Severity.WARNING

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Name the file and the call."""
        del ctx
        call = f" ({fault.detail})" if fault.detail else ""
        return Hit(f"the code opens '{fault.place.value}', which is not there{call}")


RULE = MissingDataFile()
