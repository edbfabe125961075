"""G421 missing-conventions."""

VARIABLES = {"t": (("x",), [1.0], {})}


def test_a_file_without_conventions_is_noted(judge_netcdf):
    (finding,) = judge_netcdf("G421", VARIABLES)
    assert (finding.severity, finding.message) == ("info", "the file has no attribute Conventions")


def test_other_conventions_are_no_cf(judge_netcdf):
    (finding,) = judge_netcdf("G421", VARIABLES, {"Conventions": "COARDS"})
    assert finding.message == "the file keeps 'COARDS', not CF"


def test_cf_beside_others_is_enough(judge_netcdf):
    assert judge_netcdf("G421", VARIABLES, {"Conventions": "ACDD-1.3, CF-1.6"}) == []
