from __future__ import annotations

import io
import lzma
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import inflate64
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest.archives.names import clashes, unsafe_name
from icos_ingest.archives.streams import Deflate64
from icos_ingest.content import Content
from icos_ingest.errors import (
    CorruptFile,
    IcosIngestError,
    LimitExceeded,
    ReadError,
    SplitArchive,
    Truncated,
)
from icos_ingest.model import Certainty, Limits, Match, Options, Quality, Source
from icos_ingest.pipeline import validate
from icos_ingest.readers.zip_archive import READER

TEXT = b"TIMESTAMP,CO2\n2020-01-01T00:00:00Z,412.5\n" * 50


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, method)
        archive.comment = comment
    return target.getvalue()


_STACK = ExitStack()


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    with _STACK:
        yield


def opened(data: bytes, limits: Limits | None = None) -> Content:
    options = Options(limits=limits) if limits else Options()
    return _STACK.enter_context(READER.read(Source.of(data, name="a.zip"), options, None))


def kinds(content: Content) -> list[str]:
    return [fault.kind for fault in content.facts.faults]


def everything(content: Content) -> dict[str | None, bytes]:
    found = {}
    for source in content.members():
        with source.open() as stream:
            found[source.member] = stream.read()
    return found


def test_members_are_read_in_the_order_of_the_archive_and_folders_are_none() -> None:
    data = packed(("z.csv", TEXT), ("data/", b""), ("data/a.csv", b"1"))
    with opened(data) as content:
        assert not content.facts.faults
        assert [source.name for source in content.members()] == ["a.zip!z.csv", "a.zip!data/a.csv"]
        assert everything(content) == {"z.csv": TEXT, "data/a.csv": b"1"}
        assert next(iter(content.members())).size == len(TEXT)


def test_a_zip_in_a_zip_names_its_members_by_the_whole_way() -> None:
    outer = packed(("b.zip", packed(("c.csv", TEXT))))
    with opened(outer) as content:
        (inner,) = content.members()
        with READER.read(inner, Options(), None) as deeper:
            (source,) = deeper.members()
            assert source.name == "a.zip!b.zip!c.csv"
            assert source.open().read() == TEXT


def test_the_signature_decides_not_the_name() -> None:
    match = READER.sniff(Source.of(packed(("a", b"1")), name="table.csv"))
    assert isinstance(match, Match)
    assert match.certainty is Certainty.SIGNATURE
    assert isinstance(READER.sniff(Source.of(b"PKWARE is not meant", name="a.zip")), str)
    assert isinstance(READER.sniff(Source.of(b"", name="a.zip")), str)


def test_an_archive_behind_a_program_is_found_by_its_end(tmp_path: Path) -> None:
    data = b"MZ\0\0" + b"\0" * 100_000 + packed(("a.csv", TEXT))
    path = tmp_path / "self.exe"
    path.write_bytes(data)
    match = READER.sniff(Source.of(path))
    assert isinstance(match, Match)
    assert match.certainty is Certainty.CONTENT
    with READER.read(Source.of(path), Options(), None) as content:
        assert everything(content) == {"a.csv": TEXT}
        (fault,) = content.facts.faults
        assert (fault.kind, fault.place.offset) == ("unclaimed-bytes", 0)
        assert "100,004 bytes before the archive" in (fault.detail or "")


def test_a_text_that_ends_like_an_archive_stays_a_text() -> None:
    assert isinstance(READER.sniff(Source.of(b"a,b\n1,2\nPK\x05\x06 and so on", name="x")), str)


def test_an_empty_archive_is_told() -> None:
    assert kinds(opened(packed())) == ["empty-container"]


def test_an_archive_without_its_end_is_truncated() -> None:
    with pytest.raises(Truncated, match="no directory at its end"):
        opened(packed(("a.csv", TEXT))[:-30])


def test_a_wrong_checksum_is_found_when_the_member_is_read() -> None:
    data = bytearray(packed(("a.csv", TEXT), method=zipfile.ZIP_STORED))
    data[60] ^= 1
    (source,) = opened(bytes(data)).members()
    with pytest.raises(CorruptFile, match="CRC"):
        source.open().read()


@pytest.mark.parametrize(
    ("offset", "word"),
    [(8, "way of packing"), (10, "date"), (14, "checksum"), (18, "packed size"), (22, "size")],
)
def test_headers_that_contradict_each_other_are_damaged(offset: int, word: str) -> None:
    data = bytearray(packed(("a.csv", TEXT)))
    data[offset] ^= 1
    content = opened(bytes(data))
    (fault,) = content.facts.faults
    assert fault.kind == "damaged"
    assert fault.place.member == "a.csv"
    assert fault.place.offset == 0
    assert word in (fault.detail or "")


def test_a_member_that_would_lie_beyond_any_disk_is_damaged() -> None:
    data = bytearray(packed(("a", b"1")))
    central = data.index(b"PK\x01\x02")
    far = struct.pack("<2HQ", 1, 8, 1 << 63)
    data[central + 30 : central + 32] = struct.pack("<H", len(far))
    data[central + 42 : central + 46] = b"\xff" * 4
    data[central + 47 : central + 47] = far
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<L", end - central)
    assert kinds(opened(bytes(data)))[0] == "damaged"


def test_a_count_of_entries_that_is_wrong_is_damaged() -> None:
    data = bytearray(packed(("a", b"1"), ("b", b"2")))
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<2H", 3, 3)
    (fault,) = opened(bytes(data)).facts.faults
    assert fault.kind == "damaged"
    assert "counts 3 entries and has 2" in (fault.detail or "")


@pytest.mark.parametrize("disks", [b"\x01", b"\x03"])
def test_a_name_that_looks_like_a_zip64_locator_is_a_name(disks: bytes) -> None:
    name = "PK\x06\x07" + "\0" * 15 + disks.decode()
    stand_in = "b" * len(name)
    content = opened(packed(("a.csv", TEXT), (stand_in, b"")).replace(stand_in.encode(), name.encode()))
    assert kinds(content) == ["unsafe-member"]
    assert everything(content) == {"a.csv": TEXT}


def test_an_encrypted_member_is_told_and_left_out() -> None:
    data = bytearray(packed(("secret", b"1"), ("open", b"2")))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    content = opened(bytes(data))
    (fault,) = content.facts.faults
    assert (fault.kind, fault.place.member, fault.detail) == (
        "encrypted-member",
        "secret",
        "it is encrypted with a password",
    )
    assert everything(content) == {"open": b"2"}


def otherwise(method: int, body: bytes, whole: bytes = TEXT) -> bytes:
    """An archive of one member that zipfile cannot pack: its bytes as another library gives them."""
    data = bytearray(packed(("a", body), method=zipfile.ZIP_STORED))
    central = data.index(b"PK\x01\x02")
    for at in (0, central + 2):
        data[at + 8 : at + 10] = struct.pack("<H", method)
        data[at + 14 : at + 18] = struct.pack("<L", zlib.crc32(whole))
        data[at + 22 : at + 26] = struct.pack("<L", len(whole))
    return bytes(data)


def deflate64(data: bytes) -> bytes:
    packer = inflate64.Deflater()
    return packer.deflate(data) + packer.flush()


PACKERS = {
    9: deflate64,
    93: lambda data: pyarrow.Codec("zstd").compress(data, asbytes=True),
    95: lzma.compress,
}


@pytest.mark.parametrize("method", PACKERS)
def test_other_ways_of_packing_are_unpacked_whatever_python_knows(method: int) -> None:
    body = PACKERS[method](TEXT)
    content = opened(otherwise(method, body))
    assert kinds(content) == []
    assert everything(content) == {"a": TEXT}
    with pytest.raises(CorruptFile, match="CRC-32"):
        everything(opened(otherwise(method, body, TEXT[:-2] + b"6\n")))
    with pytest.raises(CorruptFile):
        everything(opened(otherwise(method, body[:20] + b"\xff\xff\xff" + body[23:])))
    with pytest.raises(CorruptFile):
        everything(opened(otherwise(method, body[:-9])))


@pytest.mark.parametrize(("method", "word"), [(6, "method 6, implode"), (98, "PPMd")])
def test_what_no_library_here_unpacks_is_told_and_left_out(method: int, word: str) -> None:
    content = opened(otherwise(method, b"1"))
    assert kinds(content) == ["unsupported"]
    assert word in (content.facts.faults[0].detail or "")
    assert not everything(content)
    assert validate(otherwise(method, b"1"), trust=True).quality is Quality.INCOMPLETE


def test_deflate64_without_its_library_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "inflate64", None)
    report = validate(otherwise(9, deflate64(TEXT)), trust=True)
    assert report.quality is Quality.INCOMPLETE
    (finding,) = report.findings
    assert (finding.code, finding.place.member) == ("X102", "a")
    assert "pip install 'icos-ingest[deflate64]'" in finding.message


def test_a_part_of_a_split_archive_is_refused() -> None:
    data = bytearray(packed(("a", b"1")))
    end = data.rindex(b"PK\x05\x06")
    data[end + 4 : end + 6] = struct.pack("<H", 1)
    with pytest.raises(SplitArchive, match="goes over several files"):
        opened(bytes(data))


@pytest.mark.parametrize(
    "name",
    [
        "../up.csv",
        "a/../../up.csv",
        "/root.csv",
        "C:/x.csv",
        "c:x",
        "..\\up.csv",
        "a\x00b",
    ],
)
def test_a_name_that_leads_astray_is_told_and_left_out(name: str) -> None:
    data = packed(("good.csv", b"1"), ("*" * len(name), b"2")).replace(b"*" * len(name), name.encode())
    content = opened(data)
    assert kinds(content) == ["unsafe-member"]
    assert list(everything(content)) == ["good.csv"]


@pytest.mark.parametrize("name", ["a\\b.csv", "a\nb", "a\x1b[31m", " "])
def test_a_name_that_not_every_system_takes_is_told_and_read(name: str) -> None:
    data = packed(("good.csv", b"1"), ("*" * len(name), b"2")).replace(b"*" * len(name), name.encode())
    content = opened(data)
    assert kinds(content) == ["awkward-member"]
    assert list(everything(content)) == ["good.csv", name]


@pytest.mark.parametrize(
    "name", ["a..b.csv", "..a", "data/Säve 2020.csv", "a/b/c.csv", "a:b"[:1], "-", "世界"]
)
def test_decent_names_are_safe(name: str) -> None:
    assert unsafe_name(name) is None


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_told_and_the_first_is_read() -> None:
    content = opened(packed(("a.csv", b"first"), ("a.csv", b"second")))
    assert kinds(content) == ["member-duplicate"]
    assert everything(content) == {"a.csv": b"first"}


def test_a_name_of_both_a_file_and_a_folder_is_told() -> None:
    assert kinds(opened(packed(("a", b"1"), ("a/b", b"2")))) == ["member-duplicate"]
    assert clashes(["x", "x/", "x-y/z", "y", "x"]).keys() == {0, 4}


def test_a_link_is_no_member() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    content = opened(target.getvalue())
    assert kinds(content) == ["unsafe-member"]
    assert not everything(content)


def test_a_bomb_is_told_at_once_and_never_read() -> None:
    content = opened(
        packed(("zeros", bytes(11_000_000)), ("a.csv", TEXT)), Limits(ratio=100, harmless=10_000_000)
    )
    assert kinds(content) == ["bomb"]
    assert everything(content) == {"a.csv": TEXT}


def test_a_bomb_that_hides_its_size_stops_while_it_is_read() -> None:
    data = bytearray(packed(("zeros", bytes(11_000_000))))
    central = data.index(b"PK\x01\x02")
    for at in (22, central + 24):
        data[at : at + 4] = struct.pack("<L", 10_000_001)
    content = opened(bytes(data), Limits(harmless=10_000_000))
    (source,) = content.members()
    with pytest.raises(ReadError):
        source.open().read()


def test_members_share_what_the_archive_may_unfold_to_and_reading_again_is_free() -> None:
    content = opened(packed(("a", bytes(600)), ("b", bytes(600))), Limits(unpacked=1_000))
    assert kinds(content) == ["bomb"]
    (first,) = content.members()
    assert len(first.open().read()) == len(first.open().read()) == 600


def test_too_many_members_stop_the_reading() -> None:
    with pytest.raises(LimitExceeded, match="more than 2 members"):
        opened(packed(*((str(i), b"") for i in range(3))), Limits(members=2))


def test_a_member_that_holds_less_than_promised_is_corrupt() -> None:
    data = bytearray(packed(("a", TEXT)))
    central = data.index(b"PK\x01\x02")
    for at in (22, central + 24):
        data[at : at + 4] = struct.pack("<L", len(TEXT) + 5)
    (source,) = opened(bytes(data)).members()
    with pytest.raises(CorruptFile, match="where the archive promises"):
        source.open().read()


def test_names_are_utf_8_even_where_they_do_not_say_so() -> None:
    data = packed(("#####.csv", b"1")).replace(b"#####", "Nør1"[:4].encode())
    assert list(everything(opened(data))) == ["Nør1.csv"]


def test_a_stream_that_cannot_be_rewound_is_read_too() -> None:
    class Once(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with READER.read(Source.of(Once(packed(("a", TEXT)))), Options(), None) as content:
        assert everything(content) == {"a": TEXT}


SMALL = packed(("a.csv", TEXT), ("b/", b""), ("b/c.csv", b"1,2\n"), comment=b"made here")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=4),
    st.integers(0, len(SMALL)),
)
def test_whatever_the_bytes_only_our_own_errors_come(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(SMALL)
    for at, value in changes:
        data[at] = value
    for broken in (bytes(data), bytes(data[:cut]), bytes(data[cut:])):
        source = Source.of(broken, name="a.zip")
        READER.sniff(source)
        try:
            with READER.read(source, Options(limits=Limits(unpacked=1_000_000)), None) as content:
                for member in content.members():
                    try:
                        member.open().read()
                    except ReadError:
                        continue
        except IcosIngestError:
            continue


def real(real_data: Path, name: str) -> Content:
    return _STACK.enter_context(READER.read(Source.of(real_data / "zip" / name), Options(), None))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cp_empty.zip", {"empty-container"}),
        ("cp_spanned.zip", {"split-archive", "unclaimed-bytes"}),
        ("slip_zip-slip.zip", {"unsafe-member"}),
        ("go_dupdir.zip", {"member-duplicate"}),
        ("lz_incons-local-crc.zip", {"damaged"}),
        ("lz_incons-eocd64.zip", {"damaged"}),
        ("lz_incons-streamed-2.zip", {"damaged"}),
        ("lz_incons-zip64-checkcons-overflow.zip", {"damaged", "bomb"}),
        ("yauzl_FAIL_strong encryption is not supported.zip", {"encrypted-member"}),
        ("go_zip64.zip", set()),
        ("go_dd.zip", set()),
        ("yauzl_ok_everything.zip", set()),
        ("go_test-prefix.zip", {"unclaimed-bytes", "trailing-bytes"}),
    ],
)
def test_real_archives_have_the_faults_that_their_owners_expect(
    real_data: Path, name: str, expected: set[str]
) -> None:
    with real(real_data, name) as content:
        assert {fault.kind for fault in content.facts.faults} == expected


def test_real_archives_say_why_they_cannot_be_read(real_data: Path) -> None:
    with pytest.raises(Truncated):
        real(real_data, "cc_COMPRESS-548.zip")
    with pytest.raises(SplitArchive):
        real(real_data, "lz_multidisk.zip")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lz_incons-cdoffset", "its directory begins at byte 60"),
        ("lz_incons-cdsize-small", "its directory takes 71 bytes, and its end record says 70"),
        ("lz_incons-central-compression-method", "another way of packing"),
        ("lz_incons-central-compsize-larger-toolarge", "packed and unpacked size differ"),
        ("lz_incons-central-compsize-smaller", "another packed size (5 where the directory has 3)"),
        ("lz_incons-central-crc", "another checksum"),
        ("lz_incons-central-date", "another date"),
        ("lz_incons-central-magic-bad", "something else at byte 60"),
        ("lz_incons-central-size-larger", "packed and unpacked size differ"),
        ("lz_incons-ef-central-size-wrong", "extra fields of its entry in the directory"),
        ("lz_incons-ef-local-dupe-utf8name", "calls it '☺ra2'"),
        ("lz_incons-ef-local-size", "extra fields of its own header"),
        ("lz_incons-ef-local-utf8name-ascii", "calls it 'extra3'"),
        ("lz_incons-eocd64-gap", "stray bytes between the end records"),
        ("lz_incons-eocd64", "contradict each other"),
        ("lz_incons-file-count-high", "counts 32 entries and has 1"),
        ("lz_incons-local-compression-method", "another way of packing"),
        ("lz_incons-local-compsize-smaller", "another packed size"),
        ("lz_incons-local-crc", "another checksum"),
        ("lz_incons-local-filename-long", "its own header calls it 'aUT"),
        ("lz_incons-local-filename", "its own header calls it 'b'"),
        ("lz_incons-local-magic-bad", "its own header is not where the directory says"),
        ("lz_incons-local-size-larger", "another size"),
        ("lz_incons-zip64-checkcons-overflow", "run into the directory"),
        ("lz_incons-gap-before-cd", "between its members"),
        ("lz_incons-gap-before-eocd", "between its directory and its end record"),
        ("yauzl_FAIL_absolute path C xt", "drive letter"),
        ("yauzl_FAIL_invalid relative path xt", "climbs out"),
        ("yauzl_FAIL_invalid characters in fileName a txt", "backslash"),
        (
            "yauzl_FAIL_invalid central directory file header signature 0x1014b50",
            "something else at byte 211",
        ),
        ("yauzl_FAIL_invalid local file header signature 0x3034b50", "not where the directory says"),
        ("yauzl_FAIL_strong encryption is not supported", "strong encryption"),
        (
            "yauzl_FAIL_zip64 extended information extra field does not include compressed size",
            "does not hold the compressed size",
        ),
        (
            "yauzl_FAIL_zip64 extended information extra field does not include uncompressed size",
            "does not hold the uncompressed size",
        ),
        ("z2_extended_timestamp_bad", "extra fields of its entry in the directory"),
        ("go_test-baddirsz", "its directory takes 168 bytes, and its end record says 152"),
    ],
)
def test_each_contradiction_is_told_in_words_with_its_place(real_data: Path, name: str, words: str) -> None:
    with real(real_data, f"{name}.zip") as content:
        told = [fault for fault in content.facts.faults if words in (fault.detail or "")]
        assert told
        assert all(fault.place.offset is not None for fault in told)


def test_a_directory_that_lost_an_entry_costs_that_entry_alone(real_data: Path) -> None:
    with real(real_data, "go_test-baddirsz.zip") as content:
        assert everything(content).keys() == {"test.txt", "gophercolor16x16.png"}
    with real(real_data, "yauzl_ok_unicode-path-extra-field.zip") as content:
        assert everything(content).keys() == {"七个房间.txt"}


def test_members_that_lie_in_each_other_are_told_and_not_unfolded() -> None:
    data = bytearray(packed(("a.csv", TEXT), ("b.csv", TEXT)))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)
    data[second + 46 + 0 : second + 46 + 1] = b"a"
    content = opened(bytes(data))
    assert "damaged" in kinds(content)
    assert any("within the member before it" in (fault.detail or "") for fault in content.facts.faults)
    assert len(everything(content)) <= 1


def test_an_end_record_that_claims_more_than_there_is_is_damaged() -> None:
    data = bytearray(packed(("a", b"1")))
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<2H", 60_000, 60_000)
    with pytest.raises(CorruptFile, match="claims 60,000 entries"):
        opened(bytes(data))


def test_counts_of_entries_that_differ_are_damaged() -> None:
    data = bytearray(packed(("a", b"1")))
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 10] = struct.pack("<H", 2)
    assert kinds(opened(bytes(data))) == ["damaged"]


def test_the_first_part_of_a_split_archive_is_told() -> None:
    with pytest.raises(SplitArchive, match="first part"):
        opened(b"PK\x07\x08" + packed(("a", TEXT))[:60])


def test_an_end_record_in_the_comment_is_a_comment() -> None:
    content = opened(packed(("a", b"1"), comment=b"PK\x05\x06" + bytes(20) + b"!"))
    assert not kinds(content)
    assert everything(content) == {"a": b"1"}


def test_a_second_name_beside_the_first_is_told() -> None:
    def unicode_path(name: bytes, other: str) -> bytes:
        body = b"\x01" + struct.pack("<L", zlib.crc32(name)) + other.encode()
        return struct.pack("<2H", 0x7075, len(body)) + body

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        info = zipfile.ZipInfo("a.csv")
        info.extra = unicode_path(b"a.csv", "b.exe")
        archive.writestr(info, b"1")
    content = opened(target.getvalue())
    assert [(fault.kind, fault.detail) for fault in content.facts.faults] == [
        ("awkward-member", "some programs call it 'a.csv'")
    ]
    assert list(everything(content)) == ["b.exe"]


def test_a_bomb_of_deflate64_is_stopped_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    largest = 0

    def read(self: Deflate64, size: int) -> bytes:
        nonlocal largest
        part = unpack(self, size)
        largest = max(largest, len(self._ready))
        return part

    unpack = Deflate64.read
    monkeypatch.setattr(Deflate64, "read", read)
    zeros = bytes(300_000_000)
    report = validate(otherwise(9, deflate64(zeros), zeros), trust=True)
    assert [finding.code for finding in report.findings] == ["F204"]
    assert largest < 20_000_000
