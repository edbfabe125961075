"""The portal's value formats: one truth for every reader, rule and writer.

A value format says which texts a cell may hold, what the portal stores for it and how the portal writes that
into its CSV. ``parse_column`` reads many cells, ``ValueFormat.cell`` one, by the same rules.
"""

from icos_ingest.values.column import ParsedColumn, parse_column
from icos_ingest.values.decode import decode
from icos_ingest.values.formats import FORMATS, ValueFormat, is_blank
from icos_ingest.values.portal_csv import show_instant, to_portal_csv
from icos_ingest.values.times import exact_instant

__all__ = [
    "FORMATS",
    "ParsedColumn",
    "ValueFormat",
    "decode",
    "exact_instant",
    "is_blank",
    "parse_column",
    "show_instant",
    "to_portal_csv",
]
