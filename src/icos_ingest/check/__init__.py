"""The check: data driven once past every rule, and what they find gathered into findings."""

from icos_ingest.check.checker import Checker, Outcome, as_fault
from icos_ingest.check.offers import offers
from icos_ingest.check.overview import TABLES
from icos_ingest.check.pieces import Seen

__all__ = ["TABLES", "Checker", "Outcome", "Seen", "as_fault", "offers"]
