"""What a dataset of the model keeps of the file it was read from: header facts, and what its time means.

The other way round of what `icos_ingest.dataset` writes into attributes; see docs/model.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import Fact, TimeFacts
from icos_ingest.model import Place

if TYPE_CHECKING:
    import xarray as xr

_HEADER = "header_"
_LONGEST = 100


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
    attributes = ds[time.name].attrs
    stamp, comment = attributes.get("stamp"), attributes.get("comment")
    if isinstance(comment, str):
        time = replace(time, evidence=comment)
    if stamp not in ("start", "middle", "end"):
        return time
    bounds = ds.variables.get(attributes.get("bounds"))
    interval = None
    if bounds is not None and bounds.ndim == 2 and bounds.size and bounds.dtype.kind == "M":
        first = bounds[:1].values[0]
        interval = float((first[-1] - first[0]) / np.timedelta64(1, "m")) or None
    return replace(time, stamp=stamp, interval=interval)
