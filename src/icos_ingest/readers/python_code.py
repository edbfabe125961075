"""Programs in Python: looked at, never run. Python's own parser says whether they can be parsed."""

from icos_ingest.codelib.programs import code_reader

READER = code_reader("python_code", "Program in Python", "python")
