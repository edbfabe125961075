"""Parity with the portal in a clone that has nothing else; and paths, bytes and pipes are all the same."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import Ingested, convert, ingest, open_dataset, validate
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


def packed(data: bytes, how: str) -> bytes:
    if how == "gzip":
        return gzip.compress(data, mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("upload.csv", data)
    return out.getvalue()


def about_the_data(source: bytes, spec: Spec, nrows: int | None) -> list[tuple[Any, ...]]:
    """Findings without those about the container, in one order: the portal's first differs."""
    findings = validate(source, spec=spec, nrows=nrows).findings
    return sorted(
        (f.code, str(f.severity), f.message, f.place.line or 0, f.place.column or 0, f.count)
        for f in findings
        if f.code != "F205"
    )


@pytest.mark.parametrize("how", CONTAINERS)
def test_a_container_hides_no_finding_about_the_data(samples: list[dict[str, Any]], how: str) -> None:
    for case in samples:
        if case["data"].startswith((b"PK", b"\x1f\x8b")) or not case["data"]:
            continue
        plain = about_the_data(case["data"], case["spec"], case["n_rows"])
        assert about_the_data(packed(case["data"], how), case["spec"], case["n_rows"]) == plain, case["id"]


@pytest.mark.parametrize("how", CONTAINERS)
def test_a_container_changes_no_value(samples: list[dict[str, Any]], how: str) -> None:
    for case in samples:
        if case["verdict"] != "accepted" or case["data"].startswith(b"PK"):
            continue
        with (
            open_dataset(case["data"], spec=case["spec"]) as plain,
            open_dataset(packed(case["data"], how), spec=case["spec"]) as inside,
        ):
            assert plain.drop_attrs().identical(inside.drop_attrs()), case["id"]


def test_an_unwanted_container_blocks_and_a_wanted_one_does_not(samples: list[dict[str, Any]]) -> None:
    for case in samples:
        if case["verdict"] != "accepted" or case["data"].startswith(b"PK"):
            continue
        report = validate(packed(case["data"], "zip"), spec=case["spec"], nrows=case["n_rows"])
        blocks = {finding.code for finding in report.findings if finding.blocks_upload}
        wanted = case["spec"].encoding == "zipEncoding"
        assert (report.portal.verdict, blocks) == (("accepted", set()) if wanted else ("rejected", {"F205"}))
