"""P103 value-spike."""

import numpy as np
import pytest

from icos_ingest import validate
from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

SPEC = Spec(
    "test",
    "csvWithIso8601tsFirstCol",
    dataset=DatasetSpec("test", columns=(ColumnSpec("TA", "float64", "airTempCelsius"),)),
)
CALM = 15 + np.random.default_rng(1).normal(0, 0.1, 400)


def found(values):
    pandas = pytest.importorskip("pandas")
    report = validate(pandas.DataFrame({"TA": values}), spec=SPEC, select=["P103"])
    return [finding for finding in report.findings if finding.code == "P103"]


def spiked(at, by=3.0):
    values = CALM.copy()
    values[at] += by
    return values


@pytest.mark.parametrize("at", [1, 200, 398])
@pytest.mark.parametrize("by", [3.0, -3.0])
def test_a_spike_is_noted_where_it_stands(at, by):
    (finding,) = found(spiked(at, by))
    assert (finding.severity, finding.count, finding.place.index) == ("info", 1, (at,))
    assert finding.message.endswith("in 'TA' sticks out between its neighbours")


@pytest.mark.parametrize("at", range(97, 103))
def test_borders_of_blocks_do_not_hide_it(at, monkeypatch):
    monkeypatch.setattr("icos_ingest.memory.ROWS", 100)
    (finding,) = found(spiked(at))
    assert finding.place.index == (at,)


def test_steps_gaps_and_what_sticks_out_often_are_left_alone():
    assert found(CALM) == []
    assert found(np.concatenate([CALM, CALM + 10])) == []
    gap = spiked(200)
    gap[199] = np.nan
    assert found(gap) == []
    assert found(spiked(np.arange(10, 400, 20))) == []
    assert found(spiked(20)[:40]) == []
    assert found(np.full(100, 7.0)) == []


@pytest.mark.parametrize("rows", [400, 201])
@pytest.mark.parametrize("gap", [200, 201])
def test_a_value_beside_a_gap_in_time_has_no_neighbour(gap, rows, monkeypatch):
    pandas = pytest.importorskip("pandas")
    monkeypatch.setattr("icos_ingest.memory.ROWS", rows)
    minutes = 30 * np.arange(400)
    start = np.datetime64("2024-03-01T00:00")
    for shift, codes in ((0, ["P103"]), (31, [])):
        times = start + (minutes + np.where(np.arange(400) >= gap, shift, 0)).astype("m8[m]")
        frame = pandas.DataFrame({"TA": spiked(200)}, index=pandas.DatetimeIndex(times, tz="UTC"))
        report = validate(frame, spec=SPEC, select=["P103"])
        assert [finding.code for finding in report.findings] == codes
