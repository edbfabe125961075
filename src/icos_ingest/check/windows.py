"""Windows of arrays as columns, so that rules about values serve tables and arrays alike."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from icos_ingest.content import Array, Column, ColumnInfo, Values, ends_of, show_value
from icos_ingest.model import Place
from icos_ingest.rule_parts.cf import flag_values, unpacked_range
from icos_ingest.rule_parts.sifting import Sifted, sift
from icos_ingest.rule_parts.stored import is_masked, present, unpacked, unwritten

if TYPE_CHECKING:
    from icos_ingest.schema import ColumnSpec, Spec


class WindowColumn(Column, frozen=True, eq=False, dict=True, kw_only=True):
    """The values of one window, and what several ask of them, found out once.

    Attributes:
        array: where the window was read.
        stored: the values as they are stored, masked ones among them.
        sifted: what is there of them.
        masked: how many are masked.
    """

    array: Array
    stored: Values
    sifted: Sifted
    masked: int = 0

    @property
    def count(self) -> int:
        """How many values are there."""
        return self.sifted.count

    @property
    def known(self) -> Values:
        """The stored values that are there, in a row."""
        return self.once("known", lambda _: present(self.stored, self.missing))

    @property
    def summed(self) -> Values:
        """Values whose sum is that of the stored ones that are there."""
        return self.known if self.sifted.zeros is None else self.sifted.zeros

    @property
    def stored_ends(self) -> tuple[float, float]:
        """Least and greatest of the stored numbers that are there."""
        return self.sifted.ends or self.once("stored ends", lambda _: ends_of(self.known))

    @property
    def ends(self) -> tuple[float, float]:
        """Least and greatest of the numbers that are there, unpacked."""
        return self.once("unpacked ends", lambda _: self._unpacked_ends())

    def _unpacked_ends(self) -> tuple[float, float]:
        if self.values is self.stored or not self.count:
            return self.stored_ends
        if self.stored.dtype.kind in "iu" and self.stored.dtype.itemsize == 8:
            return super().ends  # which no float holds to the last digit
        ends = unpacked(self.array, np.array(self.stored_ends, self.stored.dtype)).tolist()
        # Numbers keep their order when they are unpacked, unless the factor or what comes out is none.
        return (min(ends), max(ends)) if all(map(math.isfinite, ends)) else super().ends


def window_column(array: Array, values: Values, info: ColumnInfo) -> WindowColumn:
    """A window's values, unpacked, with what is missing by `_FillValue`, `missing_value`, NaN or a mask.

    Args:
        array: where the window was read.
        values: as they are stored, of any shape.
        info: of the array.
    """
    stored = np.asarray(values)
    sifted = sift(array, values)
    return WindowColumn(
        info,
        unpacked(array, stored),
        sifted.missing,
        np.broadcast_to(np.False_, stored.shape),
        array=array,
        stored=stored,
        sifted=sifted,
        masked=int(np.count_nonzero(np.ma.getmaskarray(values))) if is_masked(values) else 0,
    )


def window_places(
    array: Array, window: tuple[slice, ...], values: Values, rows: npt.NDArray[np.int64]
) -> Iterator[Place]:
    """Where values of a window, given in flat order, stand in the whole array."""
    for flat in rows:
        local = np.unravel_index(flat, values.shape) if values.shape else ()
        index = tuple(int(i) + (part.start or 0) for i, part in zip(local, window, strict=True))
        yield array.place(index, show_value(values[local]))


def info_of(array: Array, spec: Spec | None) -> ColumnInfo:
    """What is known of an array as of a column.

    Args:
        array: any.
        spec: what its file should be, where that is known.
    """
    unit = array.attrs.get("units")
    known = _known(array.name, spec)
    return ColumnInfo(
        name=array.name,
        title=array.name,
        unit=unit if isinstance(unit, str) else known.unit if known else None,
        spec=known,
        flag_scheme=known.flag_scheme if known else None,
        valid_range=unpacked_range(array),
        unwritten=unwritten(array),
        flag_values=flag_values(array),
    )


def _known(name: str, spec: Spec | None) -> ColumnSpec | None:
    """What the specification says of a variable, as a column or as a variable of a grid."""
    from icos_ingest.schema import ColumnSpec

    if spec is None:
        return None
    variable = next((one for one in spec.variables if one.title == name), None)
    if variable is None:
        return spec.match(name)
    return ColumnSpec(
        title=name,
        value_format="float64",
        value_type=variable.value_type,
        unit=variable.unit,
        range=variable.range,
    )
