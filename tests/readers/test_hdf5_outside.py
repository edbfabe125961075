"""What an HDF5 file keeps in other files is not opened, unless the caller trusts it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

import icos_ingest

SECRET = 271828.0
MAKERS: dict[str, Callable[[h5py.File, str], None]] = {}


def maker(make: Callable[[h5py.File, str], None]) -> Callable[[h5py.File, str], None]:
    MAKERS[make.__name__] = make
    return make


@maker
def external_link(made: h5py.File, other: str) -> None:
    made["v"] = h5py.ExternalLink(f"{other}.h5", "/g/secret")


@maker
def external_group(made: h5py.File, other: str) -> None:
    made["inner"] = h5py.ExternalLink(f"{other}.h5", "/g")


@maker
def soft_link_through_an_external_one(made: h5py.File, other: str) -> None:
    made["out"] = h5py.ExternalLink(f"{other}.h5", "/")
    made["v"] = h5py.SoftLink("/out/g/secret")


@maker
def virtual_source(made: h5py.File, other: str) -> None:
    layout = h5py.VirtualLayout((3,), "f8")
    layout[:] = h5py.VirtualSource(f"{other}.h5", "g/secret", (3,))
    made.create_virtual_dataset("v", layout)


@maker
def virtual_source_through_a_link_of_the_file_itself(made: h5py.File, other: str) -> None:
    made["out"] = h5py.ExternalLink(f"{other}.h5", "/g/secret")
    layout = h5py.VirtualLayout((3,), "f8")
    layout[:] = h5py.VirtualSource(".", "out", (3,))
    made.create_virtual_dataset("v", layout)


@maker
def external_storage(made: h5py.File, other: str) -> None:
    made.create_dataset("v", (3,), "f8", external=[(f"{other}.bin", 0, 24)])


@maker
def scale_in_external_storage(made: h5py.File, other: str) -> None:
    made.create_dataset("v", (3,), "f8", external=[(f"{other}.bin", 0, 24)])
    made["v"].make_scale()
    made["good"].dims[0].attach_scale(made["v"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    secret = np.array([SECRET, SECRET + 1, SECRET + 2])
    with h5py.File(tmp_path / "secret.h5", "w") as other:
        other["g/secret"] = secret
    (tmp_path / "secret.bin").write_bytes(secret.tobytes())
    return tmp_path


def made_by(folder: Path, kind: str, other: str, name: str = "a.h5") -> Path:
    with h5py.File(folder / name, "w") as made:
        made["good"] = [1.0, 2.0, 3.0]
        MAKERS[kind](made, other)
    return folder / name


def everything(tree: xr.DataTree) -> str:
    np.set_printoptions(threshold=10_000)
    return " ".join(str(node.to_dataset().to_dict()) for node in tree.subtree)


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("name", ["a.h5", "a.nc"])
@pytest.mark.parametrize("absolute", [True, False])
def test_values_of_other_files_never_appear(folder: Path, kind: str, name: str, absolute: bool) -> None:
    path = made_by(folder, kind, str(folder / "secret") if absolute else "secret", name)
    report = icos_ingest.validate(path)
    assert "F104" in {finding.code for finding in report.findings}
    assert "27182" not in str(report)
    with icos_ingest.open_dataset(path) as ds, xr.open_dataset(path, engine="icos") as same:
        assert list(ds.data_vars) == list(same.data_vars) == ["good"]
        assert "27182" not in str(ds.to_dict()) + str(same.to_dict())
    with icos_ingest.open_datatree(path) as tree, xr.open_datatree(path, engine="icos") as same_tree:
        assert "27182" not in everything(tree) + everything(same_tree)


@pytest.mark.parametrize("kind", MAKERS)
def test_who_trusts_the_file_gets_them(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    # HDF5 looks for raw bytes in the working directory alone, for everything else beside the file.
    monkeypatch.chdir(folder if "storage" in kind else tmp_path_factory.mktemp("elsewhere"))
    path = made_by(folder, kind, "secret")
    report = icos_ingest.validate(path, trust=True)
    assert report.findings == ()
    with icos_ingest.open_datatree(path, trust=True) as tree:
        assert str(SECRET) in everything(tree)
    if kind not in ("external_group", "soft_link_through_an_external_one"):
        with xr.open_dataset(path, engine="icos", trust=True) as ds:
            assert str(SECRET) in str(ds.to_dict())


@pytest.mark.parametrize("kind", ["external_link", "virtual_source", "external_storage"])
def test_what_is_trusted_but_not_there_is_named(folder: Path, kind: str) -> None:
    path = made_by(folder, kind, "lost")
    report = icos_ingest.validate(path, trust=True)
    (finding,) = report.findings
    assert finding.code == "F104"
    assert "lost." in finding.message
    assert finding.message.endswith("which is not there")


def unlimited(path: Path, source: str) -> None:
    """A virtual data set that is as long as its source, so that its shape cannot be had without it."""
    from h5py import h5d, h5p, h5r, h5s, h5t

    with h5py.File(path, "w", libver="latest") as made:
        made["good"] = [1.0]
        space = h5s.create_simple((10,), (h5s.UNLIMITED,))
        space.select_hyperslab((0,), (1,), block=(h5s.UNLIMITED,))
        creation = h5p.create(h5p.DATASET_CREATE)
        creation.set_virtual(space, source.encode(), b"s", space)
        whole = h5s.create_simple((10,), (h5s.UNLIMITED,))
        h5d.create(made.id, b"v", h5t.IEEE_F64LE, whole, dcpl=creation)
        made["names"] = np.array([h5r.create(made.id, b"v", h5r.OBJECT)], dtype=h5py.ref_dtype)
        region = h5s.create_simple((10,))
        region.select_hyperslab((2,), (3,))
        part = h5r.create(made.id, b"v", h5r.DATASET_REGION, region)
        made["parts"] = np.array([part], dtype=h5py.regionref_dtype)


@pytest.mark.timeout(100)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_not_even_the_length_of_a_virtual_data_set_opens_its_source(folder: Path) -> None:
    os.mkfifo(folder / "pipe")  # whoever opens it waits for ever
    unlimited(folder / "a.h5", "pipe")
    assert {f.code for f in icos_ingest.validate(folder / "a.h5").findings} == {"F104"}
    with icos_ingest.open_dataset(folder / "a.h5") as ds:
        assert list(ds.data_vars) == ["good"]


def test_a_view_of_the_file_itself_is_a_note(folder: Path) -> None:
    layout = h5py.VirtualLayout((3,), "f8")
    layout[:] = h5py.VirtualSource(".", "good", (3,))
    with h5py.File(folder / "a.h5", "w") as made:
        made["good"] = [1.0, 2.0, 3.0]
        made.create_virtual_dataset("view", layout)
    assert icos_ingest.validate(folder / "a.h5").findings == ()
    with icos_ingest.open_dataset(folder / "a.h5") as ds:
        assert "'/view' is a view of other data sets" in ds.attrs["notes"]


def test_groups_that_link_to_each_other_across_files_end(folder: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        with h5py.File(folder / f"{name}.h5", "w") as made:
            made[f"in_{name}"] = [1.0]
            made["other"] = h5py.ExternalLink(f"{other}.h5", "/")
    with icos_ingest.open_datatree(folder / "a.h5", trust=True) as tree:
        assert {node.path for node in tree.subtree} <= {"/", "/other"}
        assert "in_b" in tree["/other"].data_vars


def test_a_file_in_memory_has_no_neighbours(folder: Path) -> None:
    path = made_by(folder, "external_link", "secret")
    data = path.read_bytes()
    with icos_ingest.open_dataset(data, trust=True) as ds:
        assert list(ds.data_vars) == ["good"]
