"""Write a dataset as .nc, .zarr, .parquet or .csv, whole or not at all; or the CSV that the portal serves."""

from icos_ingest.export.served import ServedCsv
from icos_ingest.export.write import SUFFIXES, whole, write

__all__ = ["SUFFIXES", "ServedCsv", "whole", "write"]
