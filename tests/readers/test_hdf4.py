"""HDF4: data sets and tables become arrays; what leads out of the file or beyond its end is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from pyhdf.HDF import HC, HDF
from pyhdf.SD import SD, SDC
from pyhdf.VS import VS  # noqa: F401  # gives HDF its vstart

import icos_ingest
from icos_ingest.arraylib.hdfeos import structures
from icos_ingest.content import Array, Content
from icos_ingest.errors import CorruptFile, LimitExceeded, Truncated
from icos_ingest.model import Limits, Match, Options, Source
from icos_ingest.readers import hdf4
from icos_ingest.testing import ReaderContract

HELD = np.arange(12, dtype="i2").reshape(3, 4)
METADATA = """GROUP=SwathStructure
END_GROUP=SwathStructure
GROUP=GridStructure
	GROUP=GRID_1
		GridName="land"
		XDim=4
		YDim=3
		Projection=GCTP_GEO
		GROUP=DataField
			OBJECT=DataField_1
				DataFieldName="v"
				DimList=("YDim","XDim")
			END_OBJECT=DataField_1
		END_GROUP=DataField
	END_GROUP=GRID_1
END_GROUP=GridStructure
END
"""


def make(path: Path) -> Path:
    """A file as MODIS has them: a packed grid on named axes, a scale, a table, structural metadata."""
    made = SD(str(path), SDC.WRITE | SDC.CREATE)
    made.attr("StructMetadata.0").set(SDC.CHAR8, METADATA)
    made.attr("year").set(SDC.INT32, 2024)
    v = made.create("v", SDC.INT16, HELD.shape)
    v.dim(0).setname("YDim")
    v.dim(1).setname("XDim")
    v.attr("_FillValue").set(SDC.INT16, 11)
    v.attr("units").set(SDC.CHAR8, "K")
    v.attr("scale_factor").set(SDC.FLOAT64, 0.5)
    v.attr("valid_range").set(SDC.INT16, [0, 10])
    v[:] = HELD
    v.endaccess()
    y = made.create("YDim", SDC.FLOAT32, (3,))
    y.dim(0).setname("YDim")
    y[:] = np.array([1, 2, 3], "f4")
    y.endaccess()
    bare = made.create("bare", SDC.UINT8, (4, 4))
    bare[:] = np.eye(4, dtype="u1")
    bare.endaccess()
    made.end()
    file = HDF(str(path), HC.WRITE)
    tables = file.vstart()
    fields = (("n", HC.INT32, 1), ("name", HC.CHAR8, 5), ("pair", HC.FLOAT32, 2))
    table = tables.create("log", fields)
    table.write([[1, "abc", [1.5, 2.5]], [2, "de", [3.5, 4.5]]])
    table.detach()
    tables.end()
    file.close()
    return path


def sample() -> bytes:
    with TemporaryDirectory() as folder:
        return make(Path(folder) / "a.hdf").read_bytes()


class TestContract(ReaderContract):
    reader = "hdf4"
    samples = (sample(),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "a.hdf")


def read(path: Path, limits: Limits | None = None) -> Content:
    return hdf4.read(Source.of(path), Options() if limits is None else Options(limits=limits), None)


def whole(array: Array) -> np.ndarray:
    return array.read(tuple(slice(None) for _ in array.shape))


def test_data_sets_have_their_axes_attributes_and_windows(path: Path) -> None:
    with read(path) as content:
        arrays = content.arrays()
        v = arrays["/v"]
        assert (v.dims, v.shape, v.dtype) == (("YDim", "XDim"), (3, 4), np.dtype("i2"))
        assert (v.attrs["units"], v.attrs["scale_factor"]) == ("K", 0.5)
        assert v.attrs["_FillValue"].dtype == np.int16
        assert v.attrs["valid_range"].tolist() == [0, 10]
        np.testing.assert_array_equal(whole(v), HELD)
        np.testing.assert_array_equal(v.read((slice(0, 3, 2), slice(1, 2))), HELD[::2, 1:2])
        assert v.read((slice(0, 0), slice(0, 4))).shape == (0, 4)
        assert arrays["/YDim"].dims == ("YDim",)
        assert arrays["/bare"].dims == ("dim_0", "dim_1")
        assert whole(arrays["/bare"]).trace() == 4
        assert content.facts.attributes == {"year": 2024}
        assert content.facts.notes == (
            "HDF-EOS grid 'land' of 1 fields: XDim 4, YDim 3, Projection GCTP_GEO",
        )
        assert content.facts.faults == ()


def test_a_table_is_an_array_for_each_field(path: Path) -> None:
    with read(path) as content:
        arrays = content.arrays()
        assert whole(arrays["/log.n"]).tolist() == [1, 2]
        assert whole(arrays["/log.name"]).tolist() == ["abc", "de"]
        assert arrays["/log.pair"].dims == ("log", "log.pair.dim_0")
        assert arrays["/log.pair"].read((slice(1, 2), slice(0, 2))).tolist() == [[3.5, 4.5]]


def test_it_opens_as_a_dataset_and_is_judged(path: Path) -> None:
    with icos_ingest.open_dataset(path) as ds:
        assert ds["v"].values[2, 2] == 5.0
        assert np.isnan(ds["v"].values[2, 3])
        assert ds["v"].attrs["units"] == "K"
        assert "HDF-EOS grid 'land'" in ds.attrs["notes"]
    report = icos_ingest.validate(path)
    assert report.quality == "pass"
    assert report.findings == ()


def test_bytes_are_read_through_a_copy(path: Path) -> None:
    with icos_ingest.open_dataset(path.read_bytes()) as ds:
        assert ds["v"].shape == (3, 4)


def test_hdf4s_own_calibration_is_turned_into_cfs(tmp_path: Path) -> None:
    made = SD(str(tmp_path / "a.hdf"), SDC.WRITE | SDC.CREATE)
    v = made.create("v", SDC.INT16, (2,))
    v.setcal(0.5, 0.0, 100.0, 0.0, SDC.FLOAT32)
    v[:] = np.array([100, 104], "i2")
    v.endaccess()
    made.end()
    with icos_ingest.open_dataset(tmp_path / "a.hdf") as ds:
        assert ds["v"].values.tolist() == [0.0, 2.0]
        assert "by HDF4's rule" in ds.attrs["notes"]


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.99])
def test_a_truncated_copy_is_told_before_the_library_meets_it(path: Path, part: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(Truncated):
        read(path)
    assert {f.code for f in icos_ingest.validate(path).findings} == {"F102"}


def test_a_list_of_elements_in_a_circle_ends(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[6:10] = (4).to_bytes(4, "big")
    path.write_bytes(data)
    with pytest.raises(CorruptFile, match="comes back to byte 4"):
        read(path)


def test_limits_hold(path: Path) -> None:
    with pytest.raises(LimitExceeded):
        read(path, Limits(variables=2))
    with read(path, Limits(array=10)) as content, pytest.raises(LimitExceeded):
        whole(content.arrays()["/v"])


def test_another_file_is_named_and_not_opened(path: Path, tmp_path: Path) -> None:
    made = SD(str(path), SDC.WRITE)
    v = made.create("out", SDC.INT32, (3,))
    v.setexternalfile(str(tmp_path / "secret.bin"), 0)
    v[:] = np.array([271828, 271829, 271830], "i4")
    v.endaccess()
    made.end()
    report = icos_ingest.validate(path)
    assert {finding.code for finding in report.findings} == {"F104", "F004"}
    assert report.quality == "incomplete"
    assert any("secret.bin" in finding.message for finding in report.findings)
    with icos_ingest.open_dataset(path) as ds:
        assert "27182" not in str(ds.to_dict())
        assert "log.n" in ds
    with icos_ingest.open_dataset(path, trust=True) as ds:
        assert ds["out"].values.tolist() == [271828, 271829, 271830]


WITHOUT = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pyhdf":
            raise ImportError(name)
sys.meta_path.insert(0, Blocked())
import icos_ingest
report = icos_ingest.validate(sys.argv[1], trust=True)
print(report.quality, *(f"{f.code} {f.message} {f.fix}" for f in report.findings))
"""


def test_without_its_library_the_way_there_is_named(path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert said.startswith("incomplete X102 ")
    for way in ("pip install 'icos-ingest[hdf4]'", "h4toh5", "gdal_translate", "hdp"):
        assert way in said


def test_the_signature_is_known() -> None:
    found = hdf4.sniff(Source.of(b"\x0e\x03\x13\x01" + bytes(60)))
    assert isinstance(found, Match)
    assert found.format == "hdf4"
    assert "not the signature" in str(hdf4.sniff(Source.of(b"\x89HDF\r\n\x1a\n")))


def test_structural_metadata_name_swaths_and_their_axes() -> None:
    (swath,) = structures(
        'GROUP=SwathStructure\nSwathName="O3"\nGeoFieldName="Latitude"\nDataType=X\nDimList=("nTimes")\n'
    )
    assert (swath.kind, swath.name, swath.dims) == ("swath", "O3", {"Latitude": ("nTimes",)})
    assert structures("no structure at all") == []


def test_real_files(real_data: Path) -> None:
    with icos_ingest.open_dataset(real_data / "hdf" / "ncc_ref_chunked.hdf4") as ds:
        assert ds["Elevation"].dims == ("YDim:demGRID", "XDim:demGRID")
        assert ds["Elevation"].shape == (1200, 1200)
        assert "HDF-EOS grid 'demGRID'" in ds.attrs["notes"]
    with icos_ingest.open_dataset(real_data / "hdf" / "hdf4_Packed_Vdata.hdf") as ds:
        assert [name for name in ds.data_vars if str(name).startswith("Mixed Data Vdata.")]
    report = icos_ingest.validate(real_data / "hdf" / "hdf4_General_RImages2.hdf")
    assert "gdal_translate HDF4_GR" in report.findings[0].message
    report = icos_ingest.validate(real_data / "hdf" / "hdf4_Tables.hdf")
    assert any("Tables_External_File" in finding.message for finding in report.findings)


def test_packed_values_are_read_in_large_blocks(tmp_path: Path) -> None:
    made = SD(str(tmp_path / "a.hdf"), SDC.WRITE | SDC.CREATE)
    v = made.create("v", SDC.INT16, (6, 4))
    v.setcompress(SDC.COMP_DEFLATE, 1)
    v[:] = np.arange(24, dtype="i2").reshape(6, 4)
    v.endaccess()
    made.end()
    with read(tmp_path / "a.hdf") as content:
        v = content.arrays()["/v"]
        assert v.chunks == (6, 4)
        assert v.read((slice(4, 6), slice(0, 4))).tolist() == [[16, 17, 18, 19], [20, 21, 22, 23]]
    with read(tmp_path / "a.hdf", Limits(array=20)) as content:
        assert content.arrays()["/v"].chunks == (2, 4)
