"""Tables of text that no format describes: everything about them is found out, and said.

    encoding → lines → preamble → dialect (cells) → heading (titles) → timing (stamps, zone) → engine

Each step looks at the first megabyte only, states what it decided in a sentence, and gives way to the user's
options. What could mean two things is a fault, not a guess.
"""

from icos_ingest.delimited.engine import Engine
from icos_ingest.delimited.lines import TextLines
from icos_ingest.delimited.survey import Survey, survey

__all__ = ["Engine", "Survey", "TextLines", "survey"]
