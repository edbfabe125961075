"""The check: data driven once past every rule, and what they find gathered into findings."""

from icos_ingest.check.checker import Checker
from icos_ingest.check.faults import as_fault
from icos_ingest.check.looks import Looked, Looker
from icos_ingest.check.offers import offers
from icos_ingest.check.outcome import Outcome
from icos_ingest.check.overview import TABLES
from icos_ingest.check.pieces import WindowSeen

__all__ = ["TABLES", "Checker", "Looked", "Looker", "Outcome", "WindowSeen", "as_fault", "offers"]
