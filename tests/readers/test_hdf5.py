"""HDF5: data sets become arrays; what leads out of the file, or is of an odd type, is named."""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pytest

import icos_ingest
from icos_ingest.content import Array, Content
from icos_ingest.errors import CorruptFile, FilterMissing, LimitExceeded, ReadError
from icos_ingest.model import Limits, Match, Options, Source
from icos_ingest.readers import hdf5, netcdf


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.h5"


def read(path: Path, limits: Limits | None = None) -> Content:
    return hdf5.read(Source.of(path), Options() if limits is None else Options(limits=limits), None)


def whole(array: Array) -> np.ndarray:
    return array.read(tuple(slice(None) for _ in array.shape))


def faults(content: Content) -> list[tuple[str, str | None, str | None]]:
    return [(fault.kind, fault.place.group, fault.place.field) for fault in content.facts.faults]


def test_numbers_texts_and_attributes_come_back_as_written(path: Path) -> None:
    values = np.arange(24, dtype=">f4").reshape(4, 6)
    with h5py.File(path, "w") as made:
        made.attrs["title"] = "Ä"
        made.attrs["numbers"] = [1, 2]
        made.create_dataset("g/v", data=values, chunks=(2, 3), compression="gzip")
        made["g/v"].attrs["units"] = np.bytes_("ppm")
        made["g"].attrs["depth"] = 2.5
        made["text"] = ["a", "ö"]
        made["fixed"] = np.array([b"abc", b"d"])
        made["yes"] = np.array([True, False])
        made["one"] = 5
    with read(path) as content:
        assert content.facts.format == "hdf5"
        assert content.facts.attributes["title"] == "Ä"
        assert content.facts.attributes["numbers"].tolist() == [1, 2]
        assert content.groups() == {"/g": {"depth": 2.5}}
        arrays = content.arrays()
        v = arrays["/g/v"]
        assert (v.dtype, v.chunks, v.attrs) == (np.dtype("float32"), (2, 3), {"units": "ppm"})
        np.testing.assert_array_equal(whole(v), values)
        np.testing.assert_array_equal(v.read((slice(1, 4, 2), slice(2, 3))), values[1:4:2, 2:3])
        assert whole(arrays["/text"]).tolist() == ["a", "ö"]
        assert whole(arrays["/fixed"]).tolist() == ["abc", "d"]
        assert whole(arrays["/yes"]).tolist() == [True, False]
        assert whole(arrays["/one"]) == 5
        assert faults(content) == []


def test_axes_without_a_name_are_called_alike_by_length(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["a"] = np.zeros((3, 4))
        made["b"] = np.zeros((4, 4))
    with read(path) as content:
        assert content.arrays()["/a"].dims == ("dim_0", "dim_1")
        assert content.arrays()["/b"].dims == ("dim_1", "dim_2")


def test_dimension_scales_name_axes_and_are_hdf5s_own(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["lat"] = np.arange(3.0)
        made["lat"].make_scale("latitude")
        made["v"] = np.zeros((3, 2))
        made["v"].dims[0].attach_scale(made["lat"])
    assert isinstance(hdf5.sniff(Source.of(path)), Match)
    assert isinstance(netcdf.sniff(Source.of(path)), str)
    with read(path) as content:
        assert content.arrays()["/lat"].dims == ("lat",)
        assert content.arrays()["/lat"].attrs == {}
        assert content.arrays()["/v"].dims == ("lat", "dim_0")


@pytest.mark.parametrize("size", [0, 512, 4096, 65_536, 131_072])
def test_the_signature_is_found_after_a_user_block(path: Path, size: int) -> None:
    with h5py.File(path, "w", userblock_size=size) as made:
        made["v"] = [1, 2]
    found = hdf5.sniff(Source.of(path))
    assert isinstance(found, Match)
    assert isinstance(netcdf.sniff(Source.of(path)), str)
    with read(path) as content:
        assert whole(content.arrays()["/v"]).tolist() == [1, 2]


def test_second_names_and_circles_of_groups_end_in_a_note(path: Path) -> None:
    with h5py.File(path, "w") as made:
        group = made.create_group("a/b")
        group["up"] = made["a"]
        made["a/v"] = [1]
        made["soft"] = h5py.SoftLink("/a/v")
        made["a/b/relative"] = h5py.SoftLink("up/v")
    with read(path) as content:
        assert list(content.arrays()) == ["/a/v"]
        assert faults(content) == []
        assert set(content.facts.notes) == {
            "'/soft' is another name for '/a/v' and is not read a second time",
            "'/a/b/up' is another name for '/a' and is not read a second time",
            "'/a/b/relative' is another name for '/a/v' and is not read a second time",
        }


def test_links_that_lead_nowhere_or_in_a_circle_are_named(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["v"] = [1]
        made["dangling"] = h5py.SoftLink("/nowhere/v")
        made["one"] = h5py.SoftLink("/two")
        made["two"] = h5py.SoftLink("one")
        made["through"] = h5py.SoftLink("v/of/a/data/set")
    with read(path) as content:
        found = {(f.kind, f.place.field, f.detail) for f in content.facts.faults}
    assert found == {
        ("dangling-link", "dangling", "/nowhere/v"),
        ("dangling-link", "one", "/two"),
        ("dangling-link", "two", "one"),
        ("dangling-link", "through", "v/of/a/data/set"),
    }


def test_types_without_plain_values_are_faults_with_their_place(path: Path) -> None:
    inner = np.dtype([("x", "i4")])
    with h5py.File(path, "w") as made:
        made["g/record"] = np.array(
            [((7,), 1, 2)] * 2, dtype=[("in", inner), ("y", "f8"), ("many", inner, 2)]
        )
        made["opaque"] = np.array([b"ab"]).astype("V2")
        made.create_dataset("ragged", (2,), dtype=h5py.vlen_dtype("i4"))
        made["wide"] = np.zeros(2, "longdouble")
        made["nothing"] = h5py.Empty("f8")
        made["good"] = [1.0]
    with read(path) as content:
        assert set(content.arrays()) == {"/good", "/g/record.y", "/g/record.in.x"}
        assert whole(content.arrays()["/g/record.in.x"]).tolist() == [7, 7]
        assert set(faults(content)) == {
            ("kept-out", "/g", "record.many"),
            *(("kept-out", None, name) for name in ("opaque", "ragged", "wide")),
        }
        assert content.facts.notes == ("'/nothing' was declared without any values",)


def test_references_are_noted_and_what_they_name_is_read_where_it_stands(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["v"] = [1.0]
        made["cells"] = np.array([made["v"].ref], dtype=h5py.ref_dtype)
    with read(path) as content:
        assert set(content.arrays()) == {"/v"}
        assert faults(content) == []
        (note,) = content.facts.notes
        assert note.startswith("'/cells' refers to other parts of the file")


RECORDS = np.array(
    [(1, 2.5, b"abc", b"x", (1, 2), [[1, 2, 3], [4, 5, 6]])] * 5,
    dtype=[
        ("n", ">i2"), ("t/m", "f4"), ("name", "S5"), ("flag", "S1"), ("pair", "i4", 2), ("grid", "f8", (2, 3)),
    ],
)  # fmt: skip
RECORDS["n"] = range(5)
RECORDS["pair"][:, 1] = range(10, 15)


@pytest.mark.parametrize(("chunks", "packing"), [(None, None), ((2,), None), ((2,), "gzip")])
def test_a_record_is_taken_apart_into_its_fields(
    path: Path, chunks: tuple[int] | None, packing: str | None
) -> None:
    with h5py.File(path, "w") as made:
        made.create_dataset("g/log", data=RECORDS, chunks=chunks, compression=packing)
        made["g/log"].attrs["station"] = "HTM"
        made["g/log.n"] = [1.0]
    with read(path) as content:
        arrays = content.arrays()
        assert faults(content) == []
        assert set(arrays) == {"/g/log.n"} | {
            f"/g/log.{name}" for name in ("n_", "t_m", "name", "flag", "pair", "grid")
        }
        n, pair, grid = (arrays[f"/g/log.{name}"] for name in ("n_", "pair", "grid"))
        assert n.dtype == np.int16
        assert n.attrs == {"station": "HTM"}
        assert n.chunks == chunks
        assert n.dims == arrays["/g/log.name"].dims == ("dim_0",)
        assert n.read((slice(1, 5, 2),)).tolist() == [1, 3]
        whole(n)[:] = 7
        assert whole(n).tolist() == [0, 1, 2, 3, 4]
        assert whole(arrays["/g/log.t_m"]).tolist() == [2.5] * 5
        assert whole(arrays["/g/log.name"]).tolist() == ["abc"] * 5
        assert whole(arrays["/g/log.flag"]).tolist() == [b"x"] * 5
        assert (pair.dims, pair.shape) == (("dim_0", "log.pair.dim_0"), (5, 2))
        assert pair.read((slice(2, 4), slice(1, 2))).tolist() == [[12], [13]]
        assert grid.shape == (5, 2, 3)
        np.testing.assert_array_equal(whole(grid), RECORDS["grid"])
        assert sum(len(grid.read(window)) for window in grid.windows()) == 5


def test_what_is_read_of_a_record_is_counted_in_whole_cells(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["log"] = np.zeros(4, dtype=[("spectrum", "f8", 1000)])
    with read(path, Limits(array=20_000)) as content:
        spectrum = content.arrays()["/log.spectrum"]
        assert spectrum.read((slice(0, 2), slice(0, 1))).shape == (2, 1)
        with pytest.raises(LimitExceeded):
            spectrum.read((slice(0, 4), slice(0, 1)))


def test_a_single_record_and_texts_of_any_length(path: Path) -> None:
    kind = np.dtype([("x", "f8"), ("who", h5py.string_dtype())])
    with h5py.File(path, "w") as made:
        made["one"] = np.array((1.5, "ö"), dtype=kind)
        made.create_dataset("many", (3,), dtype=kind, maxshape=(None,))
    with read(path) as content:
        arrays = content.arrays()
        assert whole(arrays["/one.x"]) == 1.5
        assert whole(arrays["/one.who"]) == "ö"
        assert whole(arrays["/many.who"]).tolist() == ["", "", ""]


def test_more_fields_than_the_limit_of_variables_are_refused(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["log"] = np.zeros(1, dtype=[(f"f{i}", "i1") for i in range(20)])
    with read(path, Limits(variables=10)) as content:
        assert faults(content) == [("limit", None, "log")]


def test_records_open_as_a_dataset_whose_fields_are_variables(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made["log"] = RECORDS
    with icos_ingest.open_dataset(path) as ds:
        assert ds["log.n"].values.tolist() == [0, 1, 2, 3, 4]
        assert ds["log.grid"].dims == ("dim_0", "log.grid.dim_0", "log.grid.dim_1")
    assert icos_ingest.validate(path).findings == ()


def test_dates_of_numpy_are_numbers_with_units(path: Path) -> None:
    times = np.array(["2024-03-01T12:00", "NaT"], dtype="M8[s]")
    months = times.astype("M8[M]")
    with h5py.File(path, "w") as made:
        for name, values in (("t", times), ("d", times - times[0]), ("m", months)):
            made.create_dataset(name, data=values.astype(h5py.opaque_dtype(values.dtype)))
    with read(path) as content:
        t, d = content.arrays()["/t"], content.arrays()["/d"]
        assert (t.dtype, t.attrs["units"]) == (np.dtype("i8"), "seconds since 1970-01-01")
        assert d.attrs["units"] == "seconds"
        assert whole(t)[0] == times[0].astype(int)
        assert faults(content) == [("kept-out", None, "m")]
    with icos_ingest.open_dataset(path) as ds:
        assert ds["t"].values[0] == times[0]
        assert np.isnat(ds["t"].values[1])


@pytest.mark.parametrize("names", [2, 300])
def test_an_enumeration_says_what_its_numbers_mean(path: Path, names: int) -> None:
    kind = h5py.enum_dtype({f"C{i}": i for i in range(names)}, basetype="i2")
    with h5py.File(path, "w") as made:
        made.create_dataset("colour", data=np.array([1, 0], "i2"), dtype=kind)
        made["log"] = np.zeros(2, dtype=[("colour", kind)])
    with read(path) as content:
        colour, field = content.arrays()["/colour"], content.arrays()["/log.colour"]
        assert colour.dtype == field.dtype == np.int16
        meanings = "C0 C1" if names == 2 else None
        assert colour.attrs.get("flag_meanings") == field.attrs.get("flag_meanings") == meanings
        assert whole(colour).tolist() == [1, 0]


def test_an_array_that_claims_far_more_than_it_stores_is_a_limit_fault(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made.create_dataset("empty", (1 << 50,), "f8", chunks=(1024,))
    with read(path) as content:
        assert faults(content) == [("limit", None, "empty")]
    with h5py.File(path, "a") as made:
        made["more"] = [1]
    with pytest.raises(LimitExceeded):
        read(path, Limits(variables=1))


def test_a_missing_filter_is_named(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made.create_dataset("v", data=np.arange(100), chunks=(100,), compression="lzf")
    # The number of LZF stands in the header; this one belongs to nobody.
    path.write_bytes(path.read_bytes().replace((32000).to_bytes(2, "little"), (32767).to_bytes(2, "little")))
    with read(path) as content, pytest.raises(FilterMissing, match="filter 32767"):
        whole(content.arrays()["/v"])


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.8, 0.99])
def test_a_truncated_copy_is_never_silent(path: Path, part: float) -> None:
    with h5py.File(path, "w") as made:
        made["a"] = np.arange(1000)
        made.create_dataset("b", data=np.arange(1000), chunks=(100,), compression="gzip")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.kind in ("truncated", "damaged")


def test_damage_is_told_in_a_sentence(path: Path) -> None:
    path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(200))
    with pytest.raises(CorruptFile) as caught:
        read(path)
    assert str(path) in str(caught.value)


def test_a_file_left_open_by_its_writer_is_told_so(real_data: Path) -> None:
    with pytest.raises(CorruptFile, match="did not close it"):
        read(real_data / "hdf" / "jhdf_test_byteshuffle_compressed_datasets_latest.hdf5")


def test_real_hdf5_files_are_hdf5_and_nothing_else(real_data: Path) -> None:
    names = ["pt_matlab_file.mat", "pt_ex-noattr.h5", "ncc_ref_groups.h5", "jhdf_test_userblock_latest.hdf5"]
    for name in names:
        source = Source.of(real_data / "hdf" / name)
        assert isinstance(hdf5.sniff(source), Match), name
        assert isinstance(netcdf.sniff(source), str), name


def test_chunks_attributes_and_depth_have_limits(path: Path) -> None:
    with h5py.File(path, "w") as made:
        made.create_dataset("wide", (1000,), "f8", chunks=(1000,), compression="gzip")
        made.create_dataset("good", (1000,), "f8", chunks=(100,), compression="gzip")
    with read(path, Limits(array=4_000)) as content:
        assert faults(content) == [("limit", None, "wide")]
        assert "chunks of 8,000 bytes" in str(content.facts.faults[0].detail)
    with h5py.File(path, "w") as made:
        for number in range(12):
            made.attrs[f"a{number}"] = number
    with pytest.raises(LimitExceeded, match="more than 10 attributes"):
        read(path, Limits(variables=10))
    with h5py.File(path, "w") as made:
        made.create_group("/".join(["g"] * 120))
    with pytest.raises(LimitExceeded, match="nested more than 100 deep"):
        read(path)


def test_a_bookkeeping_attribute_that_is_too_large_is_left_unread(path: Path) -> None:
    with h5py.File(path, "w", libver="latest") as made:
        made["v"] = [1.0]
        made["v"].attrs["CLASS"] = np.zeros(3_000_000, "S1")
    with read(path) as content:
        assert list(content.arrays()) == ["/v"]


def test_of_many_chunks_few_of_which_are_stored_only_those_are_looked_up(path: Path) -> None:
    with h5py.File(path, "w") as made:
        grown = made.create_dataset("grown", (20_000_000,), "f4", chunks=(4,), fillvalue=-1)
        grown[10:13] = [1, 2, 3]
        grown[19_999_999] = 4
    with read(path) as content:
        (array,) = content.arrays().values()
        values = array.read((slice(8, 10_000_001),))
        assert values[:6].tolist() == [-1, -1, 1, 2, 3, -1]
        assert (values[6:] == -1).all()
        assert array.read((slice(10_000_000, 20_000_000),))[-2:].tolist() == [-1, 4]


@pytest.mark.parametrize("packing", [None, "gzip"])
def test_records_within_records_are_taken_apart_too(path: Path, packing: str | None) -> None:
    wind = np.dtype([("u", "f4"), ("gust", [("max", "f8"), ("who", "S3")])])
    values = np.zeros(6, dtype=[("n", "i2"), ("wind", wind)])
    values["wind"]["gust"]["max"] = range(6)
    values["wind"]["gust"]["who"] = b"abc"
    with h5py.File(path, "w") as made:
        made.create_dataset("log", data=values, chunks=(2,), compression=packing)
    with read(path) as content:
        arrays = content.arrays()
        assert set(arrays) == {"/log.n", "/log.wind.u", "/log.wind.gust.max", "/log.wind.gust.who"}
        assert arrays["/log.wind.gust.max"].read((slice(1, 6, 2),)).tolist() == [1, 3, 5]
        assert whole(arrays["/log.wind.gust.who"]).tolist() == ["abc"] * 6
        assert faults(content) == []


@pytest.mark.parametrize(("size", "bits"), [(3, 24), (16, 128), (2, 12)])
def test_whole_numbers_of_odd_lengths_are_no_damage(path: Path, size: int, bits: int) -> None:
    odd = h5py.h5t.STD_I64LE.copy()
    odd.set_size(size)
    odd.set_precision(bits)
    with h5py.File(path, "w") as h5:
        h5["good"] = np.arange(5.0)
        one = h5py.h5s.create_simple((3,))
        count = h5py.h5a.create(h5["good"].id, b"count", odd, one)
        count.write(np.arange(3), mtype=h5py.h5t.STD_I64LE)
        packed = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        packed.set_chunk((3,))
        packed.set_filter(h5py.h5z.FILTER_NBIT, 0)
        data = h5py.h5d.create(h5.id, b"odd", odd, one, packed)
        data.write(one, one, np.arange(3), mtype=h5py.h5t.STD_I64LE)
    found = icos_ingest.validate(path, trust=True).findings
    assert [(finding.code, finding.place.field) for finding in found if finding.severity != "info"] == (
        [] if bits == 12 else [("F004", "odd")]
    )
