"""Which files are meant."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from icos_ingest.cli.sources import sources
from icos_ingest.errors import SourceError


def made(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    return folder


def names(found: list, folder: Path) -> list[str]:
    return [os.path.relpath(str(one), folder) for one in found]


def test_a_folder_is_walked_in_order_without_what_is_hidden(tmp_path):
    made(tmp_path, "b.csv", "a.csv", "c/d.csv", ".hidden.csv", ".git/config", "c/.x/y.csv")
    assert names(sources([str(tmp_path)]), tmp_path) == ["a.csv", "b.csv", "c/d.csv"]


def test_links_that_run_in_circles_end(tmp_path):
    made(tmp_path, "sub/a.csv")
    (tmp_path / "sub" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.csv").symlink_to(tmp_path / "self.csv")
    (tmp_path / "link.csv").symlink_to(tmp_path / "sub" / "a.csv")
    assert names(sources([str(tmp_path)]), tmp_path) == ["link.csv", "sub/a.csv"]


def test_pipes_in_a_folder_are_no_files(tmp_path):
    made(tmp_path, "a.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    assert names(sources([str(tmp_path)]), tmp_path) == ["a.csv"]


def test_the_report_of_the_last_run_is_not_judged(tmp_path):
    made(tmp_path, "a.csv", "report.html")
    found = sources([str(tmp_path)], leave_out=tmp_path / "report.html")
    assert names(found, tmp_path) == ["a.csv"]


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(SourceError, match="no file in this folder"):
        sources([str(tmp_path)])


def test_urls_and_members_are_left_to_who_opens_them(tmp_path):
    made(tmp_path, "a.zip")
    given = ["https://example.org/a.csv", f"{tmp_path}/a.zip!b.csv"]
    assert sources(given) == given


def test_a_name_with_bytes_that_are_no_utf8(tmp_path):
    file = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    if sys.platform == "darwin":
        pytest.skip("the file system takes UTF-8 only")
    Path(os.fsdecode(file)).write_text("x")
    assert sources([str(tmp_path)]) == [os.fsdecode(file)]
