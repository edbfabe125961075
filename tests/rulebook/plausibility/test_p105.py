"""P105 negative-standard-deviation."""

import pytest

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import ColumnSpec, Range

SPEC = ColumnSpec("Stdev", "float32", "moleFractionSdPpm", range=Range(0, 150, "1", "the test"))


@pytest.mark.parametrize(
    "info",
    [
        ColumnInfo("Stdev", "Stdev", spec=SPEC),
        ColumnInfo("AT-Stdev", "AT-Stdev"),
        ColumnInfo("CO2_SIGMA", "CO2_SIGMA"),
        ColumnInfo("TA_Std", "TA_Std"),
    ],
)
def test_a_standard_deviation_below_zero_is_an_error_and_nothing_else(judge_columns, info):
    (finding,) = judge_columns((info, [0.1, -0.12, 0.3]))
    assert (finding.code, finding.severity, finding.place.index) == ("P105", "error", (1,))
    assert finding.message == f"the standard deviation '-0.12' in '{info.name}' is below zero"


@pytest.mark.parametrize("gap", [-9.99, -99.999, -9.0, -99.0])
def test_nines_are_meant_as_gaps(judge_columns, gap):
    assert judge_columns((ColumnInfo("SD", "SD"), [0.1, gap])) == ()


def test_zeros_gaps_and_other_columns_are_left_alone(judge_columns):
    assert judge_columns((ColumnInfo("Stdev", "Stdev", spec=SPEC), [0.0, 0.1])) == ()
    assert [f.code for f in judge_columns((ColumnInfo("Stdev", "Stdev"), [0.1, -999.0]))] == ["V201"]
    assert judge_columns((ColumnInfo("SDI", "SDI"), [-0.1])) == ()
