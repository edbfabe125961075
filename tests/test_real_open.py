"""Every valid real file of the communities opens as a dataset that keeps the model."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from icos_ingest.dataset import violations
from icos_ingest.pipeline import open_dataset

FOLDERS = ("atmosphere", "ecosystem", "ocean", "other-timeseries")
NO_DATASET = {
    "TestLogger_Hourly_Bad01.dat": "binary noise where the header should be",
    "TestLogger_Hourly_Bad02.dat": "a header without a table",
    "TestLogger_Hourly_Bad03.dat": "an empty file",
    "TestLogger_Hourly_Bad05.dat": "a header without a table",
    "TestLogger_Hourly_Bad08.dat": "titles that end within a quote",
    "ch4_esp_symlink_blob.nc": "the text of a symbolic link, not the file it leads to",
}
"""Files that hold no data, and that their owners call bad."""


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_valid_file_keeps_the_model(real_data: Path, folder: str) -> None:
    kinds: Counter[str] = Counter()
    for path in sorted((real_data / folder).iterdir()):
        if path.name in NO_DATASET:
            continue
        with open_dataset(path) as ds:
            assert violations(ds) == [], path.name
            assert ds.variables, path.name
            kinds[ds.attrs["kind"]] += 1
    print(folder, dict(kinds))
    assert kinds["timeseries"] + kinds["trajectory"] > sum(kinds.values()) / 2
