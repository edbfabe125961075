"""Bytes into lines of text, in runs of bounded size.

A line ends with LF, CR LF or CR, also mixed in one file. Lines keep their ends and their physical numbers.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO, NamedTuple

from icos_ingest.delimited.encoding import Encoding
from icos_ingest.errors import CorruptFile
from icos_ingest.model import Fault, Place
from icos_ingest.text.lines import RUN
from icos_ingest.text.marks import line_at

CHUNK = 1 << 20
LONGEST = 1 << 22
"""A line with more characters is cut; what follows in it is read over."""
_BAD = re.compile("[\udc80-\udcff]")
_END = re.compile(r"[\r\n]")


class Body(NamedTuple):
    """The bytes of lines, the first line's number, how many lines these are, and what is wrong above them."""

    first: int
    data: bytes
    height: int
    faults: list[Fault]


class Run:
    """Consecutive lines, decoded where somebody asks.

    Args:
        text: of the lines, or their bytes where they are to be UTF-8.
        first: the physical number of the first line.
        offset: of the first byte in the file.
        encoding: of the file.

    Attributes:
        first: as given.
        offset: as given.
        cut: tells that the last line was too long.
    """

    def __init__(self, text: str | bytes, first: int, offset: int, encoding: Encoding) -> None:
        self.first = first
        self.cut: Fault | None = None
        self._text = text
        self.offset = offset
        self._encoding = encoding

    @property
    def size(self) -> int:
        """Bytes that are to be UTF-8; none where the text is another."""
        return len(self._text) if isinstance(self._text, bytes) else 0

    @property
    def lines(self) -> list[str]:
        """The lines with their ends, what cannot be decoded mended, without NUL."""
        return self._read[0]

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the bytes, and with the length of a line."""
        return [*self._read[1], *([self.cut] if self.cut else [])]

    @cached_property
    def height(self) -> int:
        """How many lines these are."""
        if isinstance(self._text, str):
            return len(self.lines)
        return self._text.count(b"\n") + self._lone_returns + (not self._text.endswith((b"\n", b"\r")))

    def text(self, number: int) -> str | None:
        """The line of that number, None if it is not among these."""
        at = number - self.first
        if not 0 <= at < self.height:
            return None
        if isinstance(self._text, str) or self._lone_returns:
            return self.lines[at].rstrip("\r\n")
        return line_at(self._text, at).decode("utf-8", "replace").rstrip("\r")

    def below(self, line: int) -> Body | None:
        """All from that line on; None where the lines are not cut at LF alone."""
        if isinstance(self._text, str) or self._lone_returns:
            return None
        above, at = min(max(0, line - self.first), self.height), 0
        for _ in range(above):
            at = self._text.find(b"\n", at) + 1 or len(self._text)
        head = Run(self._text[:at], self.first, self.offset, self._encoding)
        return Body(self.first + above, self._text[at:], self.height - above, head.faults)

    def parts(self) -> Iterator[Run]:
        """The same lines in runs of about a megabyte."""
        text, at, first = self._text, 0, self.first
        if isinstance(text, str) or len(text) <= CHUNK:
            yield self
            return
        while at < len(text):
            end = text.rfind(b"\n", at, at + CHUNK) + 1 or text.find(b"\n", at) + 1 or len(text)
            part = Run(text[at:end], first, self.offset + at, self._encoding)
            first, at = first + part.height, end
            yield part

    @cached_property
    def _lone_returns(self) -> int:
        assert isinstance(self._text, bytes), "of a text nobody asks"
        return self._text.count(b"\r") - self._text.count(b"\r\n") if b"\r" in self._text else 0

    @cached_property
    def _read(self) -> tuple[list[str], list[Fault]]:
        text = self._text
        if isinstance(text, bytes):
            text = text.decode("utf-8", "surrogateescape")
        # Iterating over a StringIO without translation is the standard library's own cut at LF, CR LF and CR.
        lines, faults = list(io.StringIO(text, newline="")), []
        if not text.isascii():
            faults += self._mend_bytes(lines)
        if "\0" in text:
            faults += self._mend_nuls(lines)
        return lines, faults

    def _mend_bytes(self, lines: list[str]) -> list[Fault]:
        """Bytes that the encoding does not know: read as Windows-1252 in UTF-8, else U+FFFD."""
        if not self._encoding.utf8:
            odd = [i for i, line in enumerate(lines) if "\ufffd" in line]
            return [self._undecodable(i, "bytes that cannot be decoded", None) for i in odd]
        faults, offset = [], self.offset
        for i, line in enumerate(lines):
            match = None if line.isascii() else _BAD.search(line)
            if match:
                at = offset + _size(line[: match.start()], self._encoding)
                faults.append(self._undecodable(i, f"byte 0x{ord(match[0]) - 0xDC00:02X}", at))
                lines[i] = _BAD.sub(_windows_1252, line)
            offset += _size(line, self._encoding)
        return faults

    def _undecodable(self, i: int, what: str, offset: int | None) -> Fault:
        place = Place(line=self.first + i, offset=offset, value=what)
        detail = "read as U+FFFD" if offset is None else "read as Windows-1252"
        return Fault("wrong-encoding", place, expected=self._encoding.title, detail=detail)

    def _mend_nuls(self, lines: list[str]) -> list[Fault]:
        faults = []
        for i, line in enumerate(lines):
            if "\0" in line:
                place = Place(line=self.first + i, value=f"{line.count(chr(0))} NUL bytes")
                faults.append(Fault("nul-byte", place, expected="text without NUL bytes"))
                lines[i] = line.replace("\0", "")
        return faults


class TextLines:
    """The lines of a stream.

    Args:
        stream: read once, in chunks.
        encoding: of the text.
    """

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self._stream = stream
        self._encoding = encoding
        self._number = 0
        self._offset = len(codecs.BOM_UTF8) if encoding.codec == "utf-8-sig" else 0
        self._ended = False

    def runs(self) -> Iterator[Run]:
        """All lines, in runs of some megabytes of UTF-8, of about one of any other text.

        Raises:
            CorruptFile: the codec gives up.
        """
        data = b""
        if self._encoding.utf8:
            data = self._fill(data)
            if self._encoding.codec == "utf-8-sig":
                data = data.removeprefix(codecs.BOM_UTF8)
            while end := self._whole(data):
                yield self._run(data[:end])
                data = self._fill(data[end:])
        yield from self._texts(data)

    def _fill(self, data: bytes) -> bytes:
        """These bytes and so many more as make a run with a line in it, unless there are no more."""
        parts, size = [data], len(data)
        ends = b"\n" in data
        while not self._ended and (size < RUN or (size <= LONGEST and not ends)):
            parts.append(self._stream.read(max(1, RUN - size)))
            size += len(parts[-1])
            ends = ends or b"\n" in parts[-1]
            self._ended = not parts[-1]
        return b"".join(parts)

    def _whole(self, data: bytes) -> int:
        """Where the last whole line ends, 0 where a line may be too long or no LF ends one."""
        half = LONGEST // 2
        windows = range(0, len(data) - half + 1, half) if len(data) > LONGEST else ()
        if any(data.find(b"\n", at, at + half) < 0 for at in windows):
            return 0
        end = data.rfind(b"\n") + 1
        return len(data) if self._ended and end else end

    def _texts(self, data: bytes) -> Iterator[Run]:
        """The rest of the lines, decoded chunk by chunk: any line end, any length, any encoding."""
        errors = "surrogateescape" if self._encoding.utf8 else "replace"
        codec = "utf-8" if self._encoding.utf8 else self._encoding.codec
        decoder = codecs.getincrementaldecoder(codec)(errors)
        rest, skipping = "", False
        for part in self._chunks(data):
            text = rest + self._decode(decoder, part)
            if skipping:
                text, skipping = self._skip(text)
            end = _last_end(text) if part else len(text)
            if end == 0 and len(text) > LONGEST:
                yield self._too_long(text)
                text, skipping = "", True
            if end:
                yield self._run(text[:end])
            rest = text[end:]

    def _chunks(self, data: bytes) -> Iterator[bytes]:
        """Some bytes and what follows them in the stream, and none at the end."""
        for at in range(0, len(data), CHUNK):
            yield data[at : at + CHUNK]
        while not self._ended:
            part = self._stream.read(CHUNK)
            self._ended = not part
            if part:
                yield part
        yield b""

    def _decode(self, decoder: codecs.IncrementalDecoder, data: bytes) -> str:
        try:
            return decoder.decode(data, final=not data)
        except UnicodeError as error:  # of the few codecs that do not know how to replace
            raise CorruptFile(f"the text cannot be read as {self._encoding.title} ({error})") from error

    def _skip(self, text: str) -> tuple[str, bool]:
        """What follows the line that was cut, once its end comes."""
        end = _END.search(text)
        gone = text[: end.start()] if end else text
        self._offset += _size(gone, self._encoding)
        if not end:
            return "", True
        length = 2 if text.startswith("\r\n", end.start()) else 1
        self._offset += length
        return text[end.start() + length :], False

    def _too_long(self, text: str) -> Run:
        run = self._run(text[:LONGEST])
        self._offset += _size(text[LONGEST:], self._encoding)
        place = Place(line=run.first, value=f"more than {LONGEST:,} characters")
        run.cut = Fault("line-too-long", place, expected=f"at most {LONGEST:,} characters in a line")
        return run

    def _run(self, text: str | bytes) -> Run:
        run = Run(text, self._number + 1, self._offset, self._encoding)
        self._number += run.height
        self._offset += len(text) if isinstance(text, bytes) else _size(text, self._encoding)
        return run


def _size(text: str, encoding: Encoding) -> int:
    """The bytes that a text took, which only UTF-8 tells without a second look at the stream."""
    if text.isascii() or not encoding.utf8:
        return len(text)
    return len(text.encode("utf-8", "surrogateescape"))


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
