r"""Code names a file in somebody's home folder.

## What it checks
That no line of code names a path in a home folder: `/home/NAME/`, `/Users/NAME/`, `C:\Users\NAME\`.
Comments are left out, and so is `/home/jovyan/`, the home folder of every JupyterLab.

## Why it matters
The file lies on one computer only: for everybody else the code stops at this line. The path also tells a
name.

## How to mend
Name files relative to the notebook, or take data from the portal by their identifiers.

## Example
Bad: `pd.read_csv("/home/anna/co2.csv")`. Good: `pd.read_csv("data/co2.csv")`.

## References
None.
"""

import re
from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need

_HOME = re.compile(
    r"""["'](?:/home/(?!jovyan/)|/Users/|[A-Za-z]:[\\/]{1,2}Users[\\/]{1,2})[^\s"'/\\]+[/\\]"""
)


class HomePath(FactRule):
    """Looks at each line of code, in any language."""

    severity = Severity.INFO
    needs = Need.CODE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each line."""
        del ctx
        for cell in content.facts.code:
            for number, line in enumerate(cell.text.splitlines()):
                found = None if line.lstrip().startswith("#") else _HOME.search(line)
                if found:
                    at = None if cell.line is None else cell.line + number
                    value = found[0].lstrip("\"'")
                    yield Hit(
                        f"the code names a file in a home folder: {value}…", Place(line=at, value=value)
                    )


RULE = HomePath()
