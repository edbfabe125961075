"""Values beside their quality flags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import Any, final

import numpy as np

from icos_ingest.content import Block, BoolArray, Column, Values
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit, Need, hit_rows
from icos_ingest.schema import FlagScheme


def flagged(block: Block) -> Iterator[tuple[Column, Column]]:
    """Each column of values that has a column of flags, with that column.

    Fractions of good data, as FLUXNET has them for days and longer, are no flags of single values.
    """
    for column in block.columns.values():
        flags = block.columns.get(column.info.flag or "")
        if flags is not None and not (flags.info.flag_scheme and flags.info.flag_scheme.fraction):
            yield column, flags


def has_value(column: Column) -> BoolArray:
    """Where there is a value; a NaN that was written out is none."""
    if column.values.dtype.kind != "f":
        return column.valid
    present: BoolArray = column.valid & ~np.isnan(column.values)
    return present


def is_gap(column: Column) -> BoolArray:
    """Where nothing was measured; a cell that could not be read is no gap."""
    gap: BoolArray = ~has_value(column) & ~column.refused
    return gap


def is_flag(flags: Column, among: Iterable[str]) -> BoolArray:
    """Where a flag is one of these, as they are written in a file; False where there is no flag."""
    if flags.values.dtype.kind in "OU":
        found = np.isin(flags.values.astype(str), list(among))
    elif flags.info.format == "bmpChar":
        # Of a longer flag the portal stores the first code unit.
        found = is_among(flags.values, {ord(flag[0]) for flag in among if flag})
    else:
        found = is_among(flags.values, {int(flag) for flag in among if flag.lstrip("-").isdigit()})
    there: BoolArray = flags.valid & found
    return there


def is_among(values: Values, few: Iterable[Any]) -> BoolArray:
    """Where a number is one of a few: each is looked for by itself, many times as fast as `np.isin`."""
    return reduce(np.logical_or, (values == one for one in few), np.zeros(values.shape, dtype=bool))


class GapFlagRule(FoldRule):
    """A fold that looks at the flags of missing values.

    Attributes:
        message: with `{flags}` and `{field}` for the two columns.
    """

    needs = Need.TABLE | Need.FLAGS
    message: str

    def wrong(self, scheme: FlagScheme) -> Mapping[Severity, set[str]]:
        """The flags that may not stand beside a missing value, by how bad that is."""
        raise NotImplementedError

    @final
    def look(self, block: Block, ctx: Context) -> list[Hit]:
        """One hit for each flagged column of a block."""
        hits = []
        for column, flags in flagged(block):
            scheme, gaps = flags.info.flag_scheme, is_gap(column)
            if scheme is None or not gaps.any():
                continue
            message = self.message.format(flags=flags.info.name, field=column.info.name) + ": '{value}'"
            expected = f"a value, or one of {', '.join(scheme.absent)}" if scheme.absent else "a value"
            for severity, wrong in self.wrong(scheme).items():
                mask = gaps & is_flag(flags, wrong)
                hits.append(hit_rows(block, mask, flags, ctx, message, expected=expected, severity=severity))
        return [hit for hit in hits if hit]

    @final
    def join(self, state: None, part: list[Hit]) -> tuple[None, Iterable[Hit]]:
        """Each block speaks for itself."""
        return state, part
