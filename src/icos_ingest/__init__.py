"""One xarray Dataset and one report for every greenhouse-gas upload.

    >>> import icos_ingest
    >>> ds = icos_ingest.open_dataset("ICOS_ATC_NRT_HTM_2021.CO2")      # doctest: +SKIP
    >>> report = icos_ingest.validate("ICOS_ATC_NRT_HTM_2021.CO2")      # doctest: +SKIP
    >>> print(report)                                                   # doctest: +SKIP

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # `typing` would take a tenth of the time in which a rule's page is shown
if TYPE_CHECKING:
    from typing import Any

    from icos_ingest.errors import IcosIngestError, SeriesWarning
    from icos_ingest.model import BatchReport, Detection, Finding, Options, Report
    from icos_ingest.pipeline import (
        Ingested,
        convert,
        identify,
        ingest,
        open_dataset,
        open_datatree,
        open_mfdataset,
        validate,
        validate_many,
        validate_series,
    )
    from icos_ingest.registry import rule, rules
    from icos_ingest.schema import formats, spec, specs

_HOMES = {
    "errors": ("IcosIngestError", "SeriesWarning"),
    "model": ("BatchReport", "Detection", "Finding", "Options", "Report"),
    "pipeline": (
        "Ingested",
        "convert",
        "identify",
        "ingest",
        "open_dataset",
        "open_datatree",
        "open_mfdataset",
        "validate",
        "validate_many",
        "validate_series",
    ),
    "registry": ("rule", "rules"),
    "schema": ("formats", "spec", "specs"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BatchReport",
    "Detection",
    "Finding",
    "IcosIngestError",
    "Ingested",
    "Options",
    "Report",
    "SeriesWarning",
    "convert",
    "formats",
    "identify",
    "ingest",
    "open_dataset",
    "open_datatree",
    "open_mfdataset",
    "rule",
    "rules",
    "spec",
    "specs",
    "validate",
    "validate_many",
    "validate_series",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from icos_ingest.resources import version

        return version()
    if name not in _HOME:
        raise AttributeError(f"module 'icos_ingest' has no attribute {name!r}")
    if name.startswith("open_"):
        import_module("icos_ingest.accessor")  # so that what is opened has `ds.icos`
    return getattr(import_module(f"icos_ingest.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
