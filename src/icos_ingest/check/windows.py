"""Windows of arrays as columns, so that rules about values serve tables and arrays alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from icos_ingest.content import Array, BoolArray, Column, ColumnInfo, Values, show_value
from icos_ingest.model import Place
from icos_ingest.rule_parts.stored import absent, unpacked

if TYPE_CHECKING:
    from icos_ingest.schema import ColumnSpec, Spec


def window_column(array: Array, values: Values, spec: Spec | None) -> Column:
    """A window's values, unpacked, with what is missing by `_FillValue`, `missing_value`, NaN or a mask.

    Args:
        array: where the window was read.
        values: as they are stored, of any shape.
        spec: what the variable should be, where it is known.
    """
    stored = np.ma.asanyarray(values) if np.ma.isMaskedArray(values) else np.asarray(values)
    refused: BoolArray = np.broadcast_to(np.False_, stored.shape)
    return Column(_info(array, spec), unpacked(array, stored), absent(array, stored), refused)


def window_places(
    array: Array, window: tuple[slice, ...], values: Values, mask: BoolArray, room: int | None
) -> Iterator[Place]:
    """Where the values under a mask stand in the whole array, the first `room` of them."""
    group = None if array.group == "/" else array.group
    for flat in islice(np.flatnonzero(mask), room):
        local = np.unravel_index(flat, mask.shape) if mask.shape else ()
        index = tuple(int(i) + (part.start or 0) for i, part in zip(local, window, strict=True))
        yield Place(field=array.name, group=group, index=index, value=show_value(values[local]))


def _info(array: Array, spec: Spec | None) -> ColumnInfo:
    unit = array.attrs.get("units")
    known = _known(array.name, spec)
    return ColumnInfo(
        name=array.name,
        title=array.name,
        unit=unit if isinstance(unit, str) else known.unit if known else None,
        spec=known,
        flag_scheme=known.flag_scheme if known else None,
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
