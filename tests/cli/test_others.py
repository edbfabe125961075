"""`identify`, `show` and `convert`."""

from __future__ import annotations

import json

import xarray as xr


def test_identify_says_what_it_is_and_why_others_said_no(run, good):
    found = run("identify", good)
    assert found.code == 0
    assert str(good) in found.out
    assert "netcdf" in found.out
    assert "said no" in found.out


def test_identify_as_json(run, good, faulty):
    document = json.loads(run("identify", good, faulty, "--format", "json").out)
    first, second = document["detections"]
    assert first["path"] == str(good)
    assert first["refusals"]
    assert second["format"] == "unknown"


def test_show_prints_the_dataset(run, good):
    found = run("show", good)
    assert found.code == 0
    assert "<xarray.Dataset>" in found.out
    assert "co2" in found.out


def test_show_cleans_what_the_file_says(run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("TIMESTAMP,c\x1b[2Jo2\n2019-01-01T00:00:00Z,1\n2019-01-01T01:00:00Z,2\n")
    assert "\x1b" not in run("show", file).out


def test_what_cannot_be_opened_says_who_was_asked(run, tmp_path):
    file = tmp_path / "junk.bin"
    file.write_bytes(bytes(range(256)) * 8)
    found = run("show", file)
    assert found.code == 1
    assert "Traceback" not in found.err
    assert "\n  netcdf: " in found.err


def test_convert_writes_what_can_be_read_again(run, good, tmp_path):
    out = tmp_path / "out.nc"
    found = run("convert", good, out)
    assert found.code == 0
    assert str(out) in found.out
    with xr.open_dataset(out) as dataset:
        assert dataset["co2"].size == 24


def test_a_suffix_that_is_not_known_is_told(run, good, tmp_path):
    found = run("convert", good, tmp_path / "out.docx")
    assert found.code == 2
    assert ".nc" in found.err


def test_show_draws_a_picture_whole(run, sample_data, tmp_path):
    target = tmp_path / "logger.png"
    found = run("show", sample_data / "good" / "logger.csv", "--plot", target)
    assert found.code == 0
    assert target.read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in tmp_path.iterdir()] == ["logger.png"]


def test_a_picture_of_another_kind_is_wrong_use(run, sample_data, tmp_path):
    found = run("show", sample_data / "good" / "logger.csv", "--plot", tmp_path / "logger.docx")
    assert found.code == 2
    assert ".png, .svg, .pdf" in found.err


def test_a_file_without_numbers_is_not_drawn(run, sample_data, tmp_path):
    found = run("show", sample_data / "good" / "plot.R", "--plot", tmp_path / "x.png")
    assert found.code != 0
    assert list(tmp_path.iterdir()) == []
