"""C403 nonstandard-missing-value."""

import pytest


@pytest.mark.parametrize("gap", ["", "NaN", "NA", "inf", "-Inf", "null"])
def test_each_other_gap_is_an_error(judge_upload, gap):
    (finding,) = judge_upload("C403", ("1.5,4.1,-9999", f"1.5,4.1,{gap}"))
    assert finding.severity == "error"
    assert finding.message == f"'{gap}' in 'LE' is a gap that FP-In does not know"
    assert (finding.place.line, finding.place.column, finding.expected) == (2, 5, "-9999")


def test_the_standard_gap_is_left_alone(judge_upload):
    assert judge_upload("C403") == []
    assert judge_upload("C403", ("1.5,4.1,-9999", "1.5,4.1,"), name="fluxes.csv") == []
