"""Zip archives: members are read as sources of their own, never unpacked by name.

The directory is read by our own hand (`archives/directory.py`), so that a broken entry does not cost all
others, and headers that contradict each other are found. Members are unpacked by zipfile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.archives.zips import END, LOCAL, SPANNED, hidden_end, is_workbook
from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def sniff(source: Source) -> Match | str:
    """The signature, or an archive behind something else (a self-extracting one)."""
    head = source.peek()
    if head.startswith((LOCAL, END, SPANNED)):
        if is_workbook(head):
            return "it is a zip, but one that holds an Excel workbook"
        what = {LOCAL: "of a zip", END: "of an empty zip", SPANNED: "of a part of a split zip"}[head[:4]]
        return Match("zip", Certainty.SIGNATURE, f"the first bytes are those {what}")
    if hidden_end(source, head):
        return Match("zip", Certainty.CONTENT, "it ends with the directory of a zip archive")
    return "it does not begin with PK"


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open an archive.

    Raises:
        Truncated: it has no directory at its end.
        CorruptFile: the directory cannot be read.
        SplitArchive: it is one part of several.
        LimitExceeded: it has too many members.
    """
    from icos_ingest.archives.zip_file import open_zip

    del spec
    return open_zip(source, options)


READER = Reader("zip_archive", "Zip archive", ("zip",), sniff, read, native=True)
