"""Spreadsheets: which row holds the titles, what a cell is, and what became of the data in it."""

from icos_ingest.sheets.layout import scan
from icos_ingest.sheets.rows import Row, text_of
from icos_ingest.sheets.sheet import Sheet

__all__ = ["Row", "Sheet", "scan", "text_of"]
