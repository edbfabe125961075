"""The check of one file: what a report says, whatever the data are and wherever they come from."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from icos_ingest import registry
from icos_ingest.errors import OptionError, SchemaNotFound, SourceError
from icos_ingest.model import Limits, Report
from icos_ingest.pipeline import open_dataset, validate, validate_many
from icos_ingest.rule_kinds import FactRule

ATC = "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"
SPEC = "atcCo2NrtDataObject"


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def test_good_files_are_ok_and_faulty_ones_are_not(sample_data: Path) -> None:
    for path in sorted((sample_data / "good").iterdir()):
        assert validate(path).ok, path
    for path in sorted((sample_data / "faulty").iterdir()):
        report = validate(path)
        assert report.findings, path
        assert not {"X001", "X002"} & set(codes(report)), path


def test_a_file_that_is_not_there_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        validate(tmp_path / "nothing.csv")
    with pytest.raises(SourceError, match="a folder"):
        validate(tmp_path)
    with pytest.raises(SchemaNotFound):
        validate(b"x", spec="atcCo2NrtDataObjekt")
    with pytest.raises(OptionError, match="no option 'rows'"):
        validate(b"x", rows=3)


@pytest.mark.parametrize("folder", ["good", "faulty"])
def test_nothing_changes_the_source_and_its_hash_is_right(sample_data: Path, folder: str) -> None:
    for path in (sample_data / folder).iterdir():
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        report = validate(path)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before
        assert report.source.sha256 in (before, None)


class Dribble(io.RawIOBase):
    """A stream that gives one byte at a time and cannot be rewound."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(min(size, 1) if size >= 0 else 1)


@pytest.mark.parametrize("name", ["good", "faulty"])
def test_a_stream_is_judged_as_the_file_is(sample_data: Path, name: str) -> None:
    for path in sorted((sample_data / name).iterdir()):
        by_bytes = validate(path.read_bytes(), name="x")
        by_stream = validate(Dribble(path.read_bytes()), name="x")
        assert by_stream.to_dict()["findings"] == by_bytes.to_dict()["findings"], path
        assert by_stream.portal == by_bytes.portal


def test_the_text_of_a_report_names_the_file_and_the_fault(sample_data: Path) -> None:
    path = sample_data / "faulty" / "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489_spoilt.CO2"
    report = validate(path, spec=SPEC)
    assert path.name in str(report)
    assert all(finding.code in str(report) for finding in report.findings if finding.severity == "error")
    assert report.portal.verdict == "rejected"


@pytest.fixture
def spoilt(sample_data: Path) -> bytes:
    """A product with a value that cannot be, a flag that nothing explains, and a stamp that stands twice."""
    lines = (sample_data / "good" / ATC).read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    rows = [line.split(";") for line in lines[first:]]
    titles = lines[first - 1].lstrip("#").split(";")
    rows[5][titles.index("co2")], rows[7][titles.index("Flag")], rows[9] = "99999.500", "?", rows[8][:]
    return "\n".join([*lines[:first], *map(";".join, rows)]).encode()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, "P101 Q101 T201"),
        ({"select": ["P"]}, "P101"),
        ({"select": ["Q101", "T2"]}, "Q101 T201"),
        ({"ignore": ["P", "T201"]}, "Q101"),
        ({"select": ["P", "Q"], "ignore": ["P101"]}, "Q101"),
    ],
    ids=str,
)
def test_rules_are_chosen_by_the_beginning_of_their_codes(spoilt: bytes, said: dict, kept: str) -> None:
    report = validate(spoilt, spec=SPEC, **said)
    every = {"P101", "Q101", "T201"}
    assert set(codes(report)) & every == set(kept.split())
    assert every - set(report.not_applicable) == set(kept.split())


def test_data_in_memory_are_judged_as_the_file_is(spoilt: bytes) -> None:
    by_file = validate(spoilt, spec=SPEC, select=["P101", "Q101", "T201"])
    assert sorted(codes(by_file)) == ["P101", "Q101", "T201"]
    with open_dataset(spoilt, spec=SPEC) as ds:
        frame = ds.drop_dims("bnds").to_dataframe()
        for data in (ds, frame):
            report = validate(data, spec=SPEC, select=["P101", "Q101", "T201"])
            assert told(report) == told(by_file)
            assert report.format in ("dataset", "dataframe")


def told(report: Report) -> set[tuple[str, str, int]]:
    return {(finding.code, str(finding.severity), finding.count) for finding in report.findings}


def test_memory_is_not_changed() -> None:
    frame = pd.DataFrame({"co2": [1.0, np.nan]}, index=pd.date_range("2024-03-01", periods=2, freq="h"))
    ds = xr.Dataset({"a": (("x", "y"), np.ones((2, 3)))})
    copies = frame.copy(deep=True), ds.copy(deep=True)
    validate(frame)
    validate(ds, name="mine")
    pd.testing.assert_frame_equal(frame, copies[0])
    xr.testing.assert_identical(ds, copies[1])
    assert validate(ds, name="mine").source.path == "mine"


class Crashing(FactRule):
    """A rule with a mishap."""

    code, name = "F999", "crashing"

    def check(self, content, ctx):
        raise ZeroDivisionError("oh")


class Interrupting(FactRule):
    """The user presses Ctrl-C while this rule looks."""

    code, name = "F999", "interrupting"

    def check(self, content, ctx):
        raise KeyboardInterrupt


@pytest.fixture
def add_rule(monkeypatch: pytest.MonkeyPatch):
    def add(rule: FactRule) -> None:
        every = dict(registry.rules()) | {rule.code: rule}
        monkeypatch.setattr(registry, "rules", lambda: every)

    return add


def test_a_rule_that_crashes_is_a_finding_and_the_check_is_not_complete(add_rule, sample_data: Path) -> None:
    add_rule(Crashing())
    report = validate(sample_data / "faulty" / "stilt_HTM150_spoilt.csv")
    (finding,) = [finding for finding in report.findings if finding.code == "X001"]
    assert "F999" in finding.message + str(finding.place)
    assert "ZeroDivisionError" in str(report.to_dict())
    assert [skipped.code for skipped in report.skipped] == ["F999"]
    assert not report.ok
    assert len(report.findings) > 1


def test_ctrl_c_keeps_what_was_found_and_ends_a_batch(add_rule, sample_data: Path) -> None:
    add_rule(Interrupting())
    path = sample_data / "good" / "stilt_HTM150.csv"
    report = validate(path)
    assert codes(report) == ["X103"]
    assert report.incomplete
    assert not report.ok
    assert len(validate_many([path, path, path])) == 1


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("fluxes.nc", Limits(variables=1)),
        ("phenocam.png", Limits(pixels=10)),
        ("landcover.tif", Limits(pixels=10)),
        ("ICOS_ATC_NRT_HTM_2024-03-01.zip", Limits(unpacked=10)),
        ("gpp.xlsx", Limits(unpacked=10)),
    ],
)
def test_a_limit_that_is_reached_is_never_a_pass(sample_data: Path, name: str, limits: Limits) -> None:
    report = validate(sample_data / "good" / name, limits=limits)
    assert {"X101", "F204"} & set(codes(report))
    assert not report.ok


def test_archives_are_looked_into_only_so_deep(sample_data: Path) -> None:
    data = b"a,b\n" + b"1.5,2\n" * 9
    for depth in range(6):
        data = zipped(f"{depth}.zip", data)
    report = validate(data, limits=Limits(depth=2))
    assert "X101" in codes(report)
    assert report.incomplete


@pytest.mark.parametrize("jobs", [2])
def test_several_processes_find_the_same(sample_data: Path, jobs: int) -> None:
    paths = sorted((sample_data / "faulty").iterdir())[:8]
    seen: list[str] = []
    one, several = (
        validate_many(paths, jobs=n, on_report=lambda report: seen.append(report.source.path))
        for n in (1, jobs)
    )
    assert several.to_json() == one.to_json()
    assert seen == [str(path) for path in paths] * 2
    assert not several.ok


def test_streams_are_judged_in_this_process_even_with_several(sample_data: Path) -> None:
    data = (sample_data / "good" / ATC).read_bytes()
    assert validate_many([Dribble(data), Dribble(data)], jobs=2).ok


@pytest.mark.parametrize(
    ("name", "spec", "pack", "blocked"),
    [
        (ATC, SPEC, None, False),
        (ATC, SPEC, "zip", False),
        (ATC, SPEC, "gzip", True),
        ("stilt_HTM150.csv", "stiltMoleFracTimeSer", None, False),
        ("stilt_HTM150.csv", "stiltMoleFracTimeSer", "zip", True),
        ("stilt_HTM150.csv", "stiltMoleFracTimeSer", "bzip2", True),
    ],
)
def test_a_wrapped_text_is_taken_where_its_specification_says_so(
    sample_data: Path, name: str, spec: str, pack: str | None, blocked: bool
) -> None:
    data = (sample_data / "good" / name).read_bytes()
    packed = {None: data, "zip": zipped(name, data), "gzip": gzip.compress(data), "bzip2": bz2.compress(data)}
    report = validate(packed[pack], spec=spec)
    found = [finding for finding in report.findings if finding.code == "F205"]
    assert bool(found) is blocked
    assert all(finding.blocks_upload for finding in found)
    assert report.portal.verdict == ("rejected" if blocked else "accepted")


def test_a_fault_inside_an_archive_says_in_which_member() -> None:
    bad = (
        b"time,co2\n" + b"".join(b"2024-03-01T%02d:00:00Z,4%02d.5\n" % (n, n) for n in range(24)) + b"oops\n"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("deep.zip", zipped("bad.csv", bad))
        archive.writestr("good.csv", "a,b\n1.5,2\n2.5,3\n")
    found = [finding.place for finding in validate(packed.getvalue()).findings]
    assert {(place.member, place.line) for place in found if place.member != "good.csv"} == {
        ("deep.zip!bad.csv", 26)
    }
