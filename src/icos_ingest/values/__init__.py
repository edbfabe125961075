"""The portal's value formats: one truth for every reader, rule and writer.

A value format says which texts a cell may hold, what the portal stores for it and how the portal writes that
into its CSV. ``parse_column`` reads many cells, ``ValueFormat.cell`` one, by the same rules.
"""

from icos_ingest.values.column import ParsedColumn, parse_column
from icos_ingest.values.decode import decode
from icos_ingest.values.fixed import fixed_fields, fixed_times, from_fields
from icos_ingest.values.formats import FORMATS, ValueFormat, is_blank
from icos_ingest.values.from_bytes import NUMBERS, Sure, is_plain, parse_bytes
from icos_ingest.values.portal_csv import show_instant, to_portal_csv
from icos_ingest.values.since import Since, parse_since
from icos_ingest.values.texts import Cells, Texts, texts_of
from icos_ingest.values.times import exact_instant

__all__ = [
    "FORMATS",
    "NUMBERS",
    "Cells",
    "ParsedColumn",
    "Since",
    "Sure",
    "Texts",
    "ValueFormat",
    "decode",
    "exact_instant",
    "fixed_fields",
    "fixed_times",
    "from_fields",
    "is_blank",
    "is_plain",
    "parse_bytes",
    "parse_column",
    "parse_since",
    "show_instant",
    "texts_of",
    "to_portal_csv",
]
