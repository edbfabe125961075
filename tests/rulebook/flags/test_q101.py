"""Q101 unknown-flag."""

import numpy as np

from icos_ingest.content import ColumnInfo
from icos_ingest.schema import FlagScheme

ATC = FlagScheme("atc", {"U": "correct", "O": "correct", "N": "incorrect"}, ("U", "O"), "the test")
SOCAT = FlagScheme("socat", {"2": "good", "-10": "needs a flag"}, ("2",), "the test")
LETTERS = ColumnInfo("Flag", "Flag", format="bmpChar", flag_scheme=ATC)
NUMBERS = ColumnInfo("QC", "QC", format="int32", flag_scheme=SOCAT)
TEXTS = ColumnInfo("Flag", "Flag", format="string", flag_scheme=ATC)


def test_a_letter_without_meaning_is_a_warning(judge_columns):
    flags = np.array(["U", "X", "", "x"], dtype=object)
    (finding,) = judge_columns((TEXTS, flags))
    assert (finding.code, finding.severity, finding.count) == ("Q101", "warning", 2)
    assert finding.message == "'X' in 'Flag' is no flag of the scheme atc"
    assert finding.expected == "one of U, O, N"


def test_stored_letters_are_compared_as_code_units(judge_columns):
    assert [f.count for f in judge_columns((LETTERS, np.array([85, 88, 79], dtype=np.uint16)))] == [1]


def test_numbers_without_meaning_are_a_warning(judge_columns):
    (finding,) = judge_columns((NUMBERS, np.array([2, 7, -10], dtype=np.int32)))
    assert finding.message == "'7' in 'QC' is no flag of the scheme socat"


def test_of_a_longer_flag_the_first_letter_is_stored(judge_columns):
    scheme = FlagScheme("fluxnet", {"0": "measured", "-9999": "no value"}, ("0",), "the test")
    column = ColumnInfo("QC", "QC", format="bmpChar", flag_scheme=scheme)
    assert judge_columns((column, np.array([48, 45], dtype=np.uint16))) == ()


def test_flags_of_the_scheme_are_left_alone(judge_columns):
    assert judge_columns((LETTERS, np.array([85, 79, 78], dtype=np.uint16))) == ()
    assert judge_columns((NUMBERS, np.array([2, -10], dtype=np.int32))) == ()
