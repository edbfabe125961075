"""One specification can be had without the rest, and says what the portal says."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from icos_ingest import schema
from icos_ingest.errors import SchemaNotFound
from icos_ingest.schema import java_regex

HEAVY = "numpy pandas xarray jsonschema pandera polars netCDF4 h5py rich"


def test_every_specification_loads_and_travels_between_processes():
    assert len(schema.specs()) == 132
    for name, summary in schema.specs().items():
        spec = schema.spec(name)
        assert (spec.id, spec.format, spec.label) == (name, summary.format, summary.label)
        assert (spec.dataset.id if spec.dataset else None) == summary.dataset
        assert pickle.loads(pickle.dumps(spec)) == spec
        assert hash(spec) == hash(pickle.loads(pickle.dumps(spec)))


def test_one_specification_reads_few_documents_and_imports_nothing_heavy():
    code = f"""
import sys
from icos_ingest.schema import spec, store
spec("atcCo2NrtDataObject")
print([name for name in {HEAVY.split()!r} if name in sys.modules], store.read.cache_info().currsize)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] 6"  # index, spec, dataset, format, ranges, flag schemes


def test_an_atc_column_knows_its_flag_range_and_good_values():
    spec = schema.spec("atcCo2NrtDataObject")
    co2, flag = spec.match("co2"), spec.match("Flag")
    assert (co2.flag_column_title, set(co2.good_flag_values)) == ("Flag", {"U", "O", "R"})
    assert (co2.range.min, co2.range.max, co2.range.unit) == (97.5, 1252.5, "µmol mol-1")
    assert "150 to 1200" in co2.range.source
    assert set(flag.flag_scheme.meanings) == set("UORNKH")
    assert spec.missing_texts["float32"] == {"-999.990", "-999.99", "-9.99"}
    assert (spec.time.stamp, spec.time.zone) == ("start", "UTC")


def test_every_flag_that_the_portal_names_has_a_scheme():
    for name in schema.specs():
        spec = schema.spec(name)
        for column in spec.columns:
            if column.flag_column_title:
                assert spec.match(column.flag_column_title).flag_scheme, (name, column.title)
                assert column.good_flag_values


@pytest.mark.parametrize(
    ("title", "scheme"),
    [("TA_F_QC", "fluxnet_met_qc"), ("H_F_MDS_QC", "fluxnet_qc"), ("NEE_VUT_REF_QC", "fluxnet_qc")],
)
def test_fluxnet_flags_differ_between_filled_meteorology_and_fluxes(title, scheme):
    assert schema.spec("etcL2Fluxnet").match(title).flag_scheme.name == scheme


def test_a_range_does_not_judge_columns_that_only_share_the_value_type():
    daily = schema.spec("stationDailyMeteorological")
    assert daily.match("SW_IN").range is not None
    assert daily.match("PPFD").range is None


def test_variables_of_grids_have_no_range_of_towers():
    for name in schema.specs():
        assert all(variable.range is None for variable in schema.spec(name).variables)


@pytest.mark.parametrize("name", ["atcCo2NrtDataObjekt", "ATCCO2NRTDATAOBJECT"])
def test_an_unknown_specification_names_the_nearest(name):
    with pytest.raises(SchemaNotFound, match="did you mean atcCo2NrtDataObject"):
        schema.spec(name)


def test_names_are_never_taken_as_paths():
    for name in ("../index", "../../pyproject", "", "x" * 10_000):
        with pytest.raises(SchemaNotFound):
            schema.spec(name)
        with pytest.raises(SchemaNotFound):
            schema.format_spec(name)


def test_formats_state_missing_texts_time_and_good_flags():
    assert sum(one.uri is not None for one in schema.formats().values()) == 27
    half_hourly = schema.format_spec("asciiEtcHalfHourlyProductTimeSer")
    assert half_hourly.missing == {"float32": {"-9999"}}
    assert (half_hourly.time.stamp, half_hourly.time.zone, half_hourly.time.interval_minutes) == (
        "end",
        "station",
        30,
    )
    assert schema.format_spec("delimitedHeaderCsv").missing["int32"] == {"N/A", "LOD"}
    assert schema.format_spec("asciiEtcTimeSer").time.zone == "UTC+01:00"
    for spec in schema.formats().values():
        assert spec.time is None or spec.time.source


def test_value_types_carry_label_and_unit():
    assert schema.value_type("co2MixingRatio").unit == "µmol mol-1"
    assert schema.value_type("no such type") is None


@pytest.mark.parametrize(
    ("name", "kind", "uri"),
    [
        ("HTM", None, "AS_HTM"),
        ("AS_HTM", None, "AS_HTM"),
        ("SE-Htm", None, "ES_SE-Htm"),
        ("se-htm", None, "ES_SE-Htm"),
        ("http://meta.icos-cp.eu/resources/stations/ES_SE-Htm", None, "ES_SE-Htm"),
        ("SVB", None, "AS_SVB"),
    ],
)
def test_a_station_is_found_by_any_of_its_names(name, kind, uri):
    assert schema.station(name, kind=kind).uri.endswith("/" + uri)


def test_stations_that_share_an_id_are_told_apart_by_kind():
    shared = [one for one in schema.stations() if one.id == "SVB"]
    assert len(shared) > 1
    for one in shared:
        assert schema.station("SVB", kind=one.kind) == one
    assert schema.station("no such station") is None


def test_plain_titles_go_before_regular_expressions_and_these_are_searched():
    spec = schema.spec("etcL2Meteosens")
    assert spec.match("TA_1_2_3").value_type == "airTempCelsius"
    assert spec.match("TA_1") is None
    assert spec.match("XTS_1_2_3").value_type == "soilTempCelsius"  # the portal's own expression lacks its ^
    assert spec.match("TS_1_2_3_QC") is None
    assert spec.has_optional_or_regex


def test_missing_names_the_required_columns_in_order():
    spec = schema.spec("atcCo2NrtDataObject")
    assert [column.title for column in spec.missing(["co2", "Flag", "TIMESTAMP"])] == ["NbPoints", "Stdev"]
    assert spec.missing(column.title for column in spec.columns) == []
    assert not spec.has_optional_or_regex


@pytest.mark.parametrize(
    ("pattern", "title", "found"),
    [
        (r"^CH4$", "CH4\n", True),  # Java's $ stands before a last line end, whatever its kind
        (r"^CH4$", "CH4\r\n", True),
        (r"^CH4$", "CH4\x85", True),
        (r"^CH4$", "CH4\n\n", False),
        (r"^TS_\d$", "TS_\N{ARABIC-INDIC DIGIT ONE}", False),  # \d is ASCII in Java
        (r"^EVI2.*$", "EVI2\rx", False),  # and . stops at a carriage return
        (r"^x[.$]$", "x$", True),
        (r"^\$\.$", "$.", True),
    ],
)
def test_regular_expressions_mean_what_they_mean_in_java(pattern, title, found):
    assert bool(java_regex(pattern).search(title)) is found


@pytest.mark.parametrize("pattern", ["(", r"\p{L}", "[a&&b]", "[a", "x{2,1}"])
def test_what_python_cannot_read_alike_is_refused(pattern):
    with pytest.raises(ValueError, match="regular expression"):
        java_regex(pattern)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("TA", (-55, 55)),
        ("TA_1_1_1", (-55, 55)),
        ("TA_F_MDS", (-55, 55)),
        ("SW_IN_F", (-65, 1365)),
        ("PPFD_IN_1_1_A", (-120, 2520)),
        ("NEE_VUT_USTAR50", (-110, 110)),
        ("GPP_NT_VUT_REF", (-36.5, 106.5)),
        ("WD_1_1_1", (0, 360)),
        ("P_RAIN_1_1_1", (-2.5, 52.5)),
    ],
)
def test_fluxnet_names_find_their_range(name, limits):
    found = schema.range_for(name)
    assert (found.min, found.max) == limits


@pytest.mark.parametrize(
    "name",
    [
        "TA_F_QC",
        "SW_IN_POT",
        "NEE_VUT_REF_RANDUNC",
        "LE_CORR",
        "TA_1_1_1_SD",
        "P_FOO",
        "ta",
        "",
        "_",
        "T" * 10_000,
    ],
)
def test_other_quantities_have_no_range(name):
    assert schema.range_for(name) is None


def test_a_range_in_another_unit_is_not_given():
    assert schema.range_for("PA", "kPa").unit == "kPa"
    assert schema.range_for("PA", "hPa") is None
