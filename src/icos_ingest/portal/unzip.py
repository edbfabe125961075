"""The first entry of a zip archive, as the portal's own unpacking sees it.

Only the local header counts: the central directory is never looked at, and what follows the first entry is
ignored (portal rules, zipEncoding). A stored entry is read by its stated size and its CRC checked; a deflated
one by its stated size, without a look at its CRC; with a data descriptor (flag bit 3) to the end of the
deflate stream, and the descriptor's CRC and sizes are checked.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import BinaryIO, NamedTuple

from icos_ingest.errors import CorruptFile, Truncated, UnsupportedVariant
from icos_ingest.model import Source

MAGIC = b"PK\x03\x04"
_HEADER = struct.Struct("<4x5H3L2H")
_ENCRYPTED, _DESCRIPTOR = 1, 8
_STORED, _DEFLATED = 0, 8
_IN_EXTRA = 0xFFFFFFFF
_CHUNK = 1 << 16


def first_entry(source: Source) -> Source:
    """What the portal reads under `zipEncoding`: the first entry of a zip, else the bytes as they are.

    Its stream raises `CorruptFile` or `UnsupportedVariant` where the portal would refuse the archive.
    """
    if source.peek(4) != MAGIC:
        return source
    return Source(lambda: _Entry(source.open(), source.name), name=source.name)


class _Local(NamedTuple):
    flags: int
    method: int
    crc: int
    size: int

    @classmethod
    def read(cls, stream: BinaryIO, name: str) -> _Local:
        raw = _exactly(stream, _HEADER.size, name)
        _, flags, method, _, _, crc, packed, size, name_length, extra_length = _HEADER.unpack(raw)
        try:
            _exactly(stream, name_length, name).decode("utf-8")
        except UnicodeDecodeError as error:
            raise CorruptFile("the name of the archive's first entry is not UTF-8", source=name) from error
        extra = _exactly(stream, extra_length, name)
        if _IN_EXTRA in (size, packed):
            size = _zip64_size(extra, size)
        return cls(flags, method, crc, size)


class _Entry(io.RawIOBase, BinaryIO):
    """The unpacked bytes of the first entry."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._local = local = _Local.read(stream, name)
        if local.flags & _ENCRYPTED:
            raise UnsupportedVariant("the archive's first entry is encrypted", source=name)
        if local.method not in (_STORED, _DEFLATED):
            raise UnsupportedVariant(
                f"the archive's first entry is packed by method {local.method}", source=name
            )
        self._described = bool(local.flags & _DESCRIPTOR)
        if self._described and local.method == _STORED:
            raise UnsupportedVariant("a stored entry has a data descriptor", source=name)
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if local.method == _DEFLATED else None
        self._crc = 0
        self._given = 0
        self._taken = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Some unpacked bytes, none at the end."""
        wanted = _CHUNK if size is None or size < 0 else min(size, _CHUNK)
        if not self._described:
            wanted = min(wanted, self._local.size - self._given)
        if self._ended or wanted <= 0:
            return b""
        part = self._stored(wanted) if self._inflate is None else self._deflated(self._inflate, wanted)
        self._crc = zlib.crc32(part, self._crc)
        self._given += len(part)
        if self._inflate is None and self._given == self._local.size:
            self._check("CRC", self._local.crc, self._crc)
        return part

    def close(self) -> None:
        self._stream.close()
        super().close()

    def _stored(self, wanted: int) -> bytes:
        part = self._stream.read(wanted)
        if not part:
            raise Truncated("the archive ends within its first entry", source=self._name)
        return part

    def _deflated(self, inflate: zlib._Decompress, wanted: int) -> bytes:
        while not inflate.eof:
            packed = inflate.unconsumed_tail
            if not packed:
                packed = self._stream.read(_CHUNK)
                self._taken += len(packed)
            if not packed:
                raise Truncated("the archive ends within its first entry", source=self._name)
            try:
                part = inflate.decompress(packed, wanted)
            except zlib.error as error:
                raise CorruptFile(
                    "the archive's first entry cannot be unpacked", source=self._name
                ) from error
            if part:
                return part
        self._ended = True
        if self._described:
            self._check_descriptor(inflate.unused_data)
        else:
            self._check("size", self._local.size, self._given)
        return b""

    def _check_descriptor(self, rest: bytes) -> None:
        self._taken -= len(rest)
        rest += self._stream.read(16 - len(rest)) if len(rest) < 16 else b""
        # Without its signature the descriptor is taken only where four more bytes follow.
        if len(rest) < 16:
            raise Truncated("the archive ends before the first entry's sizes", source=self._name)
        signed = rest.startswith(b"PK\x07\x08")
        crc, packed, size = struct.unpack_from("<3L", rest, 4 if signed else 0)
        self._check("CRC", crc, self._crc)
        self._check("size", size, self._given & 0xFFFFFFFF)
        self._check("packed size", packed, self._taken & 0xFFFFFFFF)

    def _check(self, what: str, stated: int, found: int) -> None:
        if stated != found:
            raise CorruptFile(
                f"the {what} of the archive's first entry is stated as {stated:,} and is {found:,}",
                source=self._name,
            )


def _zip64_size(extra: bytes, size: int) -> int:
    """The size in a zip64 extra field of 16 bytes or more, which counts where the header has only ones."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1 and length >= 16 and at + 20 <= len(extra) and size == _IN_EXTRA:
            return int(struct.unpack_from("<Q", extra, at + 4)[0])
        at += 4 + length
    return size


def _exactly(stream: BinaryIO, size: int, name: str) -> bytes:
    data = stream.read(size) if size else b""
    while len(data) < size and (more := stream.read(size - len(data))):
        data += more
    if len(data) < size:
        raise Truncated("the archive ends within its first header", source=name)
    return data
