"""P102 wrong-unit."""

import numpy as np
import pytest

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import ColumnSpec, Range


def column(title, unit, low, high, value_type=None):
    spec = ColumnSpec(title, "float32", value_type, unit, range=Range(low, high, unit, "the test"))
    return ColumnInfo(title, title, unit=unit, spec=spec)


PRESSURE = column("P", "hPa", 500, 1100)
NORMAL = np.linspace(980.0, 1030.0, 50)


@pytest.mark.parametrize(
    ("info", "values", "said"),
    [
        (PRESSURE, NORMAL * 100, "looks like Pa, where hPa is meant"),
        (PRESSURE, NORMAL / 10, "looks like kPa, where hPa is meant"),
        (column("T", "°C", -55, 55), np.linspace(270, 290, 50), "looks like K, where °C is meant"),
        (
            column("RH", "%", -5, 105, "relativeHumidity"),
            np.linspace(0.4, 0.9, 50),
            "looks like a fraction, where % is meant",
        ),
        (
            column("co2", "µmol mol-1", 150, 1200),
            np.linspace(4e5, 4.2e5, 50),
            "looks like ppb, where µmol mol-1 is meant",
        ),
        (
            column("ch4", "nmol mol-1", 0, 15000, "ch4MixingRatioPpb"),
            np.linspace(1.9, 2.0, 50),
            "looks like ppm, where nmol mol-1 is meant",
        ),
    ],
)
def test_one_finding_names_the_unit_and_the_range_stays_quiet(judge_columns, info, values, said):
    (finding,) = judge_columns((info, values))
    assert (finding.code, finding.severity, finding.count) == ("P102", "warning", 50)
    assert finding.message.endswith(said)


def test_from_the_row_on_where_the_unit_changed(judge_columns):
    (finding,) = judge_columns((PRESSURE, np.concatenate([NORMAL, NORMAL * 100])))
    assert (finding.code, finding.count, finding.place.index) == ("P102", 50, (50,))


def test_few_or_scattered_values_outside_are_told_by_the_range(judge_columns):
    spoilt = NORMAL.copy()
    spoilt[7] *= 100
    assert [f.code for f in judge_columns((PRESSURE, spoilt))] == ["P101"]
    assert [f.code for f in judge_columns((PRESSURE, np.linspace(2000, 9000, 50)))] == ["P101"]


def test_values_in_their_unit_are_left_alone(judge_columns):
    assert judge_columns((PRESSURE, NORMAL)) == ()
