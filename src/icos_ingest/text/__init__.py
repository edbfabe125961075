"""What the text readers share: lines, splitting, the plain engine.

A text format is one description (`TextFormat`): its header, separator, odd rows, stamp. An engine reads any
file by its description and yields the blocks of the contract.
"""

from icos_ingest.text.content import TextContent, text_reader
from icos_ingest.text.format import Header, TextFormat, Timing
from icos_ingest.text.lines import Line, Lines
from icos_ingest.text.split import WHITESPACE
from icos_ingest.text.stamp import (
    CellStamp,
    DateParts,
    DayAndTime,
    IsoLocalStamp,
    SpelledStamp,
    Stamp,
    Stamped,
    YearStamp,
)

__all__ = [
    "WHITESPACE",
    "CellStamp",
    "DateParts",
    "DayAndTime",
    "Header",
    "IsoLocalStamp",
    "Line",
    "Lines",
    "SpelledStamp",
    "Stamp",
    "Stamped",
    "TextContent",
    "TextFormat",
    "Timing",
    "YearStamp",
    "text_reader",
]
