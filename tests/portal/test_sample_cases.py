"""Parity with the portal in a clone that has nothing else; and paths, bytes and pipes are all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import Ingested, convert, ingest, validate
from icos_ingest.schema import Spec
from support.portal_outcome import outcome
from support.sample_cases import Pipe, sample_cases

TEXT_FORMATS = 8
CONTAINERS = ("zip", "gzip")


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return sample_cases(tmp_path_factory.mktemp("specs"))


def test_every_text_format_is_accepted_and_refused_for_many_reasons(samples: list[dict[str, Any]]) -> None:
    assert len({case["format"] for case in samples if case["verdict"] == "accepted"}) == TEXT_FORMATS
    assert len({case["reason"] for case in samples if case["verdict"] == "rejected"}) >= 17
    assert 280 <= len(samples) <= 320


def test_verdict_extract_and_stored_values_are_the_portals(samples: list[dict[str, Any]]) -> None:
    outcomes = {case["id"]: outcome(case, case["spec"]) for case in samples}
    assert {name: told for name, told in outcomes.items() if told != "agrees"} == {}


def test_the_csv_is_the_portals(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    for case in samples:
        if "csv" in case:
            assert convert(case["data"], target, spec=case["spec"]).read_bytes() == case["csv"].encode()
            target.unlink()
            assert convert(Pipe(case["data"]), target, spec=case["spec"]).read_bytes() == case["csv"].encode()


def told(found: Ingested) -> tuple[Any, ...]:
    columns = [(title, values.dtype.str, values.tobytes()) for title, values in found.columns]
    return found.verdict, found.reason, found.extract, columns


def report(source: Any, spec: Spec, nrows: int | None) -> dict[str, Any]:
    found = json.loads(validate(source, spec=spec, nrows=nrows, name="upload.csv").to_json())
    # Counted in passing: an archive on disk is not read from end to end, one that had to be copied there is.
    found["reports"][0]["source"].pop(
        "sha256" if found["reports"][0]["format"] in CONTAINERS else "member", None
    )
    return found


def test_a_path_bytes_and_a_pipe_are_ingested_alike(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "upload.csv"
    for case in samples:
        path.write_bytes(case["data"])
        known = {"spec": case["spec"], "nrows": case["n_rows"]}
        expected = told(ingest(case["data"], **known))
        assert told(ingest(path, **known)) == expected, case["id"]
        assert told(ingest(Pipe(case["data"]), **known)) == expected, case["id"]


def test_a_path_bytes_and_a_pipe_are_validated_alike(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "upload.csv"
    for case in samples:
        path.write_bytes(case["data"])
        expected = report(case["data"], case["spec"], case["n_rows"])
        assert report(path, case["spec"], case["n_rows"]) == expected, case["id"]
        assert report(Pipe(case["data"]), case["spec"], case["n_rows"]) == expected, case["id"]
