"""A flux of a file for AmeriFlux has no gap, and seems to be filled.

## What it checks
That FC, FCH4, LE and H lack a value somewhere in a file of a week or more, unless their name says that they
are filled (`_F`). AmeriFlux asks the same of every variable; meteorology is often complete, so we ask it of
the primary fluxes only. Files are meant for AmeriFlux's FP-In if their name begins with the id of a site
and HH or HR; no others are looked at.

## Why it matters
Filled values that pass for measured ones go into every budget and every model as if somebody had measured
them.

## How to mend
If the values are filled, add `_F` to the name and give the measured values beside it; if they are measured,
leave it.

## Example
Bad: `FC` without one -9999 in a year. Good: `FC` with its gaps, and `FC_F`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Any Variables suspected
gap-fill?'.
"""

from collections.abc import Iterable, Mapping

from icos_ingest.content import Block, ColumnInfo
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need
from icos_ingest.rule_parts.fp_in import is_upload, measured, minutes, plain
from icos_ingest.schema import fp_in, thresholds

Whole = Mapping[str, tuple[ColumnInfo, int, bool]]
"""Each primary flux by name: its rows, and whether none of them is missing."""


class SuspectedGapFill(FoldRule):
    """Looks for the first gap of each primary flux."""

    severity = Severity.WARNING
    needs = Need.TABLE

    def start(self) -> Whole:
        """Nothing yet."""
        return {}

    def look(self, block: Block, ctx: Context) -> Whole:
        """Which fluxes of a block have no gap."""
        if not is_upload(ctx):
            return {}
        return {
            column.info.name: (column.info, block.n, bool(there.all()))
            for column, there in measured(block)
            if _is_measured_flux(column.info)
        }

    def join(self, state: Whole, part: Whole) -> tuple[Whole, Iterable[Hit]]:
        """Both together."""
        both = dict(state)
        for name, (info, rows, whole) in part.items():
            _, before, so_far = state.get(name, (info, 0, True))
            both[name] = (info, before + rows, so_far and whole)
        return both, ()

    def finish(self, state: Whole, ctx: Context) -> Iterable[Hit]:
        """One hit for each flux without a gap."""
        least = thresholds(self.name)["days"].value * 1440 / minutes(ctx)
        for info, rows, whole in state.values():
            if whole and rows >= least:
                message = f"'{info.name}' has a value in each of {rows:,} rows, and is not called filled"
                yield Hit(message, info.place, expected=f"gaps, or {info.name}_F")


def _is_measured_flux(info: ColumnInfo) -> bool:
    name = fp_in().parse(plain(info.title))
    return name is not None and name.variable in fp_in().primary and "F" not in name.qualifiers


RULE = SuspectedGapFill()
