"""Programs in R: looked at, never run. Of their grammar only quotes and brackets are checked."""

from icos_ingest.codelib.programs import code_reader

READER = code_reader("r_code", "Program in R", "r")
