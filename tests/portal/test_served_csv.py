"""`convert` to .csv writes what the portal serves."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import convert
from icos_ingest.errors import IcosIngestError
from icos_ingest.schema import Spec
from support.sample_cases import Pipe


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


ATC = "good/ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"


def head(target: Path) -> str:
    return target.read_text(encoding="utf-8").split("\n", 1)[0]


def test_without_a_specification_the_one_that_fits_is_taken(sample_data: Path, tmp_path: Path) -> None:
    by_fit = convert(sample_data / ATC, tmp_path / "fit.csv")
    given = convert(sample_data / ATC, tmp_path / "given.csv", spec="atcCo2NrtDataObject")
    assert by_fit.read_bytes() == given.read_bytes()
    assert head(by_fit).split(",")[0] != "time"


def test_a_file_that_the_portal_refuses_is_written_as_a_dataset(sample_data: Path, tmp_path: Path) -> None:
    target = convert(sample_data / ATC, tmp_path / "out.csv", spec="atcCo2NrtDataObject", nrows=3)
    assert head(target).startswith("time,")
    assert list(tmp_path.iterdir()) == [target]


def test_a_stream_that_is_refused_is_still_read_as_a_dataset(sample_data: Path, tmp_path: Path) -> None:
    data = (sample_data / ATC).read_bytes()
    target = convert(Pipe(data), tmp_path / "out.csv", spec="atcCo2NrtDataObject", nrows=3)
    assert head(target).startswith("time,")


def test_a_file_that_cannot_be_opened_leaves_an_older_target_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="ascii")
    with pytest.raises(IcosIngestError):
        convert(b"PK\x03\x04\x00\x01", target, spec="etcL2Fluxnet")
    assert target.read_text(encoding="ascii") == "old"
