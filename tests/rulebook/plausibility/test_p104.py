"""P104 constant-value."""

import numpy as np
import pandas as pd
import pytest

from icos_ingest import validate
from icos_ingest.schema import ColumnSpec, DatasetSpec, Spec

COLUMNS = (
    ColumnSpec("TIMESTAMP", "iso8601dateTime"),
    ColumnSpec("TA", "float64", "airTempCelsius"),
    ColumnSpec("P", "float64", "precipitation"),
)
SPEC = Spec("test", "csvWithIso8601tsFirstCol", dataset=DatasetSpec("test", columns=COLUMNS))


def found(values, step="30min"):
    stamps = pd.date_range("2024-01-01", periods=len(values), freq=step, tz="UTC")
    frame = pd.DataFrame({"TIMESTAMP": stamps, "TA": values, "P": np.full(len(values), 0.2)})
    return [f for f in validate(frame, spec=SPEC).findings if f.code == "P104"]


def still(first, n, total=200):
    values = np.arange(total) / 10.0
    values[first : first + n] = 7.77
    return values


@pytest.mark.parametrize("first", [0, 50, 176])
def test_half_a_day_of_one_value_is_a_warning_at_its_first_row(first):
    (finding,) = found(still(first, 24))
    assert (finding.severity, finding.place.field, finding.place.index) == ("warning", "TA", (first,))
    assert finding.message == "'7.77' in 'TA' stands still for 24 values (12 hours)"


def test_a_run_goes_on_over_gaps_and_blocks(monkeypatch):
    monkeypatch.setattr("icos_ingest.memory.ROWS", 20)
    values = still(50, 40)
    values[60:65] = np.nan
    (finding,) = found(values)
    assert finding.place.index == (50,)
    assert "for 35 values" in finding.message


def test_short_runs_fast_series_and_zeros_are_left_alone():
    assert found(still(50, 23)) == []
    assert found(still(50, 100), step="1min") == []
    assert found(np.where(still(50, 40) == 7.77, 0.0, still(50, 40))) == []
