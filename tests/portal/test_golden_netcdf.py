"""Real netCDF files as the portal takes them: spatial, with variables named, and as time series."""

from __future__ import annotations

import hashlib
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from icos_ingest import ingest, validate
from icos_ingest.schema import Spec


@pytest.fixture(scope="session")
def rows(golden: Path) -> list[dict[str, Any]]:
    return json.loads(lzma.decompress((golden / "netcdf.json.xz").read_bytes()))


def wanted(row: dict[str, Any]) -> tuple[Any, ...]:
    if row["verdict"] != "accepted":
        return row["verdict"], None, []
    return row["verdict"], row.get("extract"), row.get("columns", [])


def test_ingest_agrees_with_all_of_them(
    rows: list[dict[str, Any]], specs_of: dict[str, Spec], real_data: Path
) -> None:
    found = {}
    for row in rows:
        named = tuple(row.get("variables", ()))
        got = ingest(real_data / row["file"], spec=specs_of[row["spec"]], variables=named)
        columns = [[title, hashlib.sha256(v.tobytes()).hexdigest()[:16]] for title, v in got.columns]
        seen = got.verdict, got.extract, columns
        if seen != wanted(row):
            found[f"{row['file']} as {row['spec']} {named}"] = (
                wanted(row),
                seen,
                row.get("message"),
                got.reason,
            )
    assert found == {}


def test_validate_says_the_same_and_names_the_fault(
    rows: list[dict[str, Any]], specs_of: dict[str, Spec], real_data: Path
) -> None:
    found = {}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        kind = row["verdict"], row.get("message", row["spec"])[:60]
        if row["spec"] == "nonStandardSpatialNetcdf" or kind in seen:
            continue
        seen.add(kind)
        named = tuple(row.get("variables", ()))
        path, spec = real_data / row["file"], specs_of[row["spec"]]
        report = validate(path, spec=spec, variables=named, trust=True, overview=False)
        blocking = [one for one in report.findings if one.blocks_upload]
        told = (report.portal.verdict, report.portal.extract, bool(blocking))
        if told != (*wanted(row)[:2], row["verdict"] == "rejected"):
            found[f"{row['file']} as {row['spec']} {named}"] = (told, wanted(row), row.get("message"))
    assert len(seen) > 20
    assert found == {}
