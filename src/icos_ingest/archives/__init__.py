"""What the readers of containers share: members as sources, their limits and names; the layout of a zip."""

from icos_ingest.archives.judging import Listed, judge
from icos_ingest.archives.members import (
    Archive,
    Entry,
    Ledger,
    Readable,
    in_our_words,
    is_bomb,
    within_limits,
)
from icos_ingest.archives.names import awkward_name, clashes, shown, unsafe_name

__all__ = [
    "Archive",
    "Entry",
    "Ledger",
    "Listed",
    "Readable",
    "awkward_name",
    "clashes",
    "in_our_words",
    "is_bomb",
    "judge",
    "shown",
    "unsafe_name",
    "within_limits",
]
