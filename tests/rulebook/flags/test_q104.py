"""Q104 good-flag-on-missing-value."""

import numpy as np
import pytest

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import FlagScheme

SCHEME = FlagScheme(
    "atc", {"U": "not judged", "O": "correct", "N": "incorrect"}, ("U", "O"), "the test", absent=("N", "U")
)
VALUES = ColumnInfo("co2", "co2", flag="Flag")
FLAGS = ColumnInfo("Flag", "Flag", format="string", flag_scheme=SCHEME)


def flags(*letters):
    return FLAGS, np.array(letters, dtype=object)


@pytest.mark.parametrize(("letter", "severity"), [("O", "warning"), ("U", "info")])
def test_a_good_flag_beside_a_gap_is_told_at_the_flag(judge_columns, letter, severity):
    (finding,) = judge_columns((VALUES, [398.2, np.nan]), flags("O", letter))
    assert (finding.code, finding.severity, finding.place.field) == ("Q104", severity, "Flag")
    assert finding.message == f"'Flag' calls a missing value of 'co2' good: '{letter}'"
    assert finding.expected == "a value, or one of N, U"


def test_other_flags_and_values_are_left_alone(judge_columns):
    assert judge_columns((VALUES, [398.2, np.nan]), flags("O", "N")) == ()
