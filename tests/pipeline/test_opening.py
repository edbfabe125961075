"""Opening: options that answer what a file leaves open, members, trees, and closing again."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import tarfile
import warnings
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from icos_ingest.dataset import violations
from icos_ingest.errors import DetectionError, IcosIngestError, OptionError, SourceError
from icos_ingest.pipeline import open_dataset, open_datatree

ATC = "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"
DAYS = b"date;a\n" + b"".join(b"%02d/03/2024 12:00;%d,5\n" % (day, day) for day in range(1, 13))


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return packed.getvalue()


@pytest.mark.parametrize(("day_first", "second"), [(True, "2024-03-02T12"), (False, "2024-02-03T12")])
def test_a_date_that_can_be_read_in_two_ways_is_read_as_the_user_says(day_first: bool, second: str) -> None:
    with open_dataset(DAYS, day_first=day_first, time_zone="UTC") as ds:
        assert ds.time.to_numpy()[1] == np.datetime64(second)
        assert violations(ds) == []


def test_unanswered_it_is_no_time() -> None:
    with open_dataset(DAYS) as ds:
        assert ds.attrs["kind"] == "table"
        assert ds["date"].to_numpy()[0] == "01/03/2024 12:00"


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("UTC", 12), ("+01:00", 11), ("-05:30", 17), ("Europe/Stockholm", 11), ("America/New_York", 17)],
)
def test_stamps_are_moved_to_utc_from_the_users_zone(zone: str, hour: int) -> None:
    with open_dataset(DAYS, day_first=True, time_zone=zone) as ds:
        assert ds.time.to_numpy()[0].astype("M8[h]") == np.datetime64(f"2024-03-01T{hour}")


@pytest.mark.parametrize(("decimal", "kind"), [(",", "f"), (".", "OU")])
def test_the_decimal_sign_is_the_users(decimal: str, kind: str) -> None:
    with open_dataset(DAYS, decimal=decimal) as ds:
        assert ds.a.dtype.kind in kind


@pytest.mark.parametrize("name", [ATC, "fluxes.nc"])
def test_only_the_columns_asked_for_are_kept(sample_data: Path, name: str) -> None:
    wanted = {ATC: "co2", "fluxes.nc": "co2_flux"}[name]
    with open_dataset(sample_data / "good" / name, columns=[wanted]) as ds:
        assert wanted in ds.data_vars
        assert set(ds.data_vars) <= {wanted, "time_bounds"}
    with pytest.raises(OptionError, match="'nothing'"):
        open_dataset(sample_data / "good" / name, columns=["nothing"])


def test_a_specification_of_the_user_is_kept_in_the_provenance(sample_data: Path) -> None:
    with open_dataset(sample_data / "good" / ATC, spec="atcCo2L2DataObject") as ds:
        assert ds.attrs["object_specification"].endswith("atcCo2L2DataObject")


def test_a_station_that_the_user_names_gives_its_offset(sample_data: Path) -> None:
    path = sample_data / "good" / "ICOSETC_SE-Svb_FLUXNET_HH.csv"
    with open_dataset(path.read_bytes(), station="SE-Svb") as named, open_dataset(path) as by_name:
        xr.testing.assert_equal(named, by_name)
        assert named.attrs["station_id"] == "SE-Svb"


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"station": "XX-Nix"}, "no station 'XX-Nix'"),
        ({"table": "Sheet9"}, "no table 'Sheet9'"),
        ({"decimal": ";"}, "the decimal sign is given as ';'"),
        ({"time_zone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"encoding": "klingon"}, "klingon"),
        ({"reader": "nothing"}, "no reader 'nothing'"),
        ({"dayfirst": True}, "no option 'dayfirst'"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_refused(said: dict, complaint: str) -> None:
    with pytest.raises(OptionError, match=complaint):
        open_dataset(DAYS, **said)


def test_the_sheet_of_a_workbook_is_the_one_asked_for(sample_data: Path) -> None:
    with pytest.raises(OptionError, match="no sheet 'Nothing'"):
        open_dataset(sample_data / "good" / "gpp.xlsx", table="Nothing")


def test_a_group_is_the_one_asked_for(sample_data: Path) -> None:
    with open_dataset(sample_data / "good" / "spectra.h5", table="spectra") as ds:
        assert dict(ds.sizes) == {"dim_0": 4, "wavelength": 16}
    with pytest.raises(OptionError, match="no group 'nothing' with data"):
        open_dataset(sample_data / "good" / "spectra.h5", table="nothing")


def test_a_container_of_one_file_is_opened_through_to_it(sample_data: Path) -> None:
    data = (sample_data / "good" / ATC).read_bytes()
    with open_dataset(data) as plain:
        for packed in (zipped(a__CO2=data), zipped(b__zip=zipped(a__CO2=data))):
            with open_dataset(packed) as ds:
                xr.testing.assert_equal(ds, plain)
                assert ds.attrs["source_format"] == plain.attrs["source_format"]


def test_a_member_is_named_behind_the_archive(sample_data: Path, tmp_path: Path) -> None:
    data = (sample_data / "good" / ATC).read_bytes()
    path = tmp_path / "many.zip"
    path.write_bytes(zipped(a__CO2=data, inner__zip=zipped(b__CO2=data, c__csv=DAYS), readme__txt=b"hello"))
    with open_dataset(f"{path}!a.CO2") as one, open_dataset(f"{path}!inner.zip!b.CO2") as other:
        assert one.sizes == other.sizes == {"time": 24, "bnds": 2}
        assert one.attrs["source_file"] == "a.CO2"
    with pytest.raises(SourceError, match=r"no member 'z.csv'. Expected a.CO2, inner.zip, readme.txt"):
        open_dataset(f"{path}!z.csv")
    with pytest.raises(OptionError, match=r"it holds several files\. Expected .*!a\.CO2"):
        open_dataset(path)
    with pytest.raises(SourceError):
        open_dataset(f"{tmp_path}/none.zip!a.CO2")


def test_a_name_with_the_sign_in_it_is_a_file_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "wow!.csv"
    path.write_bytes(DAYS)
    with open_dataset(str(path)) as ds:
        assert ds.sizes["row"] == 12


def test_groups_sheets_and_members_make_a_tree(sample_data: Path, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for title in ("one", "two"):
        sheet = book.create_sheet(title)
        for row in [("a", "b"), (1.5, 2), (2.5, 3), (3.5, 4)]:
            sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    with open_datatree(tmp_path / "book.xlsx") as tree:
        assert set(tree.children) == {"one", "two"}
        assert tree.attrs["kind"] == "tree"
        assert tree["two"].ds.sizes["row"] == 3
    with open_datatree(sample_data / "good" / "spectra.h5") as tree:
        assert tree["spectra/radiance"].shape == (4, 16)
    data = (sample_data / "good" / ATC).read_bytes()
    with open_datatree(zipped(a__CO2=data, c__csv=DAYS)) as tree:
        assert tree["a.CO2"].ds.sizes["time"] == 24
        assert tree["c.csv"].ds.sizes["row"] == 12
        assert tree.attrs["kind"] == "tree"


def test_members_of_one_name_do_not_hide_each_other(sample_data: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for folder in ("x", "y"):
            info = tarfile.TarInfo(f"{folder}/a.csv")
            info.size = len(DAYS)
            archive.addfile(info, io.BytesIO(DAYS))
    with open_datatree(packed.getvalue()) as tree:
        assert tree["x/a.csv"].ds.sizes == tree["y/a.csv"].ds.sizes == {"row": 12}


@pytest.mark.parametrize(
    "name", [ATC, "fluxes.nc", "spectra.h5", "landcover.tif", "phenocam.png", "gpp.xlsx", "logger.csv.gz"]
)
@pytest.mark.parametrize("open_", [open_dataset, open_datatree])
def test_a_closed_file_is_let_go_of(sample_data: Path, tmp_path: Path, name: str, open_) -> None:
    path = tmp_path / name
    path.write_bytes((sample_data / "good" / name).read_bytes())
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        with open_(path):
            assert str(path) in held()
        assert str(path) not in held()
        gc.collect()
    path.unlink()


@pytest.mark.parametrize(
    "name", ["fluxes_spoilt.nc", "archive_cut.zip", "spectra_cut.h5", "phenocam_cut.png"]
)
def test_a_file_that_cannot_be_opened_is_let_go_of(sample_data: Path, name: str) -> None:
    path = sample_data / "faulty" / name
    with suppress(IcosIngestError):
        open_dataset(path).close()
    assert str(path) not in held()


def held() -> set[str]:
    """The files that this process has open, and those that were opened and read already."""
    folder = Path("/proc/self/fd")
    return {str(link.readlink()) for link in folder.iterdir() if link.is_symlink()}


def test_what_nobody_knows_cannot_be_opened() -> None:
    with pytest.raises(DetectionError, match="no reader knows") as caught:
        open_dataset(b"\x00\x01?" * 99)
    assert caught.value.refusals["netcdf"]


@pytest.mark.parametrize("name", [ATC, "fluxes.nc"])
def test_xarray_opens_it_by_the_name_of_the_engine(sample_data: Path, name: str) -> None:
    path = sample_data / "good" / name
    code = f"""
import xarray as xr
with xr.open_dataset({str(path)!r}, engine="icos") as ds:
    print(ds.attrs["kind"], dict(ds.sizes))
with xr.open_datatree({str(path)!r}, engine="icos") as tree:
    print(dict(tree.ds.sizes))
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with open_dataset(path) as ds:
        first, second = done.stdout.splitlines()
        assert first == f"{ds.attrs['kind']} {dict(ds.sizes)}"
        assert second == str(dict(ds.sizes))


def test_the_engine_takes_the_same_answers_and_drops_variables() -> None:
    words = {"engine": "icos", "day_first": True, "time_zone": "UTC", "decimal": ","}
    with (
        xr.open_dataset(io.BytesIO(DAYS), **words) as ds,
        open_dataset(DAYS, day_first=True, time_zone="UTC") as ours,
    ):
        xr.testing.assert_equal(ds, ours)
    with xr.open_dataset(io.BytesIO(DAYS), drop_variables="a", **words) as ds:
        assert "a" not in ds
    with xr.open_dataset(io.BytesIO(DAYS), chunks={}, **words) as ds:
        assert ds.a.chunks is not None


def test_a_title_with_a_slash_fits_into_a_tree(sample_data, tmp_path):
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.tab", "b.tab"):
            archive.write(sample_data / "good/underway_SOCAT.tab", name)
    with open_datatree(path) as tree:
        assert tree["a.tab"]["Date_Time"].attrs["original_name"] == "Date/Time"
