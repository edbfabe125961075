"""No column of values is one that the specification knows.

## What it checks
Whether at least one column of measured values, neither time nor flag, is matched by a title, where the
specification asks for none of them.

## Why it matters
Where all columns but the time are optional, the portal accepts a file of another kind or species and keeps
nothing of it but its time stamps.

## How to mend
Upload the file under the specification that fits it (`icos-ingest identify FILE` names it), or write the
titles as the specification has them (`icos-ingest spec ID`).

## Example
Bad: a table of `co2` under `atcMeteoL2DataObject`, which knows `AP`, `AT`, `RH`. Good: under a specification
of CO2.

## References
ICOS Carbon Portal, ingestion of text tables: titles that no column matches are ignored.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.schema import ColumnSpec
from icos_ingest.values import NUMBERS

_COMPANIONS = ("-Stdev", "-NbPoints", "-QualityId")
"""Titles of ATC columns that say something of the values of another."""


class ForeignColumns(FactRule):
    """Looks for one column of values that the specification knows."""

    severity = Severity.WARNING
    needs = Need.TABLE | Need.SPEC

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit where there is none; a column that is required is missed by another rule."""
        assert ctx.spec is not None, "it is needed"
        wanted = [column.title for column in ctx.spec.columns if _is_value(column)]
        for table in content.tables().values():
            titles = [info.title for info in table.columns]
            known = any(info.spec is not None and _is_value(info.spec) for info in table.columns)
            if known or not wanted or ctx.spec.missing(titles):
                continue
            line = next((info.place.line for info in table.columns if info.place.line), None)
            listed = ", ".join(wanted[:8]) + (" …" if len(wanted) > 8 else "")
            yield Hit(
                f"none of the columns holds values that '{ctx.spec.id}' knows; the portal keeps none of them",
                Place(line=line, group=table.name, value=", ".join(titles[:8])),
                f"at least one of {listed}",
            )


def _is_value(column: ColumnSpec) -> bool:
    companion = column.title.rstrip("$").endswith(_COMPANIONS)
    return column.value_format in NUMBERS and column.flag_scheme is None and not companion


RULE = ForeignColumns()
