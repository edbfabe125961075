"""Columns of quantities that behave in a known way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal

import numpy as np

from icos_ingest.content import Block, BoolArray, Column, ColumnInfo
from icos_ingest.rule_kinds import Context
from icos_ingest.rule_parts.flags import is_flag
from icos_ingest.rule_parts.limits import is_tower
from icos_ingest.rule_parts.shifts import explained
from icos_ingest.schema import behaves

How = Literal["moving", "smooth"]


def behaving(block: Block, how: How, ctx: Context) -> Iterator[tuple[Column, BoolArray]]:
    """Columns of quantities that are `moving` or `smooth`, and where each holds a value to be judged.

    Gaps in any spelling are left out, values in another unit, and those that a flag already calls bad; filled
    ones are not bad.
    """
    for column in block.columns.values():
        if column.values.dtype.kind == "f" and _behaves(how, column.info, ctx):
            yield column, block.once(f"judged {column.info.name}", partial(_judged, column, ctx))


def _behaves(how: How, info: ColumnInfo, ctx: Context) -> bool:
    if info.spec is None:
        return is_tower(ctx) and behaves(how, None, info.title)
    return behaves(how, info.spec.value_type or "", info.title)


def _judged(column: Column, ctx: Context, block: Block) -> BoolArray:
    there: BoolArray = column.valid & np.isfinite(column.values)
    told = explained(column, ctx)
    if told is not None:
        there &= ~told
    flags = block.columns.get(column.info.flag or "")
    if flags is not None and (scheme := flags.info.flag_scheme) and not (scheme.fills or scheme.fraction):
        there &= ~is_flag(flags, set(scheme.meanings) - set(scheme.good))
    return there
