"""Lines are cut, decoded and counted as the portal does it."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from icos_ingest.text.lines import BLANKS, LONGEST, Lines


def portal_lines(data: bytes) -> list[str]:
    """The same by its description, without chunks."""
    parts = data.split(b"\n")
    if parts[-1] == b"":
        parts.pop()
    return [part.decode("utf-8", "replace").strip(BLANKS) for part in parts]


def all_lines(data: bytes, taken: int = 0) -> list[str]:
    lines = Lines(io.BytesIO(data))
    found = []
    for _ in range(taken):
        line = lines.take()
        if line is not None:
            found.append(line.text)
    for run in lines.runs():
        assert run.first == len(found) + 1
        found += run.lines
    return found


@given(st.binary(max_size=200), st.integers(0, 4))
def test_any_bytes_give_the_portals_lines(data: bytes, taken: int) -> None:
    assume(not re.search(rb"\xed[\xa0-\xbf]", data))  # encoded surrogates, where Java and Python differ
    assert all_lines(data, taken) == portal_lines(data)


@given(st.lists(st.sampled_from([b"", b"a", b"\r", b"x;y", b"\xb5"]), max_size=6), st.booleans())
def test_a_final_line_end_makes_no_line(parts: list[bytes], ended: bool) -> None:
    data = b"\n".join(parts) + (b"\n" if ended else b"")
    assert all_lines(data) == portal_lines(data)


def test_lines_across_chunks_keep_their_numbers() -> None:
    data = b"".join(b"%d;%s\n" % (i, b"x" * 50) for i in range(50_000))
    lines = Lines(io.BytesIO(data))
    assert lines.take().number == 1
    numbered = [(run.first + i, line) for run in lines.runs() for i, line in enumerate(run.lines)]
    assert numbered[0][0] == 2
    assert numbered[-1] == (50_000, "49999;" + "x" * 50)


def test_a_long_line_is_a_fault_with_its_line_and_goes_on() -> None:
    data = b"ok\n" + b"y" * (LONGEST + 1) + b"\nok\n"
    lines = Lines(io.BytesIO(data))
    runs = list(lines.runs())
    assert [(fault.kind, fault.place.line) for run in runs for fault in run.faults] == [("line-too-long", 2)]
    assert sum(len(run.lines) for run in runs) == 3


def test_the_longest_allowed_line_is_none() -> None:
    runs = list(Lines(io.BytesIO(b"y" * LONGEST + b"\n")).runs())
    assert not [fault for run in runs for fault in run.faults]


def test_a_line_without_end_takes_bounded_memory() -> None:
    class Endless(io.RawIOBase):
        left = 64

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return b"z" * (1 << 20) if self.left >= 0 else b""

    runs = list(Lines(Endless()).runs())
    assert sum(len(line) for run in runs for line in run.lines) < 8 << 20
    assert runs[0].faults[0].kind == "line-too-long"


def test_bytes_that_are_no_utf8_are_told_with_line_and_offset() -> None:
    runs = list(Lines(io.BytesIO("a\nµ\n".encode() + b"caf\xe9\n")).runs())
    (fault,) = runs[0].faults
    assert (fault.kind, fault.place.line, fault.place.offset, fault.place.value) == (
        "wrong-encoding",
        3,
        8,
        "byte 0xE9",
    )
    assert runs[0].lines[2] == "caf\ufffd"


def test_looking_ahead_takes_nothing() -> None:
    lines = Lines(io.BytesIO(b"one\ntwo\nthree"))
    assert [line.text for line in lines.peek(2)] == ["one", "two"]
    assert lines.take().text == "one"
    assert [line.text for line in lines.peek(5)] == ["two", "three"]
    assert [line.number for line in lines.peek(5)] == [2, 3]


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xed\xa0", b"\xed\xbf\xbf"])
def test_an_encoded_surrogate_is_one_replacement_as_in_java(data: bytes) -> None:
    assert all_lines(b"a" + data + b";b") == ["a\ufffd;b"]
    assert all_lines(data + data) == ["\ufffd\ufffd"]
