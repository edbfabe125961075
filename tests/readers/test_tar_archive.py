from __future__ import annotations

import io
import tarfile
import tracemalloc
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest.content import Content
from icos_ingest.errors import CorruptFile, IcosIngestError, LimitExceeded, ReadError
from icos_ingest.model import Certainty, Limits, Match, Options, Source
from icos_ingest.pipeline import validate
from icos_ingest.readers.tar_archive import READER

TEXT = b"a,b\n1,2\n" * 100


def packed(*entries: tuple[str, bytes | str], form: int = tarfile.PAX_FORMAT) -> bytes:
    """Entries are files (bytes), or a type of tar as text."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name, what in entries:
            info = tarfile.TarInfo(name)
            if isinstance(what, bytes):
                info.size = len(what)
                archive.addfile(info, io.BytesIO(what))
            else:
                info.type, info.linkname = what.encode(), "/etc/passwd"
                archive.addfile(info)
    return target.getvalue()


_STACK = ExitStack()


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    with _STACK:
        yield


def opened(data: bytes, limits: Limits | None = None) -> Content:
    return _STACK.enter_context(
        READER.read(Source.of(data, name="a.tar"), Options(limits=limits) if limits else Options(), None)
    )


def kinds(content: Content) -> list[str]:
    return [fault.kind for fault in content.facts.faults]


def everything(content: Content) -> dict[str | None, bytes]:
    return {source.member: source.open().read() for source in content.members()}


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_are_read_in_order_and_folders_are_none(form: int) -> None:
    data = packed(("data", "5"), ("data/b.csv", TEXT), ("a.csv", b""), form=form)
    match = READER.sniff(Source.of(data))
    assert isinstance(match, Match)
    assert match.certainty is Certainty.SIGNATURE
    with opened(data) as content:
        assert not content.facts.faults
        assert everything(content) == {"data/b.csv": TEXT, "a.csv": b""}


def test_the_tar_of_old_is_known_by_its_checksum() -> None:
    data = bytearray(packed(("a.csv", TEXT), form=tarfile.USTAR_FORMAT))
    data[257:265] = bytes(8)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    match = READER.sniff(Source.of(bytes(data)))
    assert isinstance(match, Match)
    assert match.certainty is Certainty.CONTENT
    assert everything(opened(bytes(data))) == {"a.csv": TEXT}


@pytest.mark.parametrize("data", [b"", bytes(1024), TEXT, b"\xff" * 600, b"0" * 600])
def test_other_bytes_are_no_tar(data: bytes) -> None:
    assert isinstance(READER.sniff(Source.of(data)), str)


@pytest.mark.parametrize("what", ["1", "2", "3", "6"])
def test_links_and_devices_are_told_and_no_members(what: str) -> None:
    content = opened(packed(("x", what), ("good", b"1")))
    assert kinds(content) == ["unsafe-member"]
    assert list(everything(content)) == ["good"]


@pytest.mark.parametrize("name", ["../x", "/x", "C:/x", "..\\b"])
def test_names_that_lead_astray_are_told_and_left_out(name: str) -> None:
    content = opened(packed((name, b"1"), ("good", b"2")))
    assert kinds(content) == ["unsafe-member"]
    assert list(everything(content)) == ["good"]


def test_a_name_that_stands_there_twice_is_told() -> None:
    content = opened(packed(("a", b"1"), ("a", b"2")))
    assert kinds(content) == ["member-duplicate"]
    assert everything(content) == {"a": b"1"}


_FIRST = 512 + -(-len(TEXT) // 512) * 512
"""Where the second member begins."""


@pytest.mark.parametrize("keep", [700, 512 + len(TEXT) - 1, _FIRST + 1, _FIRST + 511, _FIRST + 600])
def test_an_archive_that_is_cut_is_truncated(keep: int) -> None:
    content = opened(packed(("a", TEXT), ("b", TEXT), form=tarfile.USTAR_FORMAT)[:keep])
    assert kinds(content) == ["truncated"]


@pytest.mark.parametrize("keep", [512 + len(TEXT), _FIRST - 1, _FIRST])
def test_an_archive_that_stops_behind_a_whole_member_is_a_warning(keep: int) -> None:
    data = packed(("a", TEXT), ("b", TEXT), form=tarfile.USTAR_FORMAT)[:keep]
    content = opened(data)
    assert kinds(content) == ["unclosed-archive"]
    assert everything(content) == {"a": TEXT}
    found = validate(data, name="a.tar", trust=True).findings
    assert [(finding.code, finding.severity) for finding in found if finding.code[0] == "F"] == [
        ("F102", "warning")
    ]


def test_an_archive_damaged_in_its_middle_is_told() -> None:
    data = bytearray(packed(("a", TEXT), ("b", TEXT), form=tarfile.USTAR_FORMAT))
    data[512 + 1024 + 3] ^= 1
    content = opened(bytes(data))
    assert kinds(content) == ["damaged"]
    assert content.facts.faults[0].place.offset == 512 + 1024


def test_a_first_header_that_cannot_be_read_is_corrupt() -> None:
    with pytest.raises(CorruptFile, match="first header"):
        opened(b"x" * 1024)


def test_an_empty_archive_is_told() -> None:
    assert kinds(opened(packed())) == ["empty-container"]


def test_limits_hold() -> None:
    data = packed(("a", TEXT), ("b", TEXT), ("c", b""))
    with pytest.raises(LimitExceeded, match="more than 2 members"):
        opened(data, Limits(members=2))
    content = opened(data, Limits(unpacked=1_000))
    assert kinds(content) == ["bomb"]
    assert list(everything(content)) == ["a"]


SMALL = packed(("a", TEXT), ("long" * 40, b"1"), ("l", "2"))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=4),
    st.integers(0, len(SMALL)),
)
def test_whatever_the_bytes_only_our_own_errors_come(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(SMALL)
    for at, value in changes:
        data[at] = value
    for broken in (bytes(data), bytes(data[:cut])):
        source = Source.of(broken, name="a.tar")
        READER.sniff(source)
        try:
            with READER.read(source, Options(), None) as content:
                for member in content.members():
                    try:
                        member.open().read()
                    except ReadError:
                        continue
        except IcosIngestError:
            continue


def test_real_hostile_archives_keep_only_their_good_member(real_data: Path) -> None:
    for name in ("slip_zip-slip.tar", "slip_zip-slip-win.tar"):
        with READER.read(Source.of(real_data / "zip" / name), Options(), None) as content:
            assert kinds(content) == ["unsafe-member"]
            assert list(everything(content)) == ["good.txt"]


@pytest.mark.parametrize(
    ("name", "kind", "target", "expected"),
    [
        ("data/x", tarfile.SYMTYPE, "good", "awkward-member"),
        ("data/x", tarfile.SYMTYPE, "../good", "awkward-member"),
        ("data/x", tarfile.SYMTYPE, "../../good", "unsafe-member"),
        ("data/x", tarfile.SYMTYPE, "/etc/passwd", "unsafe-member"),
        ("data/x", tarfile.LNKTYPE, "good", "awkward-member"),
        ("data/x", tarfile.LNKTYPE, "../good", "unsafe-member"),
    ],
)
def test_a_link_is_unsafe_where_it_leads_out(name: str, kind: bytes, target: str, expected: str) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, target
        archive.addfile(info)
    content = opened(out.getvalue())
    assert kinds(content) == [expected]
    assert not everything(content)


def test_a_long_name_of_gigabytes_takes_no_memory() -> None:
    claim = tarfile.TarInfo("././@LongLink")
    claim.type, claim.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
    data = packed(("a.csv", TEXT)).rstrip(b"\0") + bytes(512)
    data = data[: len(data) // 512 * 512] + claim.tobuf(tarfile.GNU_FORMAT) + b"x" * 512
    tracemalloc.start()
    try:
        assert "truncated" in kinds(opened(data))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
