"""Write a dataset as .nc, .zarr, .parquet or .csv, whole or not at all."""

from icos_ingest.convert.write import SUFFIXES, write

__all__ = ["SUFFIXES", "write"]
