"""Members packed in ways that zipfile does not know: Deflate64, xz, and Zstandard before Python 3.14.

The Explorer of Windows packs files of more than two gigabytes with Deflate64.

Reference: PKWARE's APPNOTE.TXT 6.3, section 4.4.5.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from icos_ingest.archives.members import Readable
from icos_ingest.archives.streams import Deflate64, Zstandard
from icos_ingest.archives.zips import HEADER

DEFLATE64, ZSTD, XZ = 9, 93, 95


class _Section(io.RawIOBase):
    """The packed bytes of one member as a file of their own."""

    def __init__(self, path: Path, info: zipfile.ZipInfo) -> None:
        self._file = path.open("rb")
        self._file.seek(info.header_offset)
        name, extra = HEADER.unpack(self._file.read(HEADER.size))[-2:]
        self._file.seek(name + extra, io.SEEK_CUR)
        self._left = info.compress_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is wider
        part = self._file.read(min(len(buffer), self._left))
        self._left -= len(part)
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._file.close()
        super().close()


class UnpackedMember:
    """What a member unfolds to, held against its checksum at the end.

    Args:
        path: of the archive.
        info: the member's entry, whose own header was found where it says.
    """

    def __init__(self, path: Path, info: zipfile.ZipInfo) -> None:
        self._section = _Section(path, info)
        self._stream = OTHERS[info.compress_type](io.BufferedReader(self._section))
        self._name, self._expected, self._crc = info.filename, info.CRC, 0

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end.

        Raises:
            BadZipFile: the checksum is another.
        """
        part = self._stream.read(size)
        self._crc = zlib.crc32(part, self._crc)
        if not part and size and self._crc != self._expected:
            raise zipfile.BadZipFile(f"Bad CRC-32 for file {self._name!r}")
        return part

    def close(self) -> None:
        """Close the archive's file."""
        self._stream.close()
        self._section.close()


def _xz(packed: IO[bytes]) -> Readable:
    return lzma.LZMAFile(packed, format=lzma.FORMAT_XZ)


OTHERS: dict[int, Callable[[IO[bytes]], Readable]] = {DEFLATE64: Deflate64, XZ: _xz, ZSTD: Zstandard}
"""How packed bytes are unfolded, by the number of the method."""
