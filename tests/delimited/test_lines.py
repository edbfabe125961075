from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.delimited.encoding import find_encoding
from icos_ingest.delimited.lines import LONGEST, TextLines
from icos_ingest.errors import OptionError
from icos_ingest.model import Fault


def read(data: bytes, option: str | None = None) -> tuple[list[str], list[Fault]]:
    runs = list(TextLines(io.BytesIO(data), find_encoding(data[:4096], option)).runs())
    return [line for run in runs for line in run.lines], [fault for run in runs for fault in run.faults]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_ends_a_line(end: str) -> None:
    lines, faults = read(f"a{end}b{end}{end}c".encode())
    assert lines == [f"a{end}", f"b{end}", end, "c"]
    assert not faults


def test_line_ends_may_be_mixed() -> None:
    assert read(b"a\rb\r\nc\nd\r")[0] == ["a\r", "b\r\n", "c\n", "d\r"]


def test_a_carriage_return_at_the_end_of_a_chunk_keeps_its_line_feed() -> None:
    data = b"x" * ((1 << 20) - 1) + b"\r\nnext\r\n"
    lines, _ = read(data)
    assert [line[-2:] for line in lines] == ["\r\n", "\r\n"]
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("codec", "note"),
    [
        ("utf-8-sig", "UTF-8, as its byte order mark"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-16-le", "every other byte is NUL"),
        ("utf-16-be", "every other byte is NUL"),
        ("utf-8", "UTF-8"),
    ],
)
def test_unicode_is_told_by_mark_or_pattern(codec: str, note: str) -> None:
    text = "time,µmol\n1,2\n3,4\n"
    data = text.encode(codec)
    assert note in find_encoding(data).note
    assert "".join(read(data)[0]) == text


def test_a_byte_that_is_not_utf8_is_placed_and_read_as_windows_1252() -> None:
    data = "h,t\n1,é\n".encode() + b"2,\xb0C\n3,\x81\n"
    lines, faults = read(data)
    assert lines == ["h,t\n", "1,é\n", "2,°C\n", "3,\x81\n"]
    assert [(f.kind, f.place.line, f.place.offset, f.place.value) for f in faults] == [
        ("wrong-encoding", 3, data.index(b"\xb0"), "byte 0xB0"),
        ("wrong-encoding", 4, data.index(b"\x81"), "byte 0x81"),
    ]
    assert "line 3 is not" in find_encoding(data).note


def test_a_bad_byte_far_behind_the_head_is_placed() -> None:
    data = "é,1\n".encode() * 600_000 + b"\xb0,2\n"
    lines, faults = read(data)
    assert lines[-1] == "°,2\n"
    assert (faults[0].place.line, faults[0].place.offset) == (600_001, len(data) - 4)


def test_the_users_encoding_goes_first() -> None:
    assert read("Ωήτα\n".encode("iso-8859-7"), "iso-8859-7") == (["Ωήτα\n"], [])
    assert read(b"\xef\xbb\xbfa\n", "utf-8") == (["a\n"], [])
    lines, faults = read(b"\x81\x40\xff\n", "shift_jis")
    assert "\ufffd" in lines[0]
    assert faults[0].kind == "wrong-encoding"


@pytest.mark.parametrize("name", ["klingon", "rot13", "", "a\0b"])
def test_an_encoding_that_does_not_exist_is_an_error_of_the_options(name: str) -> None:
    with pytest.raises(OptionError):
        find_encoding(b"", name)


def test_nul_bytes_are_left_out_and_told() -> None:
    lines, faults = read(b"a,b\n\0,2\0\n")
    assert lines == ["a,b\n", ",2\n"]
    assert [(f.kind, f.place.line) for f in faults] == [("nul-byte", 2)]


def test_a_line_without_end_is_cut() -> None:
    lines, faults = read(b"a\n" + b"x" * (LONGEST + (3 << 20)) + b"\r\nb\n")
    assert [len(line) for line in lines] == [2, LONGEST, 2]
    assert [(f.kind, f.place.line) for f in faults] == [("line-too-long", 2)]


@given(st.binary(max_size=200))
def test_any_bytes_become_lines(data: bytes) -> None:
    lines, _ = read(data)
    "".join(lines).encode("utf-8")  # no half character is left


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=100))
def test_text_comes_back_as_it_was(text: str) -> None:
    assert "".join(read(text.encode(), "utf-8")[0]) == text.removeprefix("\ufeff")
