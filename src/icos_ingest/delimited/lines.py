"""Bytes into lines of text, in runs of bounded size.

A line ends with LF, CR LF or CR, also mixed in one file. Lines keep their ends and their physical numbers.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from icos_ingest.delimited.encoding import Encoding
from icos_ingest.errors import CorruptFile
from icos_ingest.model import Fault, Place

CHUNK = 1 << 20
LONGEST = 1 << 22
"""A line with more characters is cut; what follows in it is read over."""
_BAD = re.compile("[\udc80-\udcff]")
_END = re.compile(r"[\r\n]")


class Run(NamedTuple):
    """Consecutive lines with their ends; `first` is the physical number of the first of them."""

    first: int
    lines: list[str]
    faults: list[Fault]


class TextLines:
    """The lines of a stream.

    Args:
        stream: read once, in chunks.
        encoding: of the text.
    """

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self._stream = stream
        self._encoding = encoding
        errors = "surrogateescape" if encoding.utf8 else "replace"
        self._decoder = codecs.getincrementaldecoder(encoding.codec)(errors)
        self._number = 0
        self._offset = len(codecs.BOM_UTF8) if encoding.codec == "utf-8-sig" else 0

    def runs(self) -> Iterator[Run]:
        """All lines, in runs of about a megabyte.

        Raises:
            CorruptFile: the codec gives up.
        """
        rest, skipping, data = "", False, b"?"
        while data:
            data = self._stream.read(CHUNK)
            text = rest + self._decode(data)
            if skipping:
                text, skipping = self._skip(text)
            end = _last_end(text) if data else len(text)
            if end == 0 and len(text) > LONGEST:
                yield self._too_long(text)
                text, skipping = "", True
            if end:
                yield self._run(text[:end])
            rest = text[end:]

    def _decode(self, data: bytes) -> str:
        try:
            return self._decoder.decode(data, final=not data)
        except UnicodeError as error:  # of the few codecs that do not know how to replace
            raise CorruptFile(f"the text cannot be read as {self._encoding.title} ({error})") from error

    def _skip(self, text: str) -> tuple[str, bool]:
        """What follows the line that was cut, once its end comes."""
        end = _END.search(text)
        gone = text[: end.start()] if end else text
        self._offset += self._size(gone)
        if not end:
            return "", True
        length = 2 if text.startswith("\r\n", end.start()) else 1
        self._offset += length
        return text[end.start() + length :], False

    def _too_long(self, text: str) -> Run:
        run = self._run(text[:LONGEST])
        self._offset += self._size(text[LONGEST:])
        place = Place(line=run.first, value=f"more than {LONGEST:,} characters")
        run.faults.append(Fault("line-too-long", place, expected=f"at most {LONGEST:,} characters in a line"))
        return run

    def _run(self, text: str) -> Run:
        first, faults = self._number + 1, []
        size = self._size(text)
        # Iterating over a StringIO without translation is the standard library's own cut at LF, CR LF and CR.
        lines = list(io.StringIO(text, newline=""))
        if not text.isascii():
            faults += self._mend_bytes(lines)
        if "\0" in text:
            faults += self._mend_nuls(lines)
        self._number += len(lines)
        self._offset += size
        return Run(first, lines, faults)

    def _size(self, text: str) -> int:
        """The bytes that a text took, which only UTF-8 tells without a second look at the stream."""
        if text.isascii() or not self._encoding.utf8:
            return len(text)
        return len(text.encode("utf-8", "surrogateescape"))

    def _mend_bytes(self, lines: list[str]) -> list[Fault]:
        """Bytes that the encoding does not know: read as Windows-1252 in UTF-8, else U+FFFD."""
        if not self._encoding.utf8:
            odd = [i for i, line in enumerate(lines) if "\ufffd" in line]
            return [self._undecodable(i, "bytes that cannot be decoded", None) for i in odd]
        faults, offset = [], self._offset
        for i, line in enumerate(lines):
            match = None if line.isascii() else _BAD.search(line)
            if match:
                at = offset + self._size(line[: match.start()])
                faults.append(self._undecodable(i, f"byte 0x{ord(match[0]) - 0xDC00:02X}", at))
                lines[i] = _BAD.sub(_windows_1252, line)
            offset += self._size(line)
        return faults

    def _undecodable(self, i: int, what: str, offset: int | None) -> Fault:
        place = Place(line=self._number + 1 + i, offset=offset, value=what)
        detail = "read as U+FFFD" if offset is None else "read as Windows-1252"
        return Fault("wrong-encoding", place, expected=self._encoding.title, detail=detail)

    def _mend_nuls(self, lines: list[str]) -> list[Fault]:
        faults = []
        for i, line in enumerate(lines):
            if "\0" in line:
                place = Place(line=self._number + 1 + i, value=f"{line.count(chr(0))} NUL bytes")
                faults.append(Fault("nul-byte", place, expected="text without NUL bytes"))
                lines[i] = line.replace("\0", "")
        return faults


def _last_end(text: str) -> int:
    """Where the last whole line ends; a CR at the very end may still get its LF."""
    stop = len(text) - 1 if text.endswith("\r") else len(text)
    return max(text.rfind("\n", 0, stop), text.rfind("\r", 0, stop)) + 1


def _windows_1252(match: re.Match[str]) -> str:
    byte = bytes([ord(match[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:  # five bytes that Windows-1252 leaves out
        return byte.decode("latin-1")
