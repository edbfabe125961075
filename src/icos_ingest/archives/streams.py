"""What gzip, bzip2, xz and zstd files unfold to, stream after stream; errors say at which packed byte."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol

from icos_ingest.errors import CorruptFile, MissingDependency

_CHUNK = 1 << 17
_FOLDED = 1 << 9
"""Packed bytes of Deflate64 whose whole content is held: one code of 18 bits may stand for 64 kilobytes."""
_GZIP = 31
"""Window bits of zlib for gzip, with its CRC-32 and size (zlib manual, inflateInit2)."""
_WORDS = {
    "incorrect data check": "the checksum (CRC) that they end with is not that of what they unfold to",
    "incorrect length check": "the size that they end with is not that of what they unfold to",
    "incorrect header check": "a stream does not begin as gzip does",
    "Invalid data stream": "a block is damaged, or its checksum is another",
    "Corrupt input data": "a block is damaged, or its checksum is another",
}
"""What the libraries say, and what it means."""


class Unpacker(Protocol):
    """One packed stream, as `bz2` and `lzma` unpack it."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Some unpacked bytes; input that is not needed yet is kept."""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""

    @property
    def needs_input(self) -> bool:
        """Whether more packed bytes are needed before anything more can be given."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end of the stream."""


class Inflate:
    """One gzip stream, in the manner of `bz2` and `lzma`."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_GZIP)
        self._full = False

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Some unpacked bytes."""
        part = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self._full = len(part) == max_length
        return part

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """Whether more packed bytes are needed."""
        return not (self._full or self._zlib.unconsumed_tail)

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end of the stream."""
        return self._zlib.unused_data


UNPACKERS: dict[str, Callable[[], Unpacker]] = {
    "gzip": Inflate,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}


class Zstandard:
    """All that the frames of Zstandard unfold to (RFC 8878), by pyarrow, since Python knows it from 3.14 on.

    Args:
        packed: the frames; closed with this.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        import pyarrow as pa

        self._packed = packed
        self._stream: IO[bytes] = pa.CompressedInputStream(pa.PythonFile(packed, "r"), "zstd")

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end.

        Raises:
            EOFError: the frames end too early.
            OSError: they are damaged, or something else follows.
        """
        try:
            return self._stream.read(size)
        except OSError as error:
            if "Truncated" in str(error):
                raise EOFError(str(error)) from error
            raise

    def close(self) -> None:
        """Close the frames."""
        self._stream.close()
        self._packed.close()


class Deflate64:
    """What a stream of Deflate64 unfolds to (APPNOTE.TXT 6.3, section 5.6), by inflate64, an extra.

    Args:
        packed: the stream; closed with this.

    Raises:
        MissingDependency: inflate64 is not installed.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        try:
            from inflate64 import Inflater
        except ImportError as error:
            raise MissingDependency(
                "it is packed with Deflate64, which inflate64 unfolds",
                hint="pip install 'icos-ingest[deflate64]', or pack the file again with deflate",
            ) from error
        self._packed, self._inflater = packed, Inflater()
        self._ready = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end.

        Raises:
            EOFError: the stream ends too early.
            ValueError: it is damaged.
        """
        while not self._ready and not self._inflater.eof:
            packed = self._packed.read(_FOLDED)
            if not packed:
                raise EOFError
            self._ready = memoryview(self._inflater.inflate(packed))
        part, self._ready = self._ready[:size], self._ready[size:]
        return bytes(part)

    def close(self) -> None:
        """Close the stream."""
        self._packed.close()


class Unpacked:
    """All that a packed file unfolds to, read once from the front.

    Args:
        path: of the file.
        word: gzip, bzip2 or xz.
        begins: whether bytes begin a stream of that kind.
    """

    def __init__(self, path: Path, word: str, begins: Callable[[bytes], object]) -> None:
        self._file = path.open("rb")
        self._word = word
        self._begins = begins
        self._unpacker: Unpacker | None = UNPACKERS[word]()

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end.

        Raises:
            EOFError: the file ends within a stream.
            CorruptFile: it is damaged, or something else follows.
        """
        while self._unpacker is not None:
            packed = self._file.read(_CHUNK) if self._unpacker.needs_input else b""
            if not packed and self._unpacker.needs_input:
                raise EOFError(f"at byte {self._file.tell():,}")
            try:
                part = self._unpacker.decompress(packed, size)
            except (OSError, ValueError, EOFError, zlib.error, lzma.LZMAError) as error:
                raise self._damaged(str(error), len(packed)) from error
            if self._unpacker.eof:
                self._unpacker = self._next(self._unpacker.unused_data)
            if part:
                return part
        return b""

    def _next(self, rest: bytes) -> Unpacker | None:
        """The stream that follows, behind zeros that fill the file up; None at the end of the file."""
        while not (rest := rest.lstrip(b"\0")):
            if not (rest := self._file.read(_CHUNK)):
                return None
        at = self._file.tell() - len(rest)
        self._file.seek(at)
        if not self._begins(rest + self._file.read(_CHUNK)):
            what = f"there is something other than {self._word} behind the packed data, from byte {at:,}"
            raise CorruptFile(what, hint="transfer or pack the file again")
        self._file.seek(at)
        return UNPACKERS[self._word]()

    def _damaged(self, said: str, length: int) -> CorruptFile:
        what = next((words for key, words in _WORDS.items() if key in said), said)
        first = max(0, self._file.tell() - length)
        where = f"between bytes {first:,} and {self._file.tell():,}"
        return CorruptFile(
            f"the packed data are damaged {where}: {what}", hint="transfer or pack the file again"
        )

    def close(self) -> None:
        """Close the file."""
        self._file.close()
