"""The order of the steps: identify, open, check, report; and the functions that users call."""

from icos_ingest.pipeline.converting import convert
from icos_ingest.pipeline.ingesting import Ingested, ingest
from icos_ingest.pipeline.opening import identify, open_dataset, open_datatree
from icos_ingest.pipeline.said import Said
from icos_ingest.pipeline.series import judge_series, open_mfdataset, validate_series
from icos_ingest.pipeline.validating import validate, validate_many

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
