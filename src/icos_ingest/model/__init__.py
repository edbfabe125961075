"""The values that go from room to room: Source, Detection, Fault, Finding, Report."""

from icos_ingest.model.detection import Certainty, Detection, Match
from icos_ingest.model.finding import KEEP, NOWHERE, Fault, Finding, Place, Severity
from icos_ingest.model.limits import LIMITS, Limits
from icos_ingest.model.options import Options
from icos_ingest.model.overview import Lane, Overview
from icos_ingest.model.report import (
    BatchReport,
    PortalVerdict,
    Quality,
    Report,
    Skipped,
    SourceInfo,
    View,
)
from icos_ingest.model.source import Source
from icos_ingest.model.statistics import Statistics

__all__ = [
    "KEEP",
    "LIMITS",
    "NOWHERE",
    "BatchReport",
    "Certainty",
    "Detection",
    "Fault",
    "Finding",
    "Lane",
    "Limits",
    "Match",
    "Options",
    "Overview",
    "Place",
    "PortalVerdict",
    "Quality",
    "Report",
    "Severity",
    "Skipped",
    "Source",
    "SourceInfo",
    "Statistics",
    "View",
]
