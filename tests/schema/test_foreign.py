"""What a file begins like that nobody here reads."""

from __future__ import annotations

import io
import json
import pickle
import re
import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import icos_ingest
from icos_ingest.errors import DetectionError
from icos_ingest.resources import schemas_root
from icos_ingest.schema import fix_of, foreign_bytes, foreign_text


def sqlite(path: Path) -> bytes:
    with sqlite3.connect(path / "a.gpkg") as made:
        made.execute("create table a (b)")
    made.close()
    return (path / "a.gpkg").read_bytes()


def numpy(path: Path) -> bytes:
    file = io.BytesIO()
    np.save(file, np.arange(4))
    return file.getvalue()


def parquet(path: Path) -> bytes:
    pd.DataFrame({"a": [1, 2]}).to_parquet(path / "a.parquet")
    return (path / "a.parquet").read_bytes()


MADE = {
    "an SQLite database, such as a GeoPackage": sqlite,
    "an array of numpy": numpy,
    "Parquet": parquet,
    "a Python pickle": lambda path: pickle.dumps({"a": [1.0]}),
}
WRITTEN = {
    b"<!DOCTYPE html>\n<html><head>": "HTML, a web page",
    b"\xef\xbb\xbf\n  <HTML lang='en'>": "HTML, a web page",
    b"<!-- a log-in page -->\n<html>": "HTML, a web page",
    "<html>".encode("utf-16"): "HTML, a web page",
    b"<?xml version='1.0'?><kml>": "XML",
    b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n": (
        "a Git LFS pointer, which stands for a file that was not downloaded"
    ),
    b"/annex/objects/SHA256E-s12--4d.nc\n": "a git-annex pointer, which stands for a file that was not downloaded",
    b'"TOB1","station","CR1000","1234"\r\n\0\x01': "a binary table of a Campbell logger",
    b"%PDF-1.7\n": "PDF",
    b"7z\xbc\xaf\x27\x1c\0\x04": "a 7z archive",
    b"Rar!\x1a\x07\x01\0": "a RAR archive",
    b"GRIB\0\0\x01\x01": "GRIB",
    b"RDX3\nX\n": "data of R",
    b'{"a": 1}': "JSON",
}


@pytest.mark.parametrize(("head", "what"), WRITTEN.items(), ids=list(WRITTEN.values()))
def test_formats_are_known_by_their_first_bytes(head: bytes, what: str) -> None:
    found = foreign_bytes(head)
    assert found is not None
    assert found.what == what
    assert fix_of(what) == found.fix


@pytest.mark.parametrize("what", MADE)
def test_files_that_other_libraries_write_are_known(tmp_path: Path, what: str) -> None:
    path = tmp_path / "given.nc"
    path.write_bytes(MADE[what](tmp_path))
    (finding,) = icos_ingest.validate(path).findings
    assert (finding.code, finding.message) == (
        "F003",
        f"the file is of no format that is known: it begins like {what}",
    )
    assert finding.fix == fix_of(what)
    with pytest.raises(DetectionError, match=re.escape(f"it begins like {what}")):
        icos_ingest.open_dataset(path)
    assert what in icos_ingest.identify(path).evidence


def test_a_pointer_to_a_file_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "flux.csv"
    path.write_bytes(next(head for head in WRITTEN if b"lfs" in head))
    report = icos_ingest.validate(path)
    assert not report.ok
    assert report.findings[0].fix == "Download the file that the pointer stands for: `git lfs pull`."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "version,https\n1,2\n",
        "PARAMETER,x\n",
        "PAR1,PAR2\n400,401\n",
        "PAR1\tPAR2\n400\t401\n",
        "TOB1,TOB2\n1,2\n",
        "FEA1\n2\n",
        "GRIBBLE,1\n",
        "GRIB\n1\n",
        "7z,1",
    ],
)
def test_tables_are_nothing_of_the_kind(text: str) -> None:
    assert foreign_text(text) is None
    assert foreign_bytes(text.encode()) is None


def test_each_format_says_one_thing() -> None:
    entries = json.loads((schemas_root() / "foreign.json").read_text(encoding="utf-8"))["formats"]
    fixes = {entry["what"]: entry.get("fix") for entry in entries}
    assert all(entry.get("fix") == fixes[entry["what"]] for entry in entries)
