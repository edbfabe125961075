"""The order of the steps: identify, open, check, report; and the functions that users call.

Each is loaded when it is first used: whoever validates a file does not wait for what writes one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icos_ingest.pipeline.converting import convert
    from icos_ingest.pipeline.ingesting import Ingested, ingest
    from icos_ingest.pipeline.opening import identify, open_dataset, open_datatree
    from icos_ingest.pipeline.said import Said
    from icos_ingest.pipeline.series import judge_series, open_mfdataset, validate_series
    from icos_ingest.pipeline.validating import validate, validate_many

_HOMES = {
    "converting": ("convert",),
    "ingesting": ("Ingested", "ingest"),
    "opening": ("identify", "open_dataset", "open_datatree"),
    "said": ("Said",),
    "series": ("judge_series", "open_mfdataset", "validate_series"),
    "validating": ("validate", "validate_many"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Ingested",
    "Said",
    "convert",
    "identify",
    "ingest",
    "judge_series",
    "open_dataset",
    "open_datatree",
    "open_mfdataset",
    "validate",
    "validate_many",
    "validate_series",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'icos_ingest.pipeline' has no attribute {name!r}")
    return getattr(import_module(f"icos_ingest.pipeline.{_HOME[name]}"), name)
