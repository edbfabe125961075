"""The parts of an Office file, looked at before a parser of XML sees any of them."""

from __future__ import annotations

import re
import zipfile

from icos_ingest.archives.members import is_bomb, within_limits
from icos_ingest.errors import LimitExceeded, UnsupportedVariant
from icos_ingest.model import Limits

_STREAMED = "xl/worksheets/"
"""Parts that are read row by row, all others are held in memory."""
_XML = (b"<", b"\0<", b"\xff\xfe", b"\xfe\xff")
_PROLOG = re.compile(rb"(?>\xef\xbb\xbf)?(?>\s*(?><\?(?>.*?\?>)|<!--(?>.*?-->)))*+\s*<[A-Za-z_]", re.DOTALL)
"""Declaration and comments down to the root element, without a document type."""


def check_parts(archive: zipfile.ZipFile, limits: Limits, label: str) -> None:
    """Stop at a workbook that unfolds to too much, is binary, or holds XML that a spreadsheet does not write.

    The sizes are the archive's claims, which zipfile does not read beyond.

    Raises:
        LimitExceeded: it unfolds to more than the limits allow.
        UnsupportedVariant: it is binary; or a part declares a document type, which could name other files or
            unfold without end.
    """
    entries = archive.infolist()
    within_limits(len(entries), limits, label)
    total = sum(info.file_size for info in entries)
    for info in entries:
        name, size = info.filename[:100], info.file_size
        held = 0 if name.startswith(_STREAMED) else size
        if is_bomb(info.compress_size, size, limits) or held > limits.array or total > limits.unpacked:
            raise LimitExceeded(
                f"the workbook unfolds to {total:,} bytes, its part {name} to {size:,}",
                hint="save the sheets as CSV, or raise the limits",
                source=label,
            )
        if name.endswith("workbook.bin"):
            raise UnsupportedVariant(
                "this is a binary workbook (.xlsb)", hint="save it as .xlsx", source=label
            )
        with archive.open(info) as part:
            head = part.read(65_536)
        if head[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML) and not _PROLOG.match(head):
            raise UnsupportedVariant(
                f"its part {name} does not begin as XML from a spreadsheet does",
                hint="open it in a spreadsheet program and save it as .xlsx",
                source=label,
            )
