"""What a file is: the answer, why not another, and which specifications fit."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from icos_ingest import detect, registry
from icos_ingest.errors import OptionError, SourceError
from icos_ingest.model import Options, Source
from icos_ingest.pipeline import identify

ATC = "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"


@pytest.mark.parametrize("name", [ATC, "fluxes.nc", "logger.csv.gz", "gpp.xlsx", "phenocam.jpg"])
def test_path_bytes_and_stream_are_the_same_file(sample_data: Path, name: str) -> None:
    path = sample_data / "good" / name
    by_path = identify(path)
    assert by_path == identify(str(path)) == identify(path.read_bytes())
    with path.open("rb") as stream:
        assert identify(stream) == by_path


@pytest.mark.parametrize("name", [ATC, "fluxes.nc", "notebook.ipynb"])
def test_every_other_reader_says_why_not(sample_data: Path, name: str) -> None:
    found = identify(sample_data / "good" / name)
    assert {*found.refusals, found.reader} == set(registry.readers())
    assert found.reader not in found.refusals
    assert all(found.refusals.values())


def test_fitting_specifications_are_grouped_the_best_first(sample_data: Path) -> None:
    groups = identify(sample_data / "good" / ATC).specs
    assert "atcCo2NrtDataObject" in groups[0]
    assert not any("Meteo" in name for name in groups[0])
    names = [name for group in groups for name in group]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("data", "evidence"), [(b"", "the file is empty"), (b"\x00\x01?" * 99, "no reader knows it")]
)
def test_what_nobody_knows_is_unknown(data: bytes, evidence: str) -> None:
    found = identify(data)
    assert (found.format, found.reader, found.evidence, found.specs) == ("unknown", None, evidence, ())
    assert set(found.refusals) == set(registry.readers())


def test_a_text_in_an_archive_is_told_by_what_is_inside(sample_data: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(sample_data / "good" / ATC, "a.CO2")
    found = identify(packed.getvalue())
    assert found.format == "zip"
    assert "atcCo2NrtDataObject" in found.specs[0]
    assert identify(sample_data / "good" / "logger.csv.gz").specs == ()


def test_the_ending_of_a_name_does_not_matter(sample_data: Path, tmp_path: Path) -> None:
    lying = tmp_path / "picture.csv"
    lying.write_bytes((sample_data / "good" / "phenocam.jpg").read_bytes())
    assert identify(lying).format == "jpeg"


def test_the_users_reader_overrules_the_content(sample_data: Path) -> None:
    found = identify(sample_data / "good" / "stilt_HTM150.csv", reader="delimited_text")
    assert found.reader == "delimited_text"
    assert "named by the user" in found.evidence


def test_wrong_use_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        identify(tmp_path / "nothing.csv")
    with pytest.raises(OptionError, match="no reader 'netcfd'"):
        identify(b"x", reader="netcfd")
    with pytest.raises(OptionError, match="no option 'dayfirst'"):
        identify(b"x", dayfirst=True)


def test_whoever_only_reads_learns_the_same_of_every_sample(sample_data: Path) -> None:
    for path in sorted(path for path in sample_data.rglob("*") if path.is_file()):
        whole = detect.identify(Source.of(path), Options(), fit=False)
        brief = detect.recognise(Source.of(path), Options())
        assert (brief.format, brief.reader, brief.evidence) == (whole.format, whole.reader, whole.evidence)
        assert brief.refusals == ({} if whole.reader in ("netcdf", "hdf5", "tiff") else whole.refusals)
