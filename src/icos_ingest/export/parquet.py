"""Parquet: the columns typed, the attributes in the file's metadata."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icos_ingest.export.frame import columns_of

if TYPE_CHECKING:
    import numpy.typing as npt
    import xarray as xr


def save(dataset: xr.Dataset, path: Path) -> None:
    """Write one parquet file; stamps are timestamps in UTC, missing numbers NaN."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = {name: _array(values) for name, values in columns_of(dataset).items()}
    metadata = {"icos_ingest": json.dumps({k: _plain(v) for k, v in dataset.attrs.items()})}
    table = pa.table(arrays).replace_schema_metadata(metadata)
    pq.write_table(table, path)


def _array(values: npt.NDArray[Any]) -> Any:
    import pyarrow as pa

    if values.dtype.kind == "M":
        return pa.array(values.astype("M8[ms]"), type=pa.timestamp("ms", tz="UTC"))
    if values.dtype.kind in "UO":
        return pa.array([str(value) for value in values.tolist()], type=pa.string())
    return pa.array(values)


def _plain(value: object) -> object:
    return value.tolist() if hasattr(value, "tolist") else value
