"""Q105 flag-without-value."""

import numpy as np
from msgspec.structs import replace

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import FlagScheme

SCHEME = FlagScheme("socat", {"2": "good", "4": "bad", "9": "none"}, ("2",), "the test", absent=("9",))
VALUES = ColumnInfo("fCO2", "fCO2", flag="QC")
FLAGS = ColumnInfo("QC", "QC", format="int32", flag_scheme=SCHEME)


def test_a_bad_flag_beside_a_gap_is_noted(judge_columns):
    (finding,) = judge_columns((VALUES, [355.0, np.nan]), (FLAGS, np.array([2, 4])))
    assert (finding.code, finding.severity, finding.place.index) == ("Q105", "info", (1,))
    assert finding.message == "'QC' judges a missing value of 'fCO2': '4'"


def test_what_the_scheme_gives_to_gaps_and_schemes_that_do_not_say_are_left_alone(judge_columns):
    assert judge_columns((VALUES, [355.0, np.nan]), (FLAGS, np.array([2, 9]))) == ()
    silent = replace(FLAGS, flag_scheme=replace(SCHEME, absent=()))
    assert judge_columns((VALUES, [355.0, np.nan]), (silent, np.array([2, 4]))) == ()
