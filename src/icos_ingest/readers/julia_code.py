"""Programs in Julia: looked at, never run. Of their grammar only quotes and brackets are checked."""

from icos_ingest.codelib.programs import code_reader

READER = code_reader("julia_code", "Program in Julia", "julia")
