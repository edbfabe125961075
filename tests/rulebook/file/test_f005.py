"""F005 misleading-name."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import netCDF4
import pytest
from PIL import Image

import icos_ingest

ROOT = Path(__file__).parents[3]
TEXT = b"a,b\n1,2\n3,4\n"
PACKED = gzip.compress(TEXT, mtime=0)


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


def zipped(path: Path) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(zipfile.ZipInfo(path.name), (ROOT / path).read_bytes())
    return file.getvalue()


def netcdf(tmp_path: Path) -> bytes:
    with netCDF4.Dataset(tmp_path / "made", "w") as made:
        made.Conventions = "CF-1.11"
    return (tmp_path / "made").read_bytes()


def told(path: Path) -> list[tuple[str, str, str | None]]:
    findings = icos_ingest.validate(path).findings
    return [(one.severity, one.message, one.expected) for one in findings if one.code == "F005"]


@pytest.mark.parametrize(
    ("name", "data", "message", "expected"),
    [
        ("site.JPG", picture("png"), "'.jpg', as that of jpeg does, and the file is png", ".png"),
        ("site.png", picture("jpeg"), "'.png', as that of png does, and the file is jpeg", ".jpg or .jpeg"),
        ("flux.nc", TEXT, "'.nc', as that of netcdf does, and the file is csv", ".csv or .tsv"),
        ("flux.xls", TEXT, "'.xls', as that of xls does, and the file is csv", ".csv or .tsv"),
        (
            "flux.csv",
            PACKED,
            "'.csv', as that of text does, and the file is gzip",
            ".gz or .tgz",
        ),
    ],
)
def test_a_name_of_another_format_is_a_warning(tmp_path, name, data, message, expected):
    path = tmp_path / name
    path.write_bytes(data)
    assert told(path) == [("warning", f"the name ends in {message}", expected)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("site.png", picture("png")),
        ("site", picture("png")),
        ("site.0001", picture("png")),
        ("flux.csv", TEXT),
        ("flux.CO2", TEXT),
        ("flux.csv.gz", PACKED),
        ("flux.zip", zipped(Path("sample_data/good/ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"))),
    ],
)
def test_a_name_of_its_own_and_one_of_nothing_are_left_alone(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert told(path) == []


@pytest.mark.parametrize("name", ["flux.nc", "flux.h5", "flux.hdf"])
def test_netcdf_may_be_called_hdf(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(netcdf(tmp_path))
    assert told(path) == []


def test_data_without_a_name_are_left_alone():
    assert not [one for one in icos_ingest.validate(picture("png")).findings if one.code == "F005"]
