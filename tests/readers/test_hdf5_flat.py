"""What is read without the HDF5 library is what the library reads, and nothing else is read so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icos_ingest import validate
from icos_ingest.arraylib import hdf5_flat
from icos_ingest.arraylib.flat import FlatFile
from icos_ingest.arraylib.hdf5_flat import flat_values
from icos_ingest.arraylib.windows import HDF5_LOCK
from icos_ingest.errors import Truncated
from icos_ingest.model import Options, Source
from icos_ingest.readers import hdf5

SHAPE = (40, 90, 80)
VALUES = np.random.default_rng(3).normal(size=SHAPE).astype("f4")
Make = Callable[[h5py.File], Any]


def _low_level(file: h5py.File, **_: Any) -> None:
    """A data set whose space is allotted when it is made, and of which a part is never written."""
    creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    creation.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    creation.set_fill_value(np.array(-9.5, "f4"))
    space = h5py.h5s.create_simple(SHAPE)
    h5py.h5d.create(file.id, b"v", h5py.h5t.IEEE_F32BE, space, creation)
    file["v"][3:7] = VALUES[3:7]


def _some_chunks(file: h5py.File) -> None:
    made = file.create_dataset("v", SHAPE, "f8", chunks=(10, 90, 80), fillvalue=-7)
    made[12:15, 2:5] = 3.5


FLAT: dict[str, Make] = {
    "in one piece": lambda file: file.create_dataset("v", data=VALUES),
    "big-endian": lambda file: file.create_dataset("v", data=VALUES.astype(">f8")),
    "whole numbers": lambda file: file.create_dataset("v", data=(VALUES * 100).astype("<i2").repeat(2, 0)),
    "unsigned": lambda file: file.create_dataset("v", data=np.arange(1_200_000, dtype=">u2").reshape(3, -1)),
    "a fill value": _low_level,
    "chunks": lambda file: file.create_dataset("v", data=VALUES, chunks=(1, 90, 80)),
    "chunks that stick out": lambda file: file.create_dataset("v", data=VALUES, chunks=(7, 50, 80)),
    "chunks, growing": lambda file: file.create_dataset(
        "v", data=VALUES, chunks=(8, 45, 80), maxshape=(None, 90, 80)
    ),
    "some chunks": _some_chunks,
}
"""What needs no library."""
OTHER: dict[str, Make] = {
    "compact": lambda file: _compact(file),
    "small": lambda file: file.create_dataset("v", data=VALUES[:2]),
    "compressed": lambda file: file.create_dataset("v", data=VALUES, chunks=True, compression="gzip"),
    "shuffled": lambda file: file.create_dataset("v", data=VALUES, chunks=True, shuffle=True),
    "a checksum": lambda file: file.create_dataset("v", data=VALUES, chunks=True, fletcher32=True),
    "scale and offset": lambda file: file.create_dataset("v", data=VALUES, chunks=True, scaleoffset=3),
    "yes and no": lambda file: file.create_dataset("v", data=np.ones(2_000_000, bool)),
    "named numbers": lambda file: file.create_dataset(
        "v", data=np.ones(2_000_000, "i1"), dtype=h5py.enum_dtype({"a": 0, "b": 1}, "i1")
    ),
    "texts": lambda file: file.create_dataset("v", data=np.full(500_000, b"abc")),
    "never written": lambda file: file.create_dataset("v", (1_000_000,), "f8"),
    "empty": lambda file: file.create_dataset(
        "v", (0, 1_000_000), "f8", maxshape=(None, 1_000_000), chunks=True
    ),
    "one": lambda file: file.create_dataset("v", data=4.5),
    "fewer bits than bytes": lambda file: _narrow(file),
}
"""What has to go through it, or need not be hurried."""


def _compact(file: h5py.File) -> None:
    creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    creation.set_layout(h5py.h5d.COMPACT)
    h5py.h5d.create(file.id, b"v", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((100,)), creation)
    file["v"][:] = VALUES.ravel()[:100]


def _narrow(file: h5py.File) -> None:
    """Numbers of 12 bits in two bytes, which the library widens."""
    kind = h5py.h5t.STD_I16LE.copy()
    kind.set_precision(12)
    h5py.h5d.create(file.id, b"v", kind, h5py.h5s.create_simple((1_000_000,)))
    file["v"][:] = np.arange(1_000_000) % 2000


def written(path: Path, make: Make, **how: Any) -> Path:
    with h5py.File(path, "w", **how) as file:
        make(file)
    return path


def is_flat(path: Path) -> bool:
    with h5py.File(path) as file:
        bytes_ = FlatFile(path)
        found = flat_values(file["v"], bytes_)
        bytes_.close()
    return found is not None


def same(path: Path) -> None:
    """Every piece, and some odd windows, are those of h5py."""
    with h5py.File(path) as file:
        wanted = np.asarray(file["v"][()])
    wanted = wanted.astype(str if wanted.dtype.kind == "S" else wanted.dtype.newbyteorder("="))
    with hdf5.read(Source.of(path), Options(), None) as content:
        array = content.arrays()["/v"]
        pieces = [window for limit in (60_000, 700_000) for window in array.windows(limit)]
        odd = [
            tuple(slice(n // 3, n, 1) for n in array.shape),
            tuple(slice(0, n, 3) for n in array.shape),
            tuple(slice(0, 0) for _ in array.shape),
        ]
        for window in [*pieces[:200], *odd]:
            values = array.read(window)
            assert values.dtype == wanted.dtype or wanted.dtype.kind in "bU"
            np.testing.assert_array_equal(values, wanted[window])


@pytest.mark.parametrize("name", FLAT)
@pytest.mark.parametrize("how", [{}, {"userblock_size": 1024}, {"libver": "latest"}], ids=str)
def test_they_are_those_of_the_library(tmp_path: Path, name: str, how: dict[str, Any]) -> None:
    path = written(tmp_path / "a.h5", FLAT[name], **how)
    same(path)
    assert is_flat(path)


@pytest.mark.parametrize("name", OTHER)
def test_what_is_stored_otherwise_goes_through_the_library(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.h5", OTHER[name])
    same(path)
    assert not is_flat(path)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_window_of_any_chunks(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    chunks = tuple(data.draw(st.integers(1, n)) for n in SHAPE)
    path = tmp_path_factory.mktemp("flat") / "a.h5"
    written(
        path,
        lambda file: file.create_dataset("v", data=VALUES, chunks=chunks if np.prod(chunks) > 99 else None),
    )
    with hdf5.read(Source.of(path), Options(), None) as content:
        array = content.arrays()["/v"]
        for _ in range(5):
            ends = [sorted(data.draw(st.tuples(st.integers(0, n), st.integers(0, n)))) for n in SHAPE]
            window = tuple(slice(a, b) for a, b in ends)
            np.testing.assert_array_equal(array.read(window), VALUES[window])


def test_raw_bytes_in_another_file_are_not_read(tmp_path: Path) -> None:
    VALUES.tofile(tmp_path / "raw")
    external = [(str(tmp_path / "raw"), 0, h5py.h5f.UNLIMITED)]
    path = written(tmp_path / "a.h5", lambda file: file.create_dataset("v", SHAPE, "f4", external=external))
    assert not is_flat(path)
    with hdf5.read(Source.of(path), Options(), None) as content:
        assert content.arrays() == {}


def test_the_library_is_not_waited_for(tmp_path: Path) -> None:
    path = written(tmp_path / "a.h5", FLAT["in one piece"])
    with hdf5.read(Source.of(path), Options(), None) as content:
        array = content.arrays()["/v"]
        array.read((slice(0, 1), slice(0, 1), slice(0, 1)))  # which asks the library where values lie
        found: list[np.ndarray] = []
        reader = threading.Thread(
            target=lambda: found.append(array.read((slice(4, 9), slice(0, 90), slice(0, 80))))
        )
        with HDF5_LOCK:
            reader.start()
            reader.join(20)
            np.testing.assert_array_equal(found, [VALUES[4:9]])


def test_where_the_library_reads_other_values_it_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.h5", FLAT["in one piece"])
    places = hdf5_flat._places
    monkeypatch.setattr(
        hdf5_flat, "_places", lambda *given: {at: place - 4 for at, place in (places(*given) or {}).items()}
    )
    same(path)
    assert not is_flat(path)


@pytest.mark.parametrize("name", ["in one piece", "chunks"])
def test_a_file_that_was_cut_off_is_told(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.h5", FLAT[name])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    report = validate(path)
    assert report.incomplete or not report.ok
    assert any(finding.code in ("F101", "F102", "F106", "F107") for finding in report.findings)


def test_a_file_that_is_cut_while_it_is_read_ends_in_our_error(tmp_path: Path) -> None:
    path = written(tmp_path / "a.h5", FLAT["in one piece"])
    with hdf5.read(Source.of(path), Options(), None) as content:
        array = content.arrays()["/v"]
        np.testing.assert_array_equal(array.read((slice(0, 2), slice(0, 90), slice(0, 80))), VALUES[:2])
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)
        with pytest.raises(Truncated, match="the file ends at byte"):
            array.read((slice(30, 40), slice(0, 90), slice(0, 80)))
