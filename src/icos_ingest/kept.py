"""What a dataset of the model keeps of the file it was read from: header facts, and what its time means.

The other way round of what `icos_ingest.dataset` writes into attributes; see docs/model.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import Fact, TimeFacts
from icos_ingest.model import Place

if TYPE_CHECKING:
    import xarray as xr

_HEADER = "header_"
_LONGEST = 100
_POINTS: dict[str, Literal["start", "middle", "end"]] = {"start": "start", "middle": "middle", "end": "end"}


def header_facts(attributes: Mapping[Any, Any]) -> dict[str, Fact]:
    """Header facts by their keys, such as `STATION CODE` for `header_station_code`."""
    kept = ((key, value) for key, value in attributes.items() if str(key).startswith(_HEADER))
    return {
        key.removeprefix(_HEADER).replace("_", " ").upper(): Fact(
            value, Place(field=key, value=str(value)[:_LONGEST])
        )
        for key, value in kept
    }


def time_facts(time: TimeFacts, ds: xr.Dataset) -> TimeFacts:
    """The time with what its attributes `stamp`, `comment` and `bounds` say."""
    variable = ds.variables.get(time.name)
    attributes = {} if variable is None else variable.attrs
    stamp, comment, name = (attributes.get(key) for key in ("stamp", "comment", "bounds"))
    if isinstance(comment, str):
        time = replace(time, evidence=comment)
    if not isinstance(stamp, str) or stamp not in _POINTS:
        return time
    bounds = ds.variables.get(name) if isinstance(name, str) else None
    interval = None
    if bounds is not None and bounds.ndim == 2 and bounds.size and bounds.dtype.kind == "M":
        first = bounds[:1].values[0]
        interval = float((first[-1] - first[0]) / np.timedelta64(1, "m")) or None
    return replace(time, stamp=_POINTS[stamp], interval=interval)
