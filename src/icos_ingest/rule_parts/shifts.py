"""Values in another unit than is meant, told by their shift: pascals among hectopascals."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from icos_ingest.content import BoolArray, Column
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.gaps import number_gaps
from icos_ingest.rule_parts.limits import in_unit, is_tower, limits_of
from icos_ingest.rule_parts.spreads import is_spread
from icos_ingest.schema import Range, mistaken_units, range_for, thresholds, usual_range
from icos_ingest.units import convert, convertible

RULE = "wrong-unit"


class Shift(Struct, frozen=True):
    """Some values of a column are in another unit.

    Attributes:
        rows: True where they are.
        found: their unit.
        meant: the unit that the column should have, and where its values usually lie.
    """

    rows: BoolArray
    found: str
    meant: Range


def shift_of(column: Column, ctx: Context) -> Shift | None:
    """The shift of a column's values, None where there is none, or where too few values show it."""
    return column.once("shift", partial(_shift_of, ctx=ctx))


def _shift_of(column: Column, ctx: Context) -> Shift | None:
    if column.values.dtype.kind not in "iuf":
        return None
    plausible, stated = limits_of(column.info, ctx), _stated_unit(column, ctx)
    if plausible is None or stated is None or is_spread(column.info):
        return None
    spec = column.info.spec
    usual = usual_range(spec.value_type if spec else None, column.info.title)
    meant = (in_unit(usual, column.info) if usual else None) or plausible
    if column.lies_within(meant.min, meant.max):
        return None
    rows: BoolArray = column.valid & ((column.values < meant.min) | (column.values > meant.max))
    if not rows.any():
        return None
    gaps = number_gaps(column, ctx)
    rows = rows if gaps is None else rows & ~gaps
    limits = thresholds(RULE)
    n, outside = int(column.valid.sum()), column.values[rows].astype(float)
    if len(outside) < max(limits["least"].value, limits["part"].value * n):
        return None
    for found in mistaken_units(stated):
        if convertible(found, meant.unit):
            mended = convert(outside, found, meant.unit)
            fits = ((mended >= meant.min) & (mended <= meant.max)).mean()
            if fits >= limits["fit"].value:
                return Shift(rows, found, meant)
    return None


def explained(column: Column, ctx: Context) -> BoolArray | None:
    """True where a value looks like a gap, or is in another unit: rules that come after leave it alone."""
    gaps, shift = number_gaps(column, ctx), shift_of(column, ctx)
    if gaps is None or shift is None:
        return gaps if shift is None else shift.rows
    both: BoolArray = gaps | shift.rows
    return both


def _stated_unit(column: Column, ctx: Context) -> str | None:
    """The unit that a column should have, in the portal's spelling."""
    if column.info.spec is not None:
        return column.info.spec.unit
    known = range_for(column.info.title) if is_tower(ctx) else None
    return known.unit if known else None
