"""Whatever lies beside a TIFF, and whatever it is called, GDAL looks at its bytes and at nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from icos_ingest.errors import IcosIngestError
from icos_ingest.pipeline import open_dataset, validate

TRUE = np.arange(256 * 256, dtype="u2").reshape(1, 256, 256)
LIE = np.full_like(TRUE, 7)
AUX = """<PAMDataset>
  <SRS>EPSG:32633</SRS>
  <GeoTransform>1, 2, 0, 3, 0, -4</GeoTransform>
  <Metadata><MDI key="station">a lie</MDI></Metadata>
  <PAMRasterBand band="1"><Description>a lie</Description><NoDataValue>5</NoDataValue><Scale>9</Scale>
    <UnitType>K</UnitType></PAMRasterBand>
</PAMDataset>"""
VRT = """<VRTDataset rasterXSize="256" rasterYSize="256"><VRTRasterBand dataType="UInt16" band="1">
  <SimpleSource><SourceFilename relativeToVRT="1">{}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>
</VRTRasterBand></VRTDataset>"""


def write(path: Path, values: np.ndarray, **more: object) -> Path:
    profile = {"crs": "EPSG:3035", "transform": from_origin(4e6, 3e6, 100, 100), "count": 1} | more
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        dtype=values.dtype,
        height=values.shape[1],
        width=values.shape[2],
        **profile,
    ) as made:
        made.write(values)
    return path


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    (tmp_path / "alone").mkdir()
    return write(tmp_path / "alone" / "a.tif", TRUE)


@pytest.fixture
def beset(tmp_path: Path, alone: Path) -> Path:
    """The same bytes among neighbours that lie."""
    folder = tmp_path / "beset"
    folder.mkdir()
    path = Path(shutil.copy(alone, folder / "a.tif"))
    (folder / "a.tif.aux.xml").write_text(AUX)
    for name in ("a.tfw", "a.tifw", "a.wld"):
        (folder / name).write_text("2\n0\n0\n-4\n1\n3\n")
    write(folder / "lie.tif", LIE[:, :128, :128])
    (folder / "lie.tif").rename(folder / "a.tif.ovr")
    write(folder / "lie.tif", np.zeros((1, 256, 256), "u1"))
    (folder / "lie.tif").rename(folder / "a.tif.msk")
    (folder / "a.rpb").write_text('satId = "QB02";')
    return path


def test_the_neighbours_would_be_believed(beset: Path) -> None:
    """GDAL as it comes sees all of them, so that the next test shows something."""
    with rasterio.open(beset) as other:
        assert other.crs.to_epsg() == 32633
        assert other.nodata == 5
        assert other.overviews(1)
        assert other.descriptions == ("a lie",)


def test_neighbours_change_nothing(alone: Path, beset: Path) -> None:
    with open_dataset(alone) as one, open_dataset(beset) as other:
        assert one.identical(other.load())
        assert one.band_data.shape == TRUE.shape
        assert other.spatial_ref.attrs["crs_wkt"].endswith('AUTHORITY["EPSG","3035"]]')
        np.testing.assert_array_equal(other.band_data, TRUE)
    first, second = validate(alone), validate(beset)
    assert first.findings == second.findings
    assert not list(alone.parent.glob("*.xml")), "nothing is written beside it"


@pytest.mark.parametrize("source", ["lie.tif", "/vsicurl/http://127.0.0.1:9/a.tif", "/etc/passwd"])
def test_a_virtual_raster_by_the_name_of_a_tiff_is_not_followed(tmp_path: Path, source: str) -> None:
    write(tmp_path / "lie.tif", LIE)
    path = tmp_path / "a.tif"
    path.write_text(VRT.format(source))
    for reader in ("tiff", None):
        report = validate(path, reader=reader)
        assert report.quality in ("fail", "incomplete")
        assert report.format not in ("tiff", "geotiff") or reader
    with pytest.raises(IcosIngestError):
        open_dataset(path, reader="tiff")


@pytest.mark.parametrize(
    "name", ["vsicurl", "http:", "GTIFF_DIR:2:a", "a!b", "zip+a", "a?b#c", "%2e", "NETCDF:a", "<VRTDataset>"]
)
def test_names_are_only_names(tmp_path: Path, alone: Path, name: str) -> None:
    """A folder or a file may be called what GDAL or rasterio would take for a way elsewhere."""
    folder = tmp_path / name
    folder.mkdir()
    path = Path(shutil.copy(alone, folder / f"{name}.tif"))
    with open_dataset(path) as ds:
        np.testing.assert_array_equal(ds.band_data, TRUE)


@pytest.mark.parametrize(
    "name", ["/vsicurl/http://127.0.0.1:9/a.tif", "/vsizip/a.zip/a.tif", "/vsistdin/", "/vsimem/a"]
)
def test_paths_of_gdal_are_no_files(name: str) -> None:
    with pytest.raises(IcosIngestError):
        open_dataset(name)
