"""Q106 all-flagged-bad."""

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import FlagScheme

SCHEME = FlagScheme("socat", {"2": "good", "4": "bad"}, ("2",), "the test")
FILLS = FlagScheme("fluxnet", {"0": "measured", "2": "filled"}, ("0",), "the test")
VALUES = ColumnInfo("fCO2", "fCO2", flag="QC")
FLAGS = ColumnInfo("QC", "QC", format="int32", flag_scheme=SCHEME)
MANY = np.linspace(350, 360, 12)


def test_a_column_without_a_good_value_is_a_warning(judge_columns):
    (finding,) = judge_columns((VALUES, MANY), (FLAGS, np.full(12, 4)))
    assert (finding.code, finding.severity, finding.place.field) == ("Q106", "warning", "QC")
    assert finding.message == "none of the 12 values of 'fCO2' has a good flag"


def test_filled_values_are_only_noted(judge_columns):
    filled = replace(FLAGS, flag_scheme=FILLS)
    week = np.linspace(350, 360, 336)
    (finding,) = judge_columns((VALUES, week), (filled, np.full(336, 2)))
    assert finding.severity == "info"
    assert judge_columns((VALUES, week[1:]), (filled, np.full(335, 2))) == ()


def test_one_good_value_and_few_values_are_left_alone(judge_columns):
    assert judge_columns((VALUES, MANY), (FLAGS, np.array([2] + [4] * 11))) == ()
    assert judge_columns((VALUES, MANY[:11]), (FLAGS, np.full(11, 4))) == ()
