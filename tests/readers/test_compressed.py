from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import netCDF4
import numpy as np
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest.content import Content
from icos_ingest.errors import CorruptFile, IcosIngestError, LimitExceeded, Truncated
from icos_ingest.model import Certainty, Limits, Match, Options, Quality, Source
from icos_ingest.pipeline import validate
from icos_ingest.readers.compressed import READER

TEXT = b"TIMESTAMP,CO2\n2020-01-01T00:00:00Z,412.5\n" * 50
PACKERS = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}


def zstd(data: bytes) -> bytes:
    packed: bytes = pyarrow.Codec("zstd").compress(data, asbytes=True)
    return packed


_STACK = ExitStack()


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    with _STACK:
        yield


def opened(data: bytes, name: str = "table.csv.gz", limits: Limits | None = None) -> Content:
    options = Options(limits=limits) if limits else Options()
    return _STACK.enter_context(READER.read(Source.of(data, name=name), options, None))


def named(name: bytes, data: bytes = TEXT) -> bytes:
    body = gzip.compress(data, mtime=0)
    return body[:3] + b"\x08" + body[4:10] + name + b"\0" + body[10:]


@pytest.mark.parametrize(("word", "suffix"), [("gzip", ".gz"), ("bzip2", ".bz2"), ("xz", ".xz")])
def test_the_one_member_bears_the_name_without_the_suffix(word: str, suffix: str) -> None:
    source = Source.of(PACKERS[word](TEXT), name="data/table.csv" + suffix)
    match = READER.sniff(source)
    assert isinstance(match, Match)
    assert (match.format, match.certainty) == (word, Certainty.SIGNATURE)
    with READER.read(source, Options(), None) as content:
        (member,) = content.members()
        assert member.member == "table.csv"
        assert member.open().read() == TEXT


def test_the_name_in_the_header_goes_before_the_files_own() -> None:
    (member,) = opened(named(b"Norunda.csv")).members()
    assert member.name == "table.csv.gz!Norunda.csv"


def test_a_name_in_the_header_that_leads_astray_is_told_and_made_harmless() -> None:
    content = opened(named(b"../../etc/passwd"))
    assert [(fault.kind, fault.place.offset) for fault in content.facts.faults] == [("unsafe-member", 10)]
    (member,) = content.members()
    assert member.member == "passwd"


def test_a_packed_tar_and_a_file_without_a_name_get_one() -> None:
    assert next(iter(opened(gzip.compress(b""), "a.tgz").members())).member == "a.tar"
    assert next(iter(opened(gzip.compress(b""), ".gz").members())).member == ".gz"


@pytest.mark.parametrize("word", PACKERS)
def test_several_packed_streams_in_a_row_are_one_file(word: str) -> None:
    (member,) = opened(PACKERS[word](TEXT) + PACKERS[word](b"end")).members()
    assert member.open().read() == TEXT + b"end"


@pytest.mark.parametrize("word", PACKERS)
def test_a_file_that_is_cut_is_truncated(word: str) -> None:
    (member,) = opened(PACKERS[word](TEXT)[:-9]).members()
    with pytest.raises(Truncated, match="end before they are complete"):
        member.open().read()


def test_a_wrong_checksum_is_found_when_the_member_is_read() -> None:
    data = bytearray(gzip.compress(TEXT))
    data[-8] ^= 1
    (member,) = opened(bytes(data)).members()
    with pytest.raises(CorruptFile, match="CRC"):
        member.open().read()


def test_a_broken_header_is_refused_at_once() -> None:
    with pytest.raises(Truncated):
        opened(gzip.compress(TEXT)[:9])
    with pytest.raises(CorruptFile, match="packing method 7"):
        opened(b"\x1f\x8b\x07" + gzip.compress(TEXT)[3:])
    with pytest.raises(CorruptFile, match="none of gzip"):
        opened(b"a,b\n1,2\n")


@pytest.mark.parametrize("word", PACKERS)
def test_a_bomb_stops_while_it_is_read(word: str) -> None:
    (member,) = opened(
        PACKERS[word](bytes(11_000_000)), limits=Limits(ratio=100, harmless=10_000_000)
    ).members()
    with pytest.raises(LimitExceeded, match="unfold"):
        member.open().read()


SMALL = {word: pack(TEXT) for word, pack in PACKERS.items()}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(SMALL)),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 255)), max_size=3),
    st.integers(0, 80),
    st.binary(max_size=8),
)
def test_whatever_the_bytes_only_our_own_errors_come(
    word: str, changes: list[tuple[int, int]], cut: int, tail: bytes
) -> None:
    data = bytearray(SMALL[word])
    for at, value in changes:
        data[at % len(data)] = value
    for broken in (bytes(data) + tail, bytes(data[:cut])):
        source = Source.of(broken, name="x.gz")
        READER.sniff(source)
        try:
            with READER.read(source, Options(), None) as content:
                for member in content.members():
                    member.open().read()
        except IcosIngestError:
            continue


def test_a_size_that_lies_is_corrupt() -> None:
    data = gzip.compress(TEXT)[:-4] + struct.pack("<L", 3)
    (member,) = opened(data).members()
    with pytest.raises(CorruptFile):
        member.open().read()


def test_real_packed_files_are_read_to_their_end(real_data: Path) -> None:
    for name, size in (("ck_dummy.csv.gz", 12), ("ck_dummy.csv.bz2", 12), ("fr_table.csv.gz", 30)):
        with READER.read(Source.of(real_data / "csv" / name), Options(), None) as content:
            (member,) = content.members()
            assert len(member.open().read()) == size


@pytest.mark.parametrize("word", PACKERS)
def test_what_follows_the_packed_data_is_told_with_its_byte(word: str) -> None:
    packed = PACKERS[word](TEXT)
    (member,) = opened(packed + b"\0" * 300 + b"<html>").members()
    with pytest.raises(CorruptFile, match=f"something other than {word} .* from byte {len(packed) + 300:,}"):
        member.open().read()
    (padded,) = opened(packed + b"\0" * 300).members()
    assert padded.open().read() == TEXT


@pytest.mark.parametrize("word", PACKERS)
def test_damage_is_told_between_bytes(word: str) -> None:
    data = bytearray(PACKERS[word](TEXT))
    data[len(data) // 2] ^= 0xFF
    (member,) = opened(bytes(data)).members()
    with pytest.raises(CorruptFile, match="damaged between bytes 0 and"):
        member.open().read()


def test_a_wrong_checksum_and_a_wrong_size_are_told_apart() -> None:
    data = gzip.compress(TEXT)
    for at, words in ((-8, "checksum"), (-4, "size")):
        broken = bytearray(data)
        broken[at] ^= 1
        (member,) = opened(bytes(broken)).members()
        with pytest.raises(CorruptFile, match=f"the {words} .*that they end with"):
            member.open().read()


@pytest.mark.parametrize("word", [*PACKERS, "zip"])
def test_a_file_of_fill_values_is_no_bomb(tmp_path: Path, word: str) -> None:
    path = tmp_path / "fill.nc"
    with netCDF4.Dataset(path, "w") as nc:
        nc.createDimension("x", 5_000)
        nc.createVariable("co2", "f4", ("x", "x"), fill_value=-9999.0)[:] = np.ma.masked_all((5_000, 5_000))
    data, packed = path.read_bytes(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fill.nc", data)
    found = packed.getvalue() if word == "zip" else PACKERS[word](data)
    assert len(data) > 100_000_000
    report = validate(found, name=f"fill.nc.{word}")
    assert report.quality in (Quality.PASS, Quality.WARN)


def test_a_bomb_is_an_error_once_it_was_met() -> None:
    data = gzip.compress(bytes(3_000_000), 9)
    report = validate(data, name="zeros.gz", limits=Limits(harmless=1_000_000, ratio=500), trust=True)
    assert "F204" in {finding.code for finding in report.findings}
    assert report.quality is Quality.FAIL


def test_zstandard_is_read_frame_by_frame_and_its_damage_is_told() -> None:
    data = zstd(TEXT)
    for packed, whole in ((data, TEXT), (data + data, TEXT * 2)):
        content = opened(packed, "table.csv.zst")
        (member,) = content.members()
        assert (content.facts.format, member.member, member.open().read()) == ("zstd", "table.csv", whole)
    for bad, error in (
        (data[:-3], Truncated),
        (data + b"else", CorruptFile),
        (data[:9] + b"\xff" * 9, CorruptFile),
    ):
        (member,) = opened(bad).members()
        with pytest.raises(error):
            member.open().read()
    assert not {f.code for f in validate(data, name="table.csv.zst").findings} & {"F101", "F102", "F003"}
    assert "F102" in {finding.code for finding in validate(data[:-3], name="table.csv.zst").findings}
