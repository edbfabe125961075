"""Lines as the portal cuts them, in chunks of bounded size.

Lines are cut at LF, decoded as UTF-8 with U+FFFD for bad bytes, and stripped at both ends of every character
up to U+0020 (portal rules of text tables). Each keeps its physical number, from 1.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO, NamedTuple

from icos_ingest.model import Fault, Place
from icos_ingest.text.marks import LF, count, line_at

BLANKS = "".join(map(chr, range(0x21)))
LONGEST = 16_384
"""Bytes that the portal allows a line to have, without its LF."""
_CHUNK = 1 << 20
RUN = 1 << 23
"""Bytes of lines that are looked at together."""
_HOPELESS = 1 << 22
"""A line longer than this is cut; what follows in it is read over."""


_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]?")


def decoded(data: bytes) -> str:
    """Bytes as the portal's Java decodes them: UTF-8 with U+FFFD for what is none.

    Java and Python agree on how many of these there are, but for encoded surrogates: one in Java each.
    """
    return _SURROGATE.sub("\ufffd".encode(), data).decode("utf-8", "replace")


class Line(NamedTuple):
    """One physical line."""

    number: int
    raw: bytes

    @property
    def text(self) -> str:
        """As the portal sees it: UTF-8 with U+FFFD for bad bytes, stripped."""
        return decoded(self.raw).strip(BLANKS)

    @property
    def readable(self) -> str:
        """As a person would read it: UTF-8, else Windows-1252, stripped."""
        try:
            return self.raw.decode("utf-8").strip(BLANKS)
        except UnicodeDecodeError:
            return self.raw.decode("cp1252", "replace").strip(BLANKS)


class Run:
    """Consecutive lines, as bytes and as the portal sees them; decoded where somebody asks.

    Attributes:
        data: as they stand in the file, the last LF among them unless the file ends without.
        first: the physical number of the first line.
        offset: of the first byte in the file.
    """

    def __init__(self, data: bytes, first: int, offset: int) -> None:
        self.data = data
        self.first = first
        self.offset = offset

    @property
    def size(self) -> int:
        """Bytes that may be read by columns: not those of the first line, where a byte-order mark may be."""
        return len(self.data) if self.first > 1 else 0

    @cached_property
    def height(self) -> int:
        """How many lines these are."""
        return count(self.data, LF) + (not self.data.endswith(b"\n"))

    @cached_property
    def lines(self) -> list[str]:
        """The text of each line, stripped."""
        return [line.strip(BLANKS) for line in self._decoded]

    @cached_property
    def faults(self) -> list[Fault]:
        """What is wrong with the bytes and with the length of lines."""
        first, data = self.first, self._lines
        faults = [] if self._is_utf8 else _undecodable(data, first, self.offset)
        faults += _marked(first, data)
        if b"\0" in data:
            faults += [_nul(first + i) for i, line in enumerate(data.split(b"\n")) if b"\0" in line]
        if len(data) > LONGEST:
            lengths = map(len, data.split(b"\n"))
            faults += [_too_long(first + i, n) for i, n in enumerate(lengths) if n > LONGEST]
        return faults

    @property
    def last(self) -> str:
        """The text of the last line."""
        return decoded(self._lines.rsplit(b"\n", 1)[-1]).strip(BLANKS)

    def head(self, count: int) -> list[str]:
        """The text of the first lines."""
        return [decoded(line).strip(BLANKS) for line in self._lines.split(b"\n", count)[:count]]

    def text(self, number: int) -> str | None:
        """The line of that number, None if it is not among these."""
        at = number - self.first
        if not 0 <= at < self.height:
            return None
        return decoded(line_at(self.data, at)).strip(BLANKS)

    @property
    def _lines(self) -> bytes:
        return self.data.removesuffix(b"\n")

    @cached_property
    def _is_utf8(self) -> bool:
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    @property
    def _decoded(self) -> list[str]:
        data = self._lines
        return (data.decode("utf-8") if self._is_utf8 else decoded(data)).split("\n")


class Lines:
    """The lines of a stream: one by one through the header, then in runs.

    Args:
        stream: bytes from the beginning of the text; read once, in chunks.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0
        self._number = 0
        self._offset = 0
        self._ended = False
        self.faults: list[Fault] = []
        """About lines that were taken one by one."""

    @property
    def number(self) -> int:
        """The number of the last line that was given."""
        return self._number

    def take(self) -> Line | None:
        """The next line, None at the end."""
        end = self._buffer.find(b"\n", self._at)
        while end < 0 and not self._ended:
            self._fill()
            end = self._buffer.find(b"\n", self._at)
        if end < 0:
            end = len(self._buffer)
            if end == self._at:
                return None
        raw = self._buffer[self._at : end]
        self._number += 1
        self.faults += _marked(self._number, raw)
        if b"\0" in raw:
            self.faults.append(_nul(self._number))
        if len(raw) > LONGEST:
            self.faults.append(_too_long(self._number, len(raw)))
        self._offset += end + 1 - self._at
        self._at = min(end + 1, len(self._buffer))
        return Line(self._number, raw)

    def peek(self, count: int) -> list[Line]:
        """The next lines without taking them; fewer at the end, and no more than one chunk holds."""
        while (
            self._buffer.count(b"\n", self._at) < count
            and len(self._buffer) - self._at < _CHUNK
            and not self._ended
        ):
            self._fill()
        rest = self._buffer[self._at :].split(b"\n", count)
        if len(rest) > count or rest[-1] == b"" or not self._ended:
            rest.pop()
        return [Line(self._number + 1 + i, raw) for i, raw in enumerate(rest)]

    def runs(self) -> Iterator[Run]:
        """All that is left, in runs of whole lines and of about `RUN` bytes."""
        while (end := self._end_of_run()) > self._at:
            run = Run(self._buffer[self._at : end], self._number + 1, self._offset)
            self._number += run.height
            self._offset += end - self._at
            self._at = end
            yield run

    def _end_of_run(self) -> int:
        """Behind the last line end of what is there, or of the one line that is longer."""
        while len(self._buffer) - self._at < RUN and not self._ended:
            self._fill(RUN - (len(self._buffer) - self._at))
        return self._buffer.rfind(b"\n", self._at) + 1 or self._end_of_line()

    def _end_of_line(self) -> int:
        """Behind the end of a line that is longer than a run, or that the file ends with."""
        while (end := self._buffer.find(b"\n", self._at)) < 0 and not self._ended:
            self._fill()
        return end + 1 or len(self._buffer)

    def _fill(self, size: int = _CHUNK) -> None:
        if len(self._buffer) - self._at > _HOPELESS:
            self._skip_line()
            return
        part = self._stream.read(size)
        self._ended = not part
        # To the end of a line, so that a run is all that is there, and need not be copied once more.
        tail = self._stream.readline(LONGEST)
        self._buffer, self._at = b"".join((self._buffer[self._at :], part, tail)), 0

    def _skip_line(self) -> None:
        """Read over the rest of a line that has grown beyond all bounds."""
        self._buffer, self._at = self._buffer[self._at :], 0
        while part := self._stream.read(_CHUNK):
            if (end := part.find(b"\n")) >= 0:
                self._buffer += part[end:]
                return
        self._ended = True


def _marked(number: int, data: bytes) -> list[Fault]:
    """A fault if the first line begins with a byte-order mark."""
    if number > 1 or not data.startswith(codecs.BOM_UTF8):
        return []
    place = Place(line=1, offset=0, value="EF BB BF")
    return [Fault("byte-order-mark", place, expected="the first character of the text itself")]


def _nul(number: int) -> Fault:
    return Fault("nul-byte", Place(line=number), expected="text")


def _too_long(number: int, length: int) -> Fault:
    return Fault(
        "line-too-long",
        Place(line=number, value=f"{length:,} bytes"),
        expected=f"at most {LONGEST:,} bytes in a line",
        blocks=True,
    )


def undecodable_line(line: Line) -> list[Fault]:
    """A fault if a line is not UTF-8."""
    try:
        line.raw.decode("utf-8")
    except UnicodeDecodeError:
        return _undecodable(line.raw, line.number, None)
    return []


def _undecodable(data: bytes, first: int, offset: int | None) -> list[Fault]:
    """A fault for each line that is not UTF-8, at its first bad byte."""
    faults = []
    for i, raw in enumerate(data.split(b"\n")):
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            at = None if offset is None else offset + error.start
            faults.append(
                Fault(
                    "wrong-encoding",
                    Place(line=first + i, offset=at, value=f"byte 0x{raw[error.start]:02X}"),
                    expected="UTF-8",
                )
            )
        if offset is not None:
            offset += len(raw) + 1
    return faults
