"""Whatever a file is called, holds or lacks: a report from every reader, and no error but our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.readers.test_contracts import SAMPLES
from tests.support.bad_input import CASES, Case, cases

from icos_ingest import registry
from icos_ingest.errors import IcosIngestError
from icos_ingest.pipeline import open_dataset, validate

GOOD = Path(__file__).parents[1] / "sample_data" / "good"
MISHAPS = {"X001", "X002"}
"""A rule that crashed, a fault that no rule explains."""


def test_a_reader_without_a_maker_of_its_own_has_a_sample() -> None:
    assert set(registry.readers()) - CASES.keys() <= SAMPLES.keys()


@pytest.mark.parametrize("reader", registry.readers())
def test_no_traceback(reader: str) -> None:
    for name, data in made(reader):
        if not name.startswith("ten thousand"):
            judge(reader, name, data)


@pytest.mark.slow
@pytest.mark.parametrize("reader", registry.readers())
def test_no_traceback_of_ten_thousand(reader: str) -> None:
    for name, data in made(reader):
        if name.startswith("ten thousand"):
            judge(reader, name, data)


def made(reader: str) -> Iterator[Case]:
    return cases(reader, GOOD / SAMPLES[reader][0] if reader in SAMPLES else None)


def judge(reader: str, name: str, data: bytes) -> None:
    report = validate(data, reader=reader)
    assert not MISHAPS & {finding.code for finding in report.findings}, f"{name}: {report}"
    assert json.loads(report.to_json())["reports"][0]["quality"] == report.quality, name
    with suppress(IcosIngestError), open_dataset(data, reader=reader) as ds:
        ds.load()
