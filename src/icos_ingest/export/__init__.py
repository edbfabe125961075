"""Write a dataset as .nc, .zarr, .parquet or .csv, whole or not at all."""

from icos_ingest.export.write import SUFFIXES, write

__all__ = ["SUFFIXES", "write"]
