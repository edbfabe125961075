"""Tables of text that no format describes: everything about them is found out, and said.

    encoding → lines → preamble → dialect (cells) → heading (titles) → timing (stamps, zone) → engine

Each step up to the timing looks at the first megabyte only, states what it decided in a sentence, and gives
way to the user's options. What could mean two things is a fault, not a guess.

The engine reads some megabytes at a time. Runs of lines that hold nothing odd go through the block engine of
`text.quick` and never become rows of `str`; all others are split and read row by row, with the same result.
"""

from icos_ingest.delimited.engine import Engine
from icos_ingest.delimited.lines import TextLines
from icos_ingest.delimited.survey import Survey, survey

__all__ = ["Engine", "Survey", "TextLines", "survey"]
