"""A column that the specification asks for is not there.

## What it checks
That each column of the specification that is not optional is matched by a title of the file (or by the name
of a variable), letter for letter.

## Why it matters
The portal refuses a file without it. Mostly the column is there under a title that differs in case, in a
blank or in an underscore.

## How to mend
Write the title exactly as the specification has it; `icos-ingest spec ID` lists all titles.

## Example
Bad: `CO2` where the specification says `co2`. Good: `co2`.

## References
ICOS Carbon Portal, ingestion of text tables: titles are compared as they stand.
"""

from collections.abc import Iterable, Sequence

from icos_ingest.content import Content
from icos_ingest.model import Fault, Place
from icos_ingest.rule_kinds import Context, FactRule, FaultRule, Hit, Need
from icos_ingest.schema import nearest_title

_FILES_OF_ARRAYS = ("netcdf", "hdf5", "hdf4")


class MissingColumn(FactRule, FaultRule):
    """Compares titles with the specification; explains what a reader or the portal's judge has missed."""

    kinds = ("missing-columns",)
    needs = Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each required column.

        A file of the specification's own format is left to the portal's judge, whose faults are explained.
        """
        columns = [column for table in content.tables().values() for column in table.columns]
        titles = [column.title for column in columns] or [array.name for array in content.arrays().values()]
        if ctx.spec is None or not titles or _is_judged(content.facts.format, ctx.spec.format):
            return
        line = next((column.place.line for column in columns if column.place.line), None)
        for wanted in ctx.spec.missing(titles):
            yield _missing(wanted.title, Place(line=line, field=wanted.title), titles, ctx)

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Say which column is missed; the fault's detail holds the file's titles, one a line."""
        return _missing(fault.place.field or "", fault.place, (fault.detail or "").split("\n"), ctx)


def _is_judged(found: str, wanted: str) -> bool:
    return found == wanted or (wanted == "netcdfTimeSeries" and found in _FILES_OF_ARRAYS)


def _missing(title: str, place: Place, titles: Sequence[str], ctx: Context) -> Hit:
    message, expected = f"the column '{title}' is missing", f"a column '{title}'"
    near = nearest_title(
        title, [other for other in titles if ctx.spec is None or ctx.spec.match(other) is None]
    )
    if near is None:
        return Hit(message, place, expected, blocks=ctx.spec is not None)
    fix = (
        f"Rename the column '{near}' to '{title}', if it is the same; the portal compares letter for letter."
    )
    return Hit(f"{message}; '{near}' is close to it", place, expected, fix, blocks=True)


RULE = MissingColumn()
