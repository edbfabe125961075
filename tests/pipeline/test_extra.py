"""A user's own pandera schema merges into the findings."""

from __future__ import annotations

import io
import time

import numpy as np
import pandas as pd
import pandera.pandas as pp
import pandera.polars as pl_
import pandera.xarray as px
import polars as pl
import pytest
import xarray as xr

import icos_ingest
from icos_ingest import IcosIngestError, validate

HEAD = "TIMESTAMP,TA,remark\n"
MINE = ["P401", "P402", "X104"]


@pytest.fixture
def table(tmp_path):
    """Seven rows; line 5 is blank, TA is missing on line 7."""
    path = tmp_path / "table.csv"
    cells = ["1.5", "51.5", "2.5", None, "3.5", "", "52.5", "4.5"]
    rows = [f"2019-06-07T{h:02}:00:00Z,{c},ok" if c is not None else "" for h, c in enumerate(cells)]
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


def mine(report):
    return [finding for finding in report.findings if finding.code in MINE]


def told(report):
    return {
        (f.code, f.place.field, tuple(p.index[0] for p in f.places if p.index is not None), f.count)
        for f in mine(report)
    }


def pandas_schema():
    return pp.DataFrameSchema(
        {"TA": pp.Column(float, pp.Check.le(50), nullable=False), "gone": pp.Column(float)}
    )


def polars_schema():
    column = pl_.Column(pl.Float64, pl_.Check.le(50), nullable=True)
    return pl_.DataFrameSchema({"TA": column, "gone": pl_.Column(pl.Float64)})


def xarray_schema():
    data = {"TA": px.DataVar(dims=("time",), checks=pp.Check.le(50), nullable=True), "gone": px.DataVar()}
    return px.DatasetSchema(data_vars=data)


HOT = ("P401", "TA", (1, 5), 2)
GONE = {"P402"}


@pytest.mark.parametrize("schema", [pandas_schema, polars_schema, xarray_schema])
def test_failures_are_findings_with_line_and_row(table, schema):
    report = validate(table, extra=schema())
    assert HOT in told(report)
    assert any(f.code == "P402" and "gone" in f.message for f in report.findings)
    hot = next(f for f in mine(report) if f.place.field == "TA" and f.count == 2)
    assert [(p.line, p.column, p.value) for p in hot.places] == [(3, 2, "51.5"), (8, 2, "52.5")]
    assert "'51.5' in 'TA' breaks your own check" in hot.message
    assert hot.fix
    assert report.quality == "fail"
    assert [f.severity for f in report.findings] == sorted((f.severity for f in report.findings), key=str)


def test_missing_values_where_there_may_be_none(table):
    assert ("P401", "TA", (4,), 1) in told(validate(table, extra=pandas_schema()))


def test_the_same_from_memory_and_from_a_stream(table):
    schema = pandas_schema()
    by_file = told(validate(table, extra=schema))
    with icos_ingest.open_dataset(table) as ds:
        assert told(validate(ds.load(), extra=schema)) == by_file
        frame = ds.to_dataframe()
    assert told(validate(frame, extra=schema)) == by_file
    assert told(validate(io.BytesIO(table.read_bytes()), extra=schema)) == by_file


def test_the_mask_shows_them(table):
    with icos_ingest.open_dataset(table) as ds:
        mask = validate(table, extra=pandas_schema(), keep=None).mask(ds, select=["P401"])
    assert np.flatnonzero(mask["TA"]).tolist() == [1, 4, 5]


def test_a_schema_that_holds_adds_nothing(table):
    schema = pp.DataFrameSchema({"TA": pp.Column(float, nullable=True)}, index=pp.Index("datetime64[ns]"))
    assert mine(validate(table, extra=schema)) == []


def test_checks_are_switched_off_like_rules(table):
    assert mine(validate(table, extra=pandas_schema(), ignore=["P4"])) == []
    assert {f.code for f in mine(validate(table, extra=pandas_schema(), select=["P401"]))} == {"P401"}


@pytest.mark.parametrize("variable", ["PANDERA_VALIDATION_ENABLED", "PANDERA_VALIDATION_DEPTH"])
def test_the_environment_switches_nothing_off(table, monkeypatch, variable):
    monkeypatch.setenv(variable, "False" if "ENABLED" in variable else "SCHEMA_ONLY")
    assert HOT in told(validate(table, extra=pandas_schema()))


def boom(_):
    raise RuntimeError("boom")


@pytest.mark.parametrize(
    "schema",
    [
        pp.DataFrameSchema({"TA": pp.Column(float, [pp.Check(boom, name="mine"), pp.Check.le(50)], nullable=True)}),
        pl_.DataFrameSchema(
            {"TA": pl_.Column(pl.Float64, [pl_.Check(boom, name="mine"), pl_.Check.le(50)], nullable=True)}
        ),
        px.DatasetSchema(data_vars={"TA": px.DataVar(checks=[pp.Check(boom, name="mine"), pp.Check.le(50)], nullable=True)}),
    ],
    ids=["pandas", "polars", "xarray"],
)  # fmt: skip
def test_a_check_that_cannot_run_makes_the_report_incomplete(table, schema):
    report = validate(table, extra=schema, select=MINE)
    assert report.incomplete
    (crashed,) = [f for f in report.findings if f.code == "X104"]
    assert "mine: RuntimeError" in crashed.message
    assert HOT in told(report), "the other check ran"


def test_a_file_that_cannot_be_opened_is_not_judged(tmp_path):
    path = tmp_path / "empty.csv"
    path.touch()
    report = validate(path, extra=pandas_schema())
    assert {f.code for f in report.findings} >= {"F001", "X104"}
    assert report.incomplete


def test_what_is_no_schema_is_refused(table):
    with pytest.raises(IcosIngestError, match=r"extra is a dict.*DataFrameSchema"):
        validate(table, extra={"TA": float})
    with pytest.raises(IcosIngestError, match="extra is a Column"):
        validate(table, extra=pp.Column(float))


def test_a_schema_of_another_form_cannot_run():
    report = validate(pd.DataFrame({"TA": [1.0]}), extra=xarray_schema())
    assert [f.code for f in mine(report)] == ["X104"]
    grid = xr.Dataset({"a": (("y", "x"), np.ones((2, 2)))})
    assert [f.code for f in mine(validate(grid, extra=pandas_schema()))] == ["X104"]


def test_a_model_class(table):
    class Tower(pp.DataFrameModel):
        TA: float = pp.Field(le=50, nullable=True)

    assert told(validate(table, extra=Tower)) == {HOT}


def test_frames_with_repeated_and_odd_labels():
    frame = pd.DataFrame({"a": [1.0, np.nan, 3.0, 9.0], "b": [1, 1, 1, 2]}, index=[7, 7, 8, 8])
    schema = pp.DataFrameSchema(
        {"a": pp.Column(float, pp.Check.lt(3), nullable=True), "b": pp.Column(int, unique=True)},
        checks=[
            pp.Check(lambda df: df["a"] != 9, name="not nine"),
            pp.Check(lambda df: len(df) > 9, name="long"),
        ],
    )
    assert told(validate(frame, extra=schema)) >= {
        ("P401", "a", (2, 3), 2),
        ("P401", None, (3,), 1),
        ("P401", None, (), 1),
        ("P401", "b", (0, 1, 2), 3),
    }


def test_an_index_is_judged_by_its_labels():
    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0]}, index=pd.Index([1, 1, 5], name="n"))
    report = validate(frame, extra=pp.DataFrameSchema(index=pp.Index(int, pp.Check.lt(5), unique=True)))
    assert told(report) == {("P401", "n", (2,), 1), ("P401", "n", (0, 1), 2)}
    sees = pp.DataFrameSchema(checks=pp.Check(lambda df: df.index.is_unique, name="labels are unique"))
    assert told(validate(frame, extra=sees)) == {("P401", None, (), 1)}


def test_a_regular_expression_and_a_wrong_type():
    frame = pd.DataFrame({"TA_1": [1.0, 60.0], "TA_2": [2.0, 3.0], "n": ["x", "y"]})
    schema = pp.DataFrameSchema(
        {"TA_.": pp.Column(float, pp.Check.lt(50), regex=True), "n": pp.Column(int, pp.Check.lt(5))}
    )
    report = validate(frame, extra=schema)
    assert told(report) == {("P401", "TA_1", (1,), 1), ("P402", "n", (), 1)}
    assert not report.incomplete, "what a check of a wrong type raises is told by the type"


@pytest.mark.parametrize("framework", ["pandas", "polars"])
def test_a_million_failures(framework):
    n = 1_000_000
    frame = pd.DataFrame({"a": np.arange(n) * 1.0, "b": ["x"] * n, "c": np.full(n, np.nan)})
    if framework == "pandas":
        columns = {"a": pp.Column(float, pp.Check.lt(0)), "b": pp.Column(int), "c": pp.Column(float)}
        schema = pp.DataFrameSchema(columns)
    else:
        columns = {"a": pl_.Column(float, pl_.Check.lt(0)), "b": pl_.Column(int), "c": pl_.Column(float)}
        schema = pl_.DataFrameSchema(columns)
    began = time.process_time()
    report = validate(frame, extra=schema, select=MINE)
    assert time.process_time() - began < 20
    counts = {f.place.field: (f.count, len(f.places)) for f in mine(report) if f.code == "P401"}
    assert counts["a"] == (n, 100)
    assert counts.get("c", (n, 100)) == (n, 100)
