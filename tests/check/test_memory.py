"""DataFrames and Datasets go past the same rules as files."""

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from icos_ingest import memory, registry
from icos_ingest.memory import from_dataframe, from_dataset
from icos_ingest.schema import ColumnSpec, DatasetSpec, FlagScheme, Range, Spec

EVERY = tuple(registry.rules().values())
SCHEME = FlagScheme("atc", {"U": "correct", "N": "incorrect"}, ("U",), "the test")
SPEC = Spec(
    "test",
    "csvWithIso8601tsFirstCol",
    dataset=DatasetSpec(
        "test",
        columns=(
            ColumnSpec("TIMESTAMP", "iso8601dateTime"),
            ColumnSpec(
                "co2", "float32", unit="ppm", flag_column_title="Flag", range=Range(150, 1200, "ppm", "x")
            ),
            ColumnSpec("Flag", "bmpChar", flag_scheme=SCHEME),
            ColumnSpec("day", "iso8601date", is_optional=True),
            ColumnSpec("n", "int32", is_optional=True),
        ),
    ),
)


def _frame(**columns):
    stamps = pd.date_range("2024-01-01", periods=4, freq="h", tz="UTC")
    return pd.DataFrame({"TIMESTAMP": stamps, "co2": [400.0] * 4, "Flag": list("UUNU"), **columns})


def _codes(outcome):
    return [finding.code for finding in outcome.findings]


def test_a_sound_frame_has_no_findings(check):
    outcome = check(from_dataframe(_frame(), "frame", SPEC), EVERY, spec=SPEC)
    assert outcome.findings == ()
    assert not outcome.incomplete
    assert {"F301", "F302", "C204"} <= set(outcome.not_applicable)


def test_every_fault_of_a_frame_is_placed_by_column_and_row(check):
    frame = _frame(co2=[400.0, -9999.0, 4000.0, np.nan], Flag=["U", "U", "X", None])
    frame.loc[2, "TIMESTAMP"] = frame.loc[0, "TIMESTAMP"]
    outcome = check(from_dataframe(frame, "frame", SPEC), EVERY, spec=SPEC)
    found = {finding.code: finding.place for finding in outcome.findings}
    assert {code: (place.field, place.index) for code, place in found.items()} == {
        "P101": ("co2", (2,)),
        "Q101": ("Flag", (2,)),
        "T202": ("TIMESTAMP", (2,)),
        "V201": ("co2", (1,)),
    }
    assert all(place.line is None and place.column is None for place in found.values())


def test_texts_where_numbers_belong_are_cells_that_do_not_parse(check):
    frame = _frame(co2=["400", "<1", "", None], Flag=list("UUNN"))
    outcome = check(from_dataframe(frame, "frame", SPEC), EVERY, spec=SPEC)
    (finding,) = outcome.findings
    assert (finding.code, finding.count, finding.place.index) == ("V101", 1, (1,))


def test_a_missing_column_is_named_with_its_near_miss(check):
    outcome = check(from_dataframe(_frame().rename(columns={"co2": "CO2"}), "frame", SPEC), EVERY, spec=SPEC)
    assert [finding.message for finding in outcome.findings] == [
        "the column 'co2' is missing; 'CO2' is close to it"
    ]


def test_stamps_become_utc_and_naive_ones_are_said_to_be_taken_so():
    local = _frame()
    local["TIMESTAMP"] = local["TIMESTAMP"].dt.tz_convert("Europe/Stockholm")
    content = from_dataframe(local, "frame")
    (block,) = content.tables()[""].blocks()
    assert str(block.time.values[0]) == "2024-01-01T00:00:00.000"
    assert not any("without a time zone" in note for note in content.facts.notes)
    naive = from_dataframe(local.assign(TIMESTAMP=local["TIMESTAMP"].dt.tz_localize(None)))
    assert any("without a time zone" in note for note in naive.facts.notes)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_an_index_of_instants_is_the_time(unit):
    index = pd.date_range("2024-01-01", periods=3, freq="h").as_unit(unit)
    content = from_dataframe(pd.DataFrame({"a": [1, 2, 3]}, index=index))
    (block,) = content.tables()[""].blocks()
    assert block.time.values.dtype == "M8[ms]"
    assert block.time.values.tolist() == index.as_unit("ms").to_numpy().tolist()


def test_labels_of_rows_and_columns_do_not_matter():
    frame = pd.DataFrame([[1, 2.5], [3, 4.5]], columns=["a", "a"], index=[5.0, 4.0])
    content = from_dataframe(frame)
    assert [column.name for column in content.tables()[""].columns] == ["a", "a_2"]
    (block,) = content.tables()[""].blocks()
    assert block.columns["a_2"].values.tolist() == [2.5, 4.5]
    named = from_dataframe(frame.set_axis(["a", "b"], axis=1).rename_axis("site"))
    assert [column.name for column in named.tables()[""].columns] == ["site", "a", "b"]


def test_a_frame_is_cut_into_blocks_and_left_as_it_was(monkeypatch):
    frame = _frame()
    before = frame.copy()
    monkeypatch.setattr(memory, "ROWS", 3)
    blocks = list(from_dataframe(frame, spec=SPEC).tables()[""].blocks())
    assert [(block.first_row, block.n) for block in blocks] == [(0, 3), (3, 1)]
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    "values",
    [
        pd.array([1, None, 3, 4], dtype="Int64"),
        pd.array([1.5, None, 3, 4], dtype="Float32"),
        pd.array(["a", None, "c", ""], dtype="string"),
        pd.array([True, None, False, True], dtype="boolean"),
        pd.Categorical(["a", None, "b", "a"]),
        [b"a", None, "c", 4],
        pd.to_timedelta([1, 2, None, 4], unit="h"),
        pd.period_range("2024-01", periods=4, freq="M"),
        [1 + 2j, 0, 0, 0],
    ],
)
def test_every_type_of_column_can_be_looked_at(check, values):
    outcome = check(from_dataframe(_frame(extra=values), spec=SPEC), EVERY, spec=SPEC)
    assert "X001" not in _codes(outcome)


def test_values_are_stored_as_a_file_would_have_them():
    frame = _frame(
        day=pd.to_datetime(["2024-01-01", "1969-12-31", None, "2024-02-29"]), n=[1.0, 2.0, np.nan, 4.0]
    )
    (block,) = from_dataframe(frame, spec=SPEC).tables()[""].blocks()
    assert block.columns["day"].values[[0, 1, 3]].tolist() == [19723, -1, 19782]
    assert block.columns["day"].missing.tolist() == [False, False, True, False]
    assert block.columns["Flag"].values.tolist() == [85, 85, 78, 85]
    assert block.columns["TIMESTAMP"].values[1] - block.columns["TIMESTAMP"].values[0] == 3_600_000


def test_an_empty_frame_can_be_looked_at(check):
    outcome = check(from_dataframe(_frame().iloc[:0], spec=SPEC), EVERY, spec=SPEC)
    assert "X001" not in _codes(outcome)


def _dataset():
    time = pd.date_range("2024-01-01", periods=4, freq="h")
    return xr.Dataset(
        {
            "co2": ("time", [400.0, 4000.0, 400.0, 400.0], {"units": "ppm", "ancillary_variables": "Flag"}),
            "Flag": ("time", np.array(list("UUXU"))),
        },
        coords={"time": time, "lat": 60.1},
        attrs={"title": "test"},
    )


def test_a_time_series_is_a_table(check):
    content = from_dataset(_dataset(), SPEC)
    assert [column.name for column in content.tables()[""].columns] == ["co2", "Flag"]
    assert list(content.arrays()) == ["/lat"]
    assert content.facts.attributes == {"title": "test"}
    spec = Spec("test", "netcdf", dataset=DatasetSpec("test", columns=SPEC.columns[1:3]))
    outcome = check(from_dataset(_dataset(), spec), EVERY, spec=spec)
    assert {(f.code, f.place.field, f.place.index) for f in outcome.findings} == {
        ("P101", "co2", (1,)),
        ("Q101", "Flag", (2,)),
    }


def test_gridded_variables_are_arrays_read_by_windows(check):
    dask = pytest.importorskip("dask.array")
    values = dask.ones((4, 20, 30), chunks=(1, 10, 30))
    values = dask.where(dask.arange(30) == 29, -9999.0, values)
    grid = (
        _dataset()
        .assign(flux=(("time", "y", "x"), values))
        .assign_coords(x=np.arange(30)[::-1], y=np.arange(20))
    )
    content = from_dataset(grid)
    assert set(content.arrays()) == {"/flux", "/x", "/y", "/time", "/lat"}
    assert content.arrays()["/flux"].chunks == (1, 10, 30)
    outcome = check(content, EVERY)
    (finding,) = outcome.findings
    assert (finding.code, finding.count, finding.place.index) == ("V201", 80, (0, 0, 29))


def test_a_dataset_without_time_is_arrays(check):
    ds = xr.Dataset({"a": ("x", [1.0, 2.0])}, coords={"x": [3.0, 3.0]})
    assert _codes(check(from_dataset(ds), EVERY)) == ["G201"]
