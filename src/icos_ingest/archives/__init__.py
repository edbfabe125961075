"""What the readers of containers share: members as sources, their limits and names; the layout of a zip."""

from icos_ingest.archives.members import (
    Archive,
    Entry,
    Ledger,
    Readable,
    clashes,
    in_our_words,
    is_bomb,
    shown,
    unsafe_name,
    within_limits,
)

__all__ = [
    "Archive",
    "Entry",
    "Ledger",
    "Readable",
    "clashes",
    "in_our_words",
    "is_bomb",
    "shown",
    "unsafe_name",
    "within_limits",
]
