"""Where an HDF5 file is damaged is told by data set, chunk and byte."""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pytest

import icos_ingest
from icos_ingest.errors import CorruptFile, Truncated
from icos_ingest.model import Options, Source
from icos_ingest.readers import hdf5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.h5"


def moved(path: Path, at: int, size: bytes = b"") -> None:
    """Let the file look for what begins at a byte far beyond its end; `size` stands after the byte."""
    data, told = path.read_bytes(), at.to_bytes(8, "little") + size
    assert data.count(told) == 1
    path.write_bytes(data.replace(told, (1 << 40).to_bytes(8, "little") + size))


def test_a_chunk_beyond_the_end_is_named_and_the_others_are_read(path: Path) -> None:
    with h5py.File(path, "w") as made:
        v = made.create_dataset("v", data=np.arange(40.0).reshape(4, 10), chunks=(2, 5))
        at = v.id.get_chunk_info_by_coord((2, 5)).byte_offset
    moved(path, at)
    with hdf5.read(Source.of(path), Options(), None) as content:
        v = content.arrays()["/v"]
        assert v.read((slice(0, 2), slice(0, 10))).sum() == np.arange(20).sum()
        with pytest.raises(
            Truncated,
            match=r"the chunk at \[2, 5\] at byte 1,099,511,627,776 \(80 bytes\) would be beyond the end",
        ):
            v.read((slice(0, 4), slice(0, 10)))
    (finding,) = icos_ingest.validate(path).findings
    assert (finding.code, finding.place.field) == ("F102", "v")


def test_values_beyond_the_end_are_named(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["v"] = np.arange(1000.0)
        at = made["v"].id.get_offset()
    moved(path, at, (8000).to_bytes(8, "little"))
    (finding,) = icos_ingest.validate(path).findings
    assert finding.code in (
        "F101",
        "F102",
    )  # HDF5 2.0 sees it when it opens the data set, older ones in reading


def test_a_chunk_that_does_not_unpack_is_named(path: Path) -> None:
    with h5py.File(path, "w") as made:
        v = made.create_dataset(
            "v", data=np.arange(4000.0).reshape(4, 1000), chunks=(1, 500), compression="gzip"
        )
        info = v.id.get_chunk_info_by_coord((2, 500))
    data = bytearray(path.read_bytes())
    data[info.byte_offset + 20 : info.byte_offset + 60] = bytes(40)
    path.write_bytes(data)
    told = rf"the chunk at \[2, 500\] at byte {info.byte_offset:,}"
    with hdf5.read(Source.of(path), Options(), None) as content, pytest.raises(CorruptFile, match=told):
        content.arrays()["/v"].read((slice(0, 4), slice(0, 1000)))
    (finding,) = icos_ingest.validate(path).findings
    assert finding.code == "F101"
    assert "[2, 500]" in finding.message


def test_a_wrong_checksum_is_found(path: Path) -> None:
    with h5py.File(path, "w") as made:
        v = made.create_dataset("v", data=np.arange(100.0), chunks=(50,), fletcher32=True)
        at = v.id.get_chunk_info_by_coord((50,)).byte_offset
    data = bytearray(path.read_bytes())
    data[at + 9] ^= 1
    path.write_bytes(data)
    (finding,) = icos_ingest.validate(path).findings
    assert finding.code == "F101"
    assert "[50]" in finding.message


def test_a_file_left_open_is_told_the_command(real_data: Path) -> None:
    report = icos_ingest.validate(real_data / "hdf" / "jhdf_test_byteshuffle_compressed_datasets_latest.hdf5")
    assert "h5clear -s " in report.findings[0].message


def test_the_way_to_lzo_is_not_the_package_of_the_others(real_data: Path) -> None:
    report = icos_ingest.validate(real_data / "hdf" / "pt_Tables_lzo1.h5")
    assert {finding.code for finding in report.findings} == {"F103"}
    assert "LZO (HDF5 filter 305)" in report.findings[0].message
    assert "ptrepack" in report.findings[0].message


@pytest.mark.parametrize("shape", [(), (7,)])
def test_bytes_under_a_tag_are_kept_out_and_no_damage(path: Path, shape: tuple[int, ...]) -> None:
    kind = h5py.h5t.create(h5py.h5t.OPAQUE, 8)
    kind.set_tag(b"of a user")
    values = np.zeros(shape, "V8")
    with h5py.File(path, "w") as made:
        space = h5py.h5s.create_simple(shape) if shape else h5py.h5s.create(h5py.h5s.SCALAR)
        h5py.h5d.create(made.id, b"tagged", kind, space).write(h5py.h5s.ALL, h5py.h5s.ALL, values, kind)
        made["good"] = [1.0]
    report = icos_ingest.validate(path)
    assert ([f.code for f in report.findings], report.quality) == (["F107"], "warn")
    path.write_bytes(path.read_bytes()[:-8])
    assert icos_ingest.validate(path).quality == "fail"


def test_what_no_dataset_holds_is_read_once_all_the_same(path: Path) -> None:
    with h5py.File(path, "w") as made:
        v = made.create_dataset("ragged", (100,), h5py.vlen_dtype("f8"), chunks=(50,), compression="gzip")
        v[:] = [np.arange(3.0)] * 100
        at = v.id.get_chunk_info_by_coord((50,)).byte_offset
        made["good"] = [1.0]
    report = icos_ingest.validate(path)
    assert ([f.code for f in report.findings], report.quality) == (["F107"], "warn")
    assert "a list of varying length in each cell" in report.findings[0].message
    data = bytearray(path.read_bytes())
    data[at + 2 : at + 12] = bytes(10)
    path.write_bytes(data)
    report = icos_ingest.validate(path)
    assert {f.code for f in report.findings} == {"F101", "F107"}
    with icos_ingest.open_dataset(path) as ds:
        assert "ragged" not in ds


def test_references_are_followed_to_see_that_they_lead_somewhere(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["good"] = np.zeros(10)
        made["gone"] = np.zeros(10)
        kinds = np.array([made["good"].ref, h5py.Reference()], dtype=h5py.ref_dtype)
        made["whole"] = kinds
        made["region"] = np.array([made["good"].regionref[2:4]], dtype=h5py.regionref_dtype)
    assert icos_ingest.validate(path).findings == ()
    with h5py.File(path, "a") as made:
        made["bad"] = np.array([made["good"].ref, made["gone"].ref], dtype=h5py.ref_dtype)
        at = made["bad"].id.get_offset() + 8
    data = bytearray(path.read_bytes())
    data[at : at + 8] = (3).to_bytes(8, "little")
    path.write_bytes(data)
    (finding,) = icos_ingest.validate(path).findings
    assert (finding.code, finding.place.field) == ("F101", "bad")
    assert "reference 1 from there leads to nothing" in finding.message


def test_a_heap_of_zeros_is_damage_and_no_endless_walk(tmp_path: Path) -> None:
    path = tmp_path / "texts.h5"
    with h5py.File(path, "w") as h5:
        h5.attrs["words"] = ["wind", "flux", "a tower"]
        h5.create_dataset("texts", data=["a", "bc", "µ"], dtype=h5py.string_dtype())
    assert icos_ingest.validate(path).quality == "pass"
    data = bytearray(path.read_bytes())
    at = data.index(b"GCOL") + 16
    data[at + 24 : at + 512] = bytes(488)
    path.write_bytes(data)
    (finding,) = icos_ingest.validate(path, trust=True).findings
    assert finding.code == "F101"
    assert f"free space of no length at byte {at + 24:,}" in finding.message
