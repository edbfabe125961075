"""`convert` to .csv writes what the portal serves."""

from __future__ import annotations

import json
import lzma
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import convert
from icos_ingest.schema import Spec


@pytest.fixture(scope="session")
def served(golden: Path) -> dict[str, str]:
    rows = json.loads(lzma.decompress((golden / "csv.json.xz").read_bytes()))
    return {row["id"]: row["csv"] for row in rows}


@pytest.mark.parametrize("part", range(4))
def test_every_csv_that_the_portal_served_is_written_byte_for_byte(
    cases: list[dict[str, Any]], specs_of: dict[str, Spec], served: dict[str, str], tmp_path: Path, part: int
) -> None:
    wanted = [case for case in cases if case["id"] in served][part::4]
    assert len(wanted) > 800
    different = []
    for case in wanted:
        target = convert(case["data"], tmp_path / "out.csv", spec=specs_of[case["spec"]])
        if target.read_bytes() != served[case["id"]].encode():
            different.append(case["id"])
    assert different == []


TITLES = "TIMESTAMP_START,TIMESTAMP_END,FC,H,LE,FC_SSITC_TEST,TA_1_1_1\n"
ROWS = "202401010000,202401010030,1.5,-9999,3.25,0,0.00001\n202401010030,202401010100,-0.0,2,12345678,1,\n"
SERVED = """\
TIMESTAMP,FC
2024-01-01T00:30:00Z,1.5
2024-01-01T01:00:00Z,-0.0
"""


class Pipe:
    """A stream that gives one byte at a time and cannot be rewound."""

    def __init__(self, data: bytes) -> None:
        self._data = BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(1 if size else 0)

    def seekable(self) -> bool:
        return False
