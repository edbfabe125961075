"""The portal's plain CSV: `,` between cells, missing cells empty, numbers as Java writes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.export.frame import columns_of
from icos_ingest.values import FORMATS, to_portal_csv

if TYPE_CHECKING:
    import numpy.typing as npt
    import xarray as xr


def save(dataset: xr.Dataset, path: Path) -> None:
    """Write one CSV file in UTF-8, stamps as instants in UTC; text that holds `,` or a line end is quoted."""
    columns = columns_of(dataset)
    texts = [_texts(values) for values in columns.values()]
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(",".join(map(_quoted, columns)) + "\n")
        out.writelines(",".join(row) + "\n" for row in zip(*texts, strict=True))


def _texts(values: npt.NDArray[Any]) -> list[str]:
    kind = values.dtype.kind
    if kind == "M":
        stamps = values.astype("M8[ms]").astype(np.float64)
        stamps[np.isnat(values)] = np.nan
        return _portal(stamps, "iso8601dateTime")
    if kind == "f":
        return _portal(values, "float32" if values.dtype.itemsize == 4 else "float64")
    if kind == "m":
        seconds = values.astype("m8[s]").astype(np.int64).tolist()
        return ["" if gap else str(n) for gap, n in zip(np.isnat(values), seconds, strict=True)]
    return [_quoted(str(value)) for value in values.tolist()]


def _portal(values: npt.NDArray[Any], name: str) -> list[str]:
    return [to_portal_csv(value, FORMATS[name]) for value in values.tolist()]


def _quoted(text: str) -> str:
    if any(char in text for char in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
