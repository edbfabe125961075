"""N203 missing-data-file."""

import json
from pathlib import Path

import pytest

from icos_ingest.pipeline import validate

CALLS = (
    "import pandas as pd\npd.read_csv('data/co2.csv')",
    "import xarray as xr\nxr.open_dataset(filename_or_obj='data/co2.csv')",
    "with open('data/co2.csv') as stream:\n    text = stream.read()",
    "import numpy as np\nPATH = 'data/co2.csv'\nnp.loadtxt(PATH)",
    "import os, netCDF4\nnetCDF4.Dataset(os.path.join('data', 'co2.csv'), 'r')",
)


def _found(folder: Path, text: str) -> list[tuple[str, int | None, str]]:
    path = folder / "program.py"
    path.write_text(text)
    return [(f.message, f.place.line, f.severity) for f in validate(path, select=["N203"]).findings]


@pytest.mark.parametrize("text", CALLS)
def test_a_file_that_is_not_there_is_a_warning_with_its_line(tmp_path, text):
    ((message, line, severity),) = _found(tmp_path, text)
    assert message.startswith("the code opens 'data/co2.csv', which is not there (")
    assert (line, severity) == (1 if text.startswith("with") else text.count("\n") + 1, "warning")


@pytest.mark.parametrize("text", CALLS)
def test_a_file_that_is_there_is_left_alone(tmp_path, text):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "co2.csv").write_text("1")
    assert _found(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "open('co2.csv', 'w')",
        "open('co2.csv', mode=how)",
        "import pandas as pd\npd.read_csv('https://example.org/co2.csv')",
        "import xarray as xr\nxr.open_mfdataset('*.nc')",
        "open('../co2.csv')\nopen('/data/co2.csv')\nopen('~/co2.csv')",
        "import os\nos.chdir('data')\nopen('co2.csv')",
        "import pandas as pd\npd.read_csv('co2.csv')\nframe.to_csv('co2.csv')",
        "import os\nNAME = 'co2.csv'\nif os.path.exists(NAME):\n    open(NAME)",
        "def read(name='co2.csv'):\n    return open(name)",
        "import pandas as pd\npd.read_csv(f'{folder}/co2.csv')",
        "def read(path):\n    with path.open('rb') as stream:\n        return stream.read()",
    ],
)
def test_what_code_may_make_or_name_elsewhere_is_left_alone(tmp_path, text):
    assert _found(tmp_path, text) == []


def test_a_notebook_names_cell_and_line(tmp_path):
    cells = [
        ("!wget https://example.org/a.csv", 1),
        ("import pandas as pd\npd.read_csv('a.csv')\npd.read_csv('b.csv')", 2),
    ]
    book = {
        "cells": [
            {"cell_type": "code", "id": f"c{count}", "execution_count": count, "metadata": {}, "outputs": []}
            | {"source": text.splitlines(keepends=True)}
            for text, count in cells
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(book, indent=1)
    path = tmp_path / "notebook.ipynb"
    path.write_text(text)
    (finding,) = validate(path).findings
    assert (finding.code, finding.place.index, finding.place.value) == ("N203", (1,), "b.csv")
    assert "b.csv" in text.split("\n")[finding.place.line - 1]


def test_bytes_without_a_folder_are_not_asked():
    assert validate(CALLS[0].encode(), name="program.py").findings == ()
