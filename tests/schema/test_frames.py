"""pandera schemas built from specifications refuse what is wrong, in pandas and polars, whatever the environment."""

from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd
import polars as pl
import pytest
from pandera.errors import SchemaErrors

from icos_ingest import schema
from icos_ingest.schema.document import build_spec
from icos_ingest.schema.frames import validate_frame

NAN = float("nan")


def good_values():
    return {
        "TIMESTAMP": ["2024-01-01T00:00:00Z", "2024-01-01T01:00:00Z", None],
        "co2": [410.0, NAN, 420.0],
        "Stdev": [0.1, NAN, 0.2],
        "NbPoints": [10, 0, 12],
        "Flag": ["U", "", "N"],
        "not in the specification": ["a", "b", "c"],
    }


def frame(framework, **changes):
    values = {title: column for title, column in {**good_values(), **changes}.items() if column is not None}
    if framework == "pandas":
        table = pd.DataFrame(values)
        table["TIMESTAMP"] = pd.to_datetime(table["TIMESTAMP"], utc=True)
        return table
    return pl.DataFrame(values).with_columns(pl.col("TIMESTAMP").str.to_datetime(time_zone="UTC"))


@pytest.fixture(params=["pandas", "polars"])
def framework(request):
    return request.param


@pytest.fixture
def co2(framework):
    return schema.spec("atcCo2NrtDataObject").to_pandera(framework)


def test_a_good_frame_passes_with_its_missing_values(framework, co2):
    validate_frame(co2, frame(framework))


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("co2", [410.0, NAN, 5000.0]),
        ("co2", ["410", "411", "412"]),
        ("Flag", ["U", "X", "N"]),
        ("NbPoints", ["ten", "0", "12"]),
    ],
)
def test_a_bad_column_is_named(framework, co2, title, values):
    with pytest.raises(SchemaErrors, match=title):
        validate_frame(co2, frame(framework, **{title: values}))


def test_a_missing_column_is_named(framework, co2):
    with pytest.raises(SchemaErrors, match="Stdev"):
        validate_frame(co2, frame(framework, Stdev=None))


def test_faults_of_every_kind_stand_in_one_report(framework, co2):
    table = frame(framework, co2=["a", "b", "c"], Flag=["U", "X", "N"], NbPoints=["1", "2", "3"], Stdev=None)
    with pytest.raises(SchemaErrors) as raised:
        validate_frame(co2, table)
    for word in ("co2", "Flag", "NbPoints", "Stdev"):
        assert word in str(raised.value)


def test_a_time_that_is_not_in_utc_is_refused():
    spec = schema.spec("atcCo2NrtDataObject")
    local = frame("pandas")
    local["TIMESTAMP"] = local["TIMESTAMP"].dt.tz_convert("Europe/Stockholm")
    with pytest.raises(SchemaErrors, match="TIMESTAMP"):
        validate_frame(spec.to_pandera("pandas"), local)
    text = frame("polars").with_columns(pl.col("TIMESTAMP").dt.to_string())
    with pytest.raises(SchemaErrors, match="TIMESTAMP"):
        validate_frame(spec.to_pandera("polars"), text)


def test_a_lazy_frame_is_looked_at_too():
    table = frame("polars", co2=[410.0, NAN, 5000.0]).lazy()
    with pytest.raises(SchemaErrors, match="co2"):
        validate_frame(schema.spec("atcCo2NrtDataObject").to_pandera("polars"), table)


def regex_spec():
    narrow = {"min": 0, "max": 1}
    columns = [
        {"title": "b_plain", "valueFormat": "float32", "range": {"min": 0, "max": 100}},
        {"title": "b", "isRegex": True, "valueFormat": "float32", "range": narrow},
        {
            "title": "^TA(_\\d)?$",
            "isRegex": True,
            "isOptional": True,
            "valueFormat": "float32",
            "range": narrow,
        },
        {
            "title": "A",
            "isRegex": True,
            "isOptional": True,
            "valueFormat": "float64",
            "range": {"min": 5, "max": 9},
        },
    ]
    return build_spec({"id": "mine", "format": "toa5", "dataset": {"columns": columns}})


TITLES = ["b_plain", "xb", "bx", "TA", "TA_1", "XTA", "other"]


@pytest.mark.parametrize("broken", TITLES)
def test_a_regular_expression_judges_the_columns_that_the_specification_gives_it(framework, broken):
    spec = regex_spec()
    values = {title: [spec.match(title).range.min + 0.5 if spec.match(title) else 0.0] for title in TITLES}
    make = pd.DataFrame if framework == "pandas" else pl.DataFrame
    pandera_schema = spec.to_pandera(framework)
    validate_frame(pandera_schema, make(values))
    values[broken] = [1000.0]
    if broken == "other":
        validate_frame(pandera_schema, make(values))
    else:
        with pytest.raises(SchemaErrors, match=broken):
            validate_frame(pandera_schema, make(values))


def test_a_required_regular_expression_wants_a_column(framework):
    make = pd.DataFrame if framework == "pandas" else pl.DataFrame
    with pytest.raises(SchemaErrors, match="a column that matches b"):
        validate_frame(regex_spec().to_pandera(framework), make({"other": [1.0]}))


def test_every_specification_becomes_a_schema_that_knows_its_titles(framework):
    for name in schema.specs():
        spec = schema.spec(name)
        built = spec.to_pandera(framework)
        assert len(built.columns) == len({column.title for column in spec.columns})


def test_an_empty_frame_still_has_types(framework, co2):
    validate_frame(co2, frame(framework).head(0))
    with pytest.raises(SchemaErrors, match="co2"):
        validate_frame(co2, frame(framework, co2=["1", "2", "3"]).head(0))


@pytest.mark.parametrize("framework_name", ["pandas", "polars"])
@pytest.mark.parametrize(
    "variable",
    [
        ("PANDERA_VALIDATION_ENABLED", "False"),
        ("PANDERA_VALIDATION_DEPTH", "SCHEMA_ONLY"),
        ("PANDERA_VALIDATION_DEPTH", "DATA_ONLY"),
    ],
)
def test_environment_variables_cannot_switch_the_checks_off(framework_name, variable, monkeypatch):
    code = f"""
import {framework_name} as module
from icos_ingest.schema.document import build_spec
from icos_ingest.schema.frames import validate_frame
column = {{"title": "x", "valueFormat": "float64", "range": {{"min": 0, "max": 1}}}}
required = {{"title": "y", "valueFormat": "float64"}}
spec = build_spec({{"id": "mine", "format": "toa5", "dataset": {{"columns": [column, required]}}}})
try:
    validate_frame(spec.to_pandera({framework_name!r}), module.DataFrame({{"x": [7.0]}}))
except Exception as error:
    import json
    print(json.dumps([type(error).__name__, "in_range" in str(error), "'y'" in str(error)]))
"""
    monkeypatch.setenv(*variable)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["SchemaErrors", True, True]


def test_missing_columns_of_both_kinds_are_named_together(framework):
    make = pd.DataFrame if framework == "pandas" else pl.DataFrame
    with pytest.raises(SchemaErrors) as raised:
        validate_frame(regex_spec().to_pandera(framework), make({"other": [1.0]}))
    assert "b_plain" in str(raised.value)
    assert "a column that matches b" in str(raised.value)
