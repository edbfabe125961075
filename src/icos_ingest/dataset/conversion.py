"""Variables given in the units that the user asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from icos_ingest.errors import OptionError

if TYPE_CHECKING:
    import xarray as xr


def in_units(dataset: xr.Dataset, wanted: Mapping[str, str]) -> xr.Dataset:
    """The dataset with some variables converted, such as `{"value": "umol mol-1"}` from `mol mol-1`.

    Args:
        dataset: not changed.
        wanted: unit by name of the variable, in any spelling that is known.

    Raises:
        OptionError: there is no such variable, it states no unit, or the units measure different things.
    """
    from icos_ingest.units import convert, to_udunits

    found = {}
    for name, unit in wanted.items():
        if name not in dataset:
            raise OptionError(
                f"there is no variable {name!r}", expected=", ".join(map(str, dataset.variables))
            )
        old = dataset[name].attrs.get("units")
        if not isinstance(old, str):
            raise OptionError(f"{name!r} states no unit", hint="convert it yourself, knowing what it is in")
        # Units differ by a factor and an offset, so lazy data stay lazy.
        offset, at_one = convert(np.array([0.0, 1.0]), old, unit)
        values = dataset[name] * (at_one - offset) + offset
        values.attrs = dataset[name].attrs | {"units": to_udunits(unit).udunits, "original_units": old}
        found[name] = values.astype(dataset[name].dtype) if dataset[name].dtype.kind == "f" else values
    return dataset.assign(found)
