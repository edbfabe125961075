"""A user's own specification is believed only after a look, and every fault in it is named."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.made_specs import made_documents

from icos_ingest import schema
from icos_ingest.errors import SchemaFileError
from icos_ingest.schema import load_spec_file


def own(**changes):
    column = {"title": "x", "valueFormat": "float32"}
    return {"id": "mine", "format": "csvWithIso8601tsFirstCol", "dataset": {"columns": [column]}, **changes}


def with_column(**column):
    return own(dataset={"columns": [{"title": "x", "valueFormat": "float32", **column}]})


@pytest.fixture
def load(tmp_path):
    def load(document):
        path = tmp_path / "own.json"
        path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        return load_spec_file(path)

    return load


def test_every_specification_survives_being_written_and_read(load):
    for name in schema.specs():
        spec = schema.spec(name)
        assert load(spec.to_document()) == spec


def test_the_golden_specifications_load_as_a_users_own(load, golden):
    documents = made_documents(golden)
    assert len(documents) == 13
    for name, document in documents.items():
        spec = load(document)
        assert (spec.id, len(spec.columns)) == (name, len(document["dataset"]["columns"]))
        assert spec.missing_texts == schema.format_spec(spec.format).missing
        assert load(spec.to_document()) == spec


def test_what_a_document_gives_goes_before_what_the_format_says(load):
    scheme = {"name": "own", "meanings": {"g": "good", "b": "bad"}, "good": ["g"]}
    columns = [
        {
            "title": "x",
            "valueFormat": "float32",
            "unit": "K",
            "range": {"min": 1, "max": 2},
            "flagColumnTitle": "q",
        },
        {"title": "q", "valueFormat": "bmpChar", "flagScheme": scheme},
        {"title": "s", "valueFormat": "bmpChar", "flagScheme": "socat"},
    ]
    spec = load(
        own(
            format="asciiAtcProductTimeSer",
            dataset={"columns": columns},
            missing={"float32": ["-1"]},
            time={"zone": "station"},
        )
    )
    x, q, s = spec.columns
    assert (x.range.min, x.range.max, x.range.unit) == (1.0, 2.0, "K")
    assert x.good_flag_values == ("O", "R", "U")
    assert (q.flag_scheme.name, s.flag_scheme.name) == ("own", "socat")
    assert spec.missing_texts == {"float32": {"-1"}}
    assert (spec.time.zone, spec.time.stamp) == ("station", None)
    assert load(spec.to_document()) == spec


def test_a_document_may_name_a_dataset_of_the_portal(load):
    spec = load(own(format="asciiAtcProductTimeSer", dataset="atcCo2MoleFracTimeSer"))
    assert spec.columns == schema.spec("atcCo2NrtDataObject").columns


def test_a_format_of_ours_is_fine(load):
    assert load(own(format="toa5")).missing_texts["float32"] == {"NAN", "INF", "-INF"}
    assert load(own(format="myNotes")).missing_texts == {}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], ["the document", "a list", "an object"]),
        ({"id": "x"}, ["the document", "'format' is missing"]),
        (own(dataLevel=7), ["dataLevel", "found 7", "0, 1, 2, 3"]),
        (own(id=3), ["id", "the number 3", "a text"]),
        (own(datset="x"), ['unknown key "datset"', "did you mean dataset"]),
        (own(qqqqqqq=1), ['unknown key "qqqqqqq"', "allowed are"]),
        (own(dataset="atcCo2MoleFracTimeSeries"), ["no dataset", "did you mean atcCo2MoleFracTimeSer"]),
        (own(dataset={}), ["dataset", "either columns or variables"]),
        (own(dataset={"columns": []}), ["dataset.columns"]),
        (with_column(valueFormat="float"), ["dataset.columns[0].valueFormat", 'found "float"', '"float32"']),
        (with_column(isRegex="yes"), ["dataset.columns[0].isRegex", "a text"]),
        (with_column(isRegex=True, title="("), ["dataset.columns[0].title", "regular expression"]),
        (
            with_column(flagColumnTitle="q"),
            ["dataset.columns[0].flagColumnTitle", 'no column has the title "q"'],
        ),
        (with_column(range={"min": 2, "max": 1}), ["dataset.columns[0].range", "smaller than"]),
        (with_column(range={"min": 0, "max": 10**400}), ["dataset.columns[0].range", "finite"]),
        (with_column(flagScheme="atcc"), ["dataset.columns[0].flagScheme", "atc"]),
        (with_column(flagScheme={"name": "a", "meanings": {"g": ""}, "good": ["x"]}), ["flagScheme.good"]),
        (
            own(dataset={"columns": [{"title": "x", "valueFormat": "int32"}] * 2}),
            ["columns[1].title", "earlier"],
        ),
        (own(time={"zone": "CET"}), ["time.zone", "UTC+01:00"]),
        (own(missing={"float": ["x"]}), ["missing", '"float"']),
    ],
)
def test_a_fault_is_named_with_its_place_and_what_is_allowed(load, document, words):
    with pytest.raises(SchemaFileError) as raised:
        load(document)
    for word in words:
        assert word in str(raised.value)
    assert raised.value.source.endswith("own.json")


def test_all_faults_are_listed_in_the_documents_order(load):
    columns = [{"title": f"x{i}", "valueFormat": "real"} for i in range(12)]
    with pytest.raises(SchemaFileError) as raised:
        load(own(dataLevel=9, dataset={"columns": columns}))
    places = [line.split(":")[0].strip() for line in raised.value.what.splitlines()[1:]]
    assert places == ["dataLevel", *(f"dataset.columns[{i}].valueFormat" for i in range(12))]


def test_thousands_of_faults_do_not_make_a_thousand_lines(load):
    with pytest.raises(SchemaFileError) as raised:
        load(own(**{f"key{i}": 1 for i in range(5000)}))
    assert len(raised.value.what.splitlines()) < 110


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b'{"id": "x",\n "format": }', "line 2, column 12"),
        (b"\xff\xfe", "not JSON"),
        (b'{"id": "a", "id": "b"}', "stands twice"),
        (b'{"id": NaN}', "NaN"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 10_000, "not JSON"),
        (b" " * 5_000_001, "too large"),
    ],
)
def test_what_is_no_json_is_refused_with_a_reason(load, content, words):
    with pytest.raises(SchemaFileError, match=words):
        load(content)


def test_a_file_that_is_not_there_is_no_crash(tmp_path):
    with pytest.raises(SchemaFileError, match="cannot be read"):
        load_spec_file(tmp_path / "none.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
WORDS = (
    "id",
    "format",
    "dataset",
    "time",
    "missing",
    "dataLevel",
    "columns",
    "title",
    "valueFormat",
    "isRegex",
    "range",
    "flagScheme",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    document=JSON | st.dictionaries(st.sampled_from(WORDS), JSON),
    column=st.dictionaries(st.sampled_from(WORDS), JSON),
)
def test_no_document_crashes_the_loader(load, document, column):
    for candidate in (document, own(dataset={"columns": [column]}), with_column(**column)):
        with contextlib.suppress(SchemaFileError):
            load(candidate)
